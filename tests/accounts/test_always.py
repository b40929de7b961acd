"""Whatever happens to an account, in whatever order: a browser is inside only if it came in and nothing has ended that since."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from chitta.accounts import codes, passwords, second_factor
from chitta.accounts.models import ABSOLUTE, IDLE, LIVES, CodeGuesses, Login, OneTimeToken, User
from chitta.core import times
from chitta.core.db import db, transaction
from tests.accounts.conftest import OTHER, PASSWORD
from tests.anything import tried
from tests.people import parent, visitor

THIRD = "brass kettle over dunes"
ADDRESSES = ("dana@example.org", "dana.levin@example.net")
which = st.integers(0, 2)  # of three browsers
words = st.sampled_from([PASSWORD, OTHER, THIRD])
pauses = st.sampled_from([timedelta(seconds=61), timedelta(hours=2), timedelta(days=2), IDLE, ABSOLUTE - IDLE])


class Browser:
    """Dana's, or a stranger's who knows what she types."""

    def __init__(self, app):
        self.who, self.since, self.seen, self.proved = visitor(app), None, None, False

    def inside(self, now):
        return self.since is not None and now < self.seen + IDLE and now < self.since + ABSOLUTE


class Account(RuleBasedStateMachine):
    app = None
    number = 0

    @initialize()
    def begin(self):
        self.now = times.now()
        Account.number += 1
        self.addresses = [f"{Account.number}.{address}" for address in ADDRESSES]
        self.id = parent(self.app, "Dana Levin", self.addresses[0]).user_id
        self.mail, self.password, self.factor, self.links = self.addresses[0], PASSWORD, False, {}
        self.browsers = [Browser(self.app) for _ in range(3)]
        with self.app.app_context(), transaction():
            db.session.get(User, self.id).password_hash = passwords.hashed(PASSWORD)

    # --- coming and going

    @rule(n=which, password=words, other=st.booleans())
    def log_in(self, n, password, other):
        browser = self.browsers[n]
        browser.since, browser.proved = None, False  # a fresh browser
        browser.who = visitor(self.app)
        address = next(one for one in self.addresses if (one != self.mail) is other)
        answer = browser.who.post("/login", {"email": address, "password": password})
        right = not other and password == self.password
        assert answer.status_code == (303 if right else 422)
        assert not self._opens(browser) or (right and not self.factor)
        if right and not self.factor:
            browser.since = browser.seen = self.now
        if right and self.factor:
            self._show_a_code(browser)

    def _show_a_code(self, browser):
        """The code of now comes in once; that of an hour ago does not."""
        with self.app.app_context(), transaction():
            user = db.session.get(User, self.id)
            CodeGuesses.forget(user)
            shown = codes.totp(str(self.app.secret_key), user.id, user.factor_salt)
        old = browser.who.post("/login/code", {"code": shown.at(self.now - timedelta(hours=1))})
        assert old.status_code == 422 and not self._opens(browser)
        answer = browser.who.post("/login/code", {"code": shown.at(self.now)})
        assert answer.status_code == 303
        browser.since, browser.seen, browser.proved = self.now, self.now, True
        self.now += timedelta(seconds=61)  # each code is good once

    @rule(n=which)
    def log_out(self, n):
        browser = self.browsers[n]
        assert browser.who.post("/logout").status_code == 303
        browser.since = None

    @rule(n=which)
    def end_the_others(self, n):
        browser = self.browsers[n]
        done = browser.who.post("/settings/sessions/end").location
        assert ("/login" in done) is not browser.inside(self.now)
        if browser.inside(self.now):
            self._all_out(but=browser)
            self._was_seen(browser)

    @rule(by=pauses)
    def wait(self, by):
        self.now += by

    # --- what changes

    @rule(n=which, current=words, new=words)
    def change_the_password(self, n, current, new):
        browser = self.browsers[n]
        lives = browser.inside(self.now)
        answer = browser.who.post("/settings/password", {"current": current, "password": new})
        if not lives:
            assert "/login" in (answer.location or "")
        elif self.factor and not browser.proved:
            assert "/settings/sure" in answer.location
        elif current != self.password:
            assert answer.status_code == 422
            self._was_seen(browser)
        else:
            assert answer.status_code == 303
            self.password, browser.since, browser.seen = new, self.now, self.now
            self._all_out(but=browser)
            self._kill("reset", "move")

    @rule(purpose=st.sampled_from(["reset", "move", "confirm"]))
    def ask_for_a_letter(self, purpose):
        """As the postman makes its link."""
        with self.app.app_context(), transaction():
            to = next(one for one in self.addresses if one != self.mail) if purpose == "move" else self.mail
            token = OneTimeToken.issue(db.session.get(User, self.id), purpose, to)
        self._kill(purpose)
        self.links.setdefault(purpose, []).append([token, self.now + LIVES[purpose], True, to])

    @rule(purpose=st.sampled_from(["reset", "move", "confirm"]), old=st.booleans(), new=words)
    def use_a_link(self, purpose, old, new):
        links = self.links.get(purpose)
        if not links:
            return
        link = links[0 if old else -1]
        good = link[2] and self.now < link[1]
        stranger = visitor(self.app)
        answer = stranger.post(f"/{'reset' if purpose == 'reset' else 'confirm'}/{link[0]}", {"password": new})
        assert answer.status_code == (303 if good else 410)
        assert not self._opens_for(stranger)  # a link is no log-in
        if good:
            link[2] = False
            if purpose == "reset":
                self.password = new
                self._all_out()
                self._kill("reset", "move")
            if purpose == "move":
                self.mail = link[3]
                self._kill(*LIVES)

    @rule()
    def turn_the_second_step(self):
        with self.app.app_context(), transaction():
            user = db.session.get(User, self.id)
            if self.factor:
                second_factor.turn_off(user, by=user)
            else:
                second_factor.turn_on(user, codes.salt(), 1)
        self.factor = not self.factor

    # --- what always holds

    def _opens(self, browser):
        return self._opens_for(browser.who)

    def _opens_for(self, who):
        return who.get("/settings").status_code == 200

    def _was_seen(self, browser):
        """What somebody changes is written down as a sight of them, at most every ten minutes: as the row has it."""
        with browser.who.client.session_transaction() as session, self.app.app_context(), transaction(writing=False):
            browser.seen = Login.by_token(session["_user_id"]).seen_at

    def _all_out(self, but=None):
        for browser in self.browsers:
            if browser is not but:
                browser.since = None

    def _kill(self, *purposes):
        for purpose in purposes:
            for link in self.links.get(purpose, ()):
                link[2] = False

    def teardown(self):
        for browser in getattr(self, "browsers", ()):
            assert self._opens(browser) is browser.inside(self.now)


def test_a_browser_is_inside_only_if_it_came_in_and_nothing_ended_that(app, monkeypatch):
    machines = []

    def machine():
        machines.append(type("Hers", (Account,), {"app": app})())
        machines[-1].now = real()
        return machines[-1]

    real = times.now
    monkeypatch.setattr(times, "now", lambda: machines[-1].now if machines else real())
    run_state_machine_as_test(machine, settings=tried(10, stateful_step_count=14, phases=[Phase.generate]))
