"""Whatever a family and a visitor do, in whatever order: only a link that lives gives something, and only what is in it."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from chitta.accounts.models import User
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.documents import keeping
from chitta.documents.models import Document
from chitta.documents.reading import Reading
from chitta.journal.models import JournalEntry
from chitta.journey.models import Journey
from chitta.sharing import codes
from chitta.sharing.handing import hand_over
from chitta.sharing.models import MOST_WRONG, VISIT, ShareLink
from tests.anything import tried
from tests.people import add_child
from tests.sharing.conftest import Guest, Shared

CODE = "4186"
NO = (403, 404)  # a page that does not open has no form, and so no token to send along
nth = st.integers(0, 3)
hours = st.sampled_from([timedelta(minutes=1), timedelta(hours=11), VISIT, timedelta(days=7), timedelta(days=8)])


class Link(Shared):
    """What the family knows of a link, and what of it should open."""

    ended = deleted = False
    wrong = 0

    def lives(self, world):
        return not self.ended and self.wrong < MOST_WRONG and world.now < self.expires and not world.erased


class Visit:
    """A browser that came in."""

    def __init__(self, link, guest, now):
        self.link, self.guest, self.began, self.ended, self.seen = link, guest, now, False, set()

    def lives(self, world):
        return not self.ended and world.now < self.began + VISIT and self.link.lives(world)


class World(RuleBasedStateMachine):
    app = owner = None

    @initialize()
    def begin(self):
        """A child with a paper and a moment of the journal."""
        self.now, self.links, self.visits, self.erased, self.deleted = times.now(), [], [], False, set()
        with self.app.test_request_context(), transaction():
            user = db.session.get(User, self.owner.user_id)
            self.child = add_child(self.owner, user, "Noa").id
            self.session = self.owner.session_id
            journey = Journey.locked(self.session)
            JournalEntry.write(journey, "She let go of my hand")
            key = f"families/{self.child}/{uuid4()}/original.pdf"
            about = {"name": "a.pdf", "type": "medical", "media_type": "application/pdf", "size": 9, "key": key}
            paper = Document.take(journey, **about)
            paper.status, paper.pages = "understood", 1
            paper.content = Reading(texts=("Hearing is fine.",), summary=("Fine.",), given="Hearing")
            Document.counted(journey)
            self.paper = paper.id
        self.app.extensions["storage"].put(key, io.BytesIO(b"paper"), "application/octet-stream")
        self.document = f"document-{self.paper}"

    # --- the family

    @rule(both=st.booleans(), coded=st.booleans(), days=st.sampled_from([7, 14]))
    def share(self, both, coded, days):
        keys = {self.document, "journal"} if both else {"journal"}
        keys -= self.deleted
        if self.erased or not keys or len(self.links) == 4:
            return
        with self.app.app_context(), transaction():
            wish = {"name": "Dr. Levi", "days": days, "language": "en"}
            kept = codes.hashed(CODE) if coded else ""
            made = hand_over(db.session.get(Journey, self.session), keys, passcode_hash=kept, **wish)
            link = Link(made.id, made.token, "")
            link.expires = made.expires_at
        link.code, link.keys = CODE if coded else None, keys
        self.links.append(link)

    @rule(n=nth)
    def revoke(self, n):
        if link := self._link(n):
            with self.app.app_context(), transaction():
                assert db.session.get(ShareLink, link.id).revoke() is not link.ended
            link.ended = True

    @rule()
    def delete_the_paper(self):
        if self.erased or self.document in self.deleted:
            return
        with self.app.app_context(), transaction():
            keeping.erase(db.session.get(Document, self.paper))
        self.deleted.add(self.document)

    @precondition(lambda self: self.visits)
    @rule()
    def delete_the_child(self):
        if not self.erased:
            with self.app.app_context(), transaction():
                db.session.delete(db.session.get(Child, self.child))
            self.erased = True

    @rule(by=hours)
    def wait(self, by):
        self.now += by

    # --- visitors

    @rule(n=nth)
    def come_in(self, n):
        if link := self._link(n):
            guest = Guest(self.app, self.app.test_client())
            answer = guest.knock(link, link.code)
            assert answer.status_code == 303 if link.lives(self) else answer.status_code in NO
            if answer.status_code == 303:
                self.visits.append(Visit(link, guest, self.now))

    @rule(n=nth, often=st.integers(1, MOST_WRONG), typed=st.sampled_from(["0000", "", "٤١٨", "x" * 500]))
    def guess(self, n, often, typed):
        link = self._link(n)
        if not link or not link.code:
            return
        for _ in range(often):
            lived = link.lives(self)
            answer = Guest(self.app, self.app.test_client()).knock(link, typed)
            link.wrong += bool(lived and typed)
            assert answer.status_code == 422 if link.lives(self) else answer.status_code in NO

    @rule(n=nth, token=st.sampled_from(["cut", "case", "longer"]))
    def mistype(self, n, token):
        if link := self._link(n):
            wrong = {"cut": link.token[:-1], "case": link.token.swapcase(), "longer": link.token + "A"}[token]
            assert self.app.test_client().get(f"/s/{wrong}").status_code == 404

    @rule(n=nth, key=st.sampled_from(["document", "journal", "summary"]))
    def look(self, n, key):
        if visit := self._visit(n):
            key = self.document if key == "document" else key
            there = visit.lives(self) and key in visit.link.keys - self.deleted
            page = visit.guest.client.get(visit.guest.home)
            held = visit.guest.form(page.text).get("csrf_token", "")
            asked = visit.guest.client.post(f"{visit.guest.home}/items/{key}/look", data={"csrf_token": held})
            assert asked.status_code == 303 if there else asked.status_code in NO
            if there:
                visit.seen.add(key)
            self._holds(visit, key)

    @rule(n=nth)
    def leave(self, n):
        visit = self._visit(n)
        if visit and visit.lives(self):
            assert visit.guest.do("/end").status_code == 200
            visit.ended = True

    @rule(n=nth, m=nth)
    def try_anothers_visit(self, n, m):
        one, other = self._visit(n), self._visit(m)
        if one and one.guest is not other.guest:
            assert one.guest.client.get(other.guest.home).status_code == 404

    # --- what always holds

    def _holds(self, visit, key):
        page = visit.guest.client.get(f"{visit.guest.home}/items/{key}")
        there = visit.lives(self) and key in visit.link.keys - self.deleted
        assert page.status_code == (404 if not there else 200 if key in visit.seen else 303)
        assert ("Hearing is fine" in page.text or "let go of my hand" in page.text) <= there
        if key == self.document:
            with visit.guest.client.get(f"{visit.guest.home}/items/{key}/file") as file:
                assert (file.status_code == 200) == (there and key in visit.seen)

    def teardown(self):
        for link in getattr(self, "links", ()):
            assert self.app.test_client().get(link.door).status_code == (200 if link.lives(self) else 404)
        for visit in getattr(self, "visits", ()):
            assert visit.guest.client.get(visit.guest.home).status_code == (200 if visit.lives(self) else 404)
            for key in (self.document, "journal", "summary"):
                self._holds(visit, key)

    def _link(self, n):
        return self.links[n % len(self.links)] if self.links else None

    def _visit(self, n):
        return self.visits[n % len(self.visits)] if self.visits else None


def test_only_what_lives_and_was_chosen_is_ever_given(app, dana, monkeypatch):
    worlds = []

    def world():
        worlds.append(type("Dana's", (World,), {"app": app, "owner": dana})())
        worlds[-1].now = real()
        return worlds[-1]

    real = times.now
    monkeypatch.setattr(times, "now", lambda: worlds[-1].now if worlds else real())
    run_state_machine_as_test(world, settings=tried(10, stateful_step_count=12, phases=[Phase.generate]))


@pytest.mark.parametrize("code", [None, CODE])
def test_the_world_of_that_test_lets_somebody_in(app, dana, code, monkeypatch):
    """It would hold as well if nothing ever opened."""
    world = type("Dana's", (World,), {"app": app, "owner": dana})()
    world.begin()
    monkeypatch.setattr(times, "now", lambda: world.now)
    world.share(both=True, coded=bool(code), days=7)
    world.come_in(0)
    world.look(0, "document")
    assert world.visits[0].seen == {world.document}
    world.teardown()
