"""Every door of the map, every method it has, and everybody who may knock. What a door is stands in the lists of test_doors.py;
what that means for whom stands here. A guest's doors, and the states of a link, are in tests/sharing/test_every_door.py."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from flask import url_for

from chitta.journey import views
from chitta.journey.tools import toolbox
from tests.conftest import _empty
from tests.people import HX
from tests.promises.family import HERS, move_in
from tests.promises.test_doors import GUEST, MINE, OPERATORS, PUBLIC, SAFE, SIGNED_IN, address, doors, knock

SURE = {  # asked for the password once more, when it was not said lately
    "privacy.copy", "privacy.fetch", "privacy.leaving", "privacy.erase", "privacy.leaving_child", "privacy.erase_child",
    "proving.factor", "proving.turn_on", "proving.renew", "proving.turn_off",
}  # fmt: skip
FACTOR = {"Omer", "Omer who did not prove it"}  # they look at what they have, without being asked
HERS_BY_TOKEN = {"uploads.give", "uploads.keep"}  # the token of the address names who may use it
PROVED = {"accounts.email", "accounts.move", "accounts.password", "accounts.change_password"}  # asked for the code
OUTSIDE = ("a visitor", "a guest", "logged out", "deleted")
INSIDE = ("Ruth", "Omer", "Omer without a second factor", "Omer who did not prove it")
ALWAYS = {"a visitor", "Ruth", "Omer"}  # the others are slow
ELSEWHERE = {"static", "chat.live"}  # open to all; without an end
HTML = "text/html"
ALSO = {"nothing", "log in"}  # of what is open to all some tell their own by a token, and the demo is not switched on

#                           open to all  for members  Dana's     the desk
CELLS = {
    "a visitor":                    ("in", "log in", "log in", "log in"),
    "logged out":                   ("in", "log in", "log in", "log in"),
    "deleted":                      ("in", "log in", "log in", "log in"),
    "a guest":                      ("in", "log in", "log in", "log in"),
    "Ruth":                         ("in", "in", "nothing", "nothing"),
    "Dana":                         ("in", "in", "in", "nothing"),
    "Omer":                         ("in", "in", "nothing", "in"),
    "Omer without a second factor": ("in", "in", "nothing", "factor"),
    "Omer who did not prove it":    ("in", "in", "nothing", "sure"),
}  # fmt: skip


def kind(endpoint: str) -> int:
    """Which column."""
    if endpoint in HERS_BY_TOKEN:
        return 2
    return next(n for n, some in enumerate((PUBLIC, SIGNED_IN, MINE, OPERATORS, GUEST)) if endpoint in some)


@pytest.fixture(scope="module")
def family(house, valkey_server):
    with house.app_context():
        _empty()
    valkey_server.empty()
    return move_in(house)


@pytest.fixture(autouse=True)
def tidy(family):
    yield
    family.restore()


def met(answer, nothing=None):
    """What somebody meets who knocks: in, log in, sure, factor, nothing, closed, or else the status."""
    if answer.status_code == 401:
        return "log in"
    if answer.status_code in (302, 303):
        path = urlsplit(answer.location).path
        return {"/login": "log in", "/settings/sure": "sure", "/settings/second-step": "factor"}.get(path, "in")
    if answer.status_code == 404 and nothing is not None:
        return "nothing" if answer.data == nothing else "another 404"
    return "in" if answer.status_code < 400 or answer.status_code in (409, 410, 422) else answer.status_code


def expected(name, endpoint):
    cell = CELLS[name][kind(endpoint)]
    if name in INSIDE or name == "Dana":
        if endpoint in SURE and cell == "in":
            return "in" if endpoint == "proving.factor" and name in FACTOR else "sure"
        if endpoint in PROVED and name == "Omer who did not prove it":
            return "sure"
    return cell


def at_home(endpoint, found):
    """The page of the second factor is where its own forms lead back to."""
    return found == "factor" and endpoint.startswith("proving.")


def asked(app, name):
    """What is asked by whom: of everybody's own doors only what can be asked without leaving one's account by it."""
    for rule, method in doors(app):
        if rule.endpoint in {"static", *GUEST}:
            continue
        theirs = expected(name, rule.endpoint) == "in" or rule.endpoint in SIGNED_IN
        if method == "GET" or not theirs:
            yield rule, method


def test_every_door_of_the_map_stands_in_the_table_and_the_table_has_no_other(family):
    lists = (PUBLIC, SIGNED_IN, set(MINE), OPERATORS, GUEST)
    assert set().union(*lists) == {rule.endpoint for rule, _ in doors(family.app)}
    assert sum(map(len, lists)) == len(set().union(*lists))
    assert set(CELLS) == set(family.people)


@pytest.mark.parametrize(
    "name", [name if name in ALWAYS else pytest.param(name, marks=pytest.mark.slow) for name in (*OUTSIDE, *INSIDE)]
)
def test_nobody_but_dana_meets_anything_of_dana_s(family, name):
    app, who, wrong = family.app, family.people[name], []
    nothing = {HTML: who.get("/nowhere").data}
    with family.writing() as written:
        for rule, method in asked(app, name):
            answer = knock(who, method, family.place(rule))
            if answer.status_code == 404 and answer.mimetype not in nothing:
                nothing[answer.mimetype] = knock(who, method, address(app, rule, {})).data
            found, meant = met(answer, nothing.get(answer.mimetype)), expected(name, rule.endpoint)
            if found != meant and not (kind(rule.endpoint) == 0 and found in ALSO):
                wrong.append((rule.endpoint, method, found, meant))
            if any(word in answer.text for word in HERS) or "no-store" not in answer.headers["Cache-Control"]:
                wrong.append((rule.endpoint, method, "says too much"))
    assert not wrong
    assert not written and family.now() == family.rows


def test_of_dana_s_things_ruth_finds_no_fragment_either(family):
    ruth, nothing = family.people["Ruth"], None
    for rule, method in doors(family.app):
        if kind(rule.endpoint) == 2 and method == "GET" and rule.endpoint not in ELSEWHERE:
            answer = knock(ruth, "GET", family.place(rule), HX)
            nothing = nothing or ruth.get("/nowhere", headers=HX).data
            assert answer.status_code == 404 and not any(word in answer.text for word in HERS), rule.endpoint


def test_dana_finds_what_is_hers_and_looking_writes_nothing(family):
    app, dana, wrong = family.app, family.people["Dana"], []
    nothing = dana.get("/nowhere").data
    with family.writing() as written:
        for rule, method in doors(app):
            if method == "GET" and rule.endpoint not in {*ELSEWHERE, *GUEST, *PUBLIC}:
                for way in ("GET", "HEAD"):
                    answer = knock(dana, way, family.place(rule))
                    found, meant = met(answer, nothing if way == "GET" else b""), expected("Dana", rule.endpoint)
                    if found != meant or "no-store" not in answer.headers["Cache-Control"]:
                        wrong.append((rule.endpoint, way, found, meant))
    assert not wrong and not written


@pytest.mark.slow
def test_dana_s_deeds_are_let_in_and_without_the_token_of_a_form_none_is(family):
    app, dana, wrong = family.app, family.people["Dana"], []
    for rule, method in doors(app):
        if method in SAFE or rule.endpoint in GUEST:
            continue
        path = family.place(rule)
        assert dana.client.open(path, method=method).status_code == 403, rule.endpoint
        if kind(rule.endpoint) in (1, 2):
            with family.put_back(dana):
                found = met(knock(dana, method, path))
            if found != expected("Dana", rule.endpoint) and not at_home(rule.endpoint, found):
                wrong.append((rule.endpoint, method, found, expected("Dana", rule.endpoint)))
    assert not wrong


def test_who_said_the_password_a_moment_ago_is_not_asked_again(family):
    app, dana = family.app, family.people["Dana"]
    family.said_the_password()
    for rule, method in doors(app):
        if rule.endpoint in SURE:
            with family.put_back(dana):
                found = met(knock(dana, method, family.place(rule)))
            assert found == "in" or at_home(rule.endpoint, found), rule.endpoint


# --- the second way to a row: an id in an address's question, in a form, in a tool's arguments -----------------------------------

ASKED = [  # doors of one's own where an address may name a row besides
    ("chat.talk", "at", "message_id"), ("chat.lines", "before", "message_id"), ("chat.lines", "after", "message_id"),
    ("journal.index", "before", "entry_id"), ("journal.index", "kept", "entry_id"), ("journal.index", "q", "hand"),
    ("documents.index", "before", "document_id"), ("sharing.index", "before", "share_id"),
    ("videos.index", "replaces", "video_id"), ("experts.index", "kept", "match_id"),
]  # fmt: skip
CHANGING = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|\b\d{4}-\d\d\b|I[jm][\w.-]{40,}|after=[\d-]+|v=\w+"
)


def own(family, ruth, door, **more):
    with family.app.test_request_context():
        return url_for(door, session_id=ruth.session_id, **more)


@pytest.mark.parametrize(("door", "field", "name"), ASKED, ids=[f"{door} {field}" for door, field, _ in ASKED])
def test_an_id_of_dana_s_in_ruth_s_own_address_is_one_that_never_was(family, door, field, name):
    ruth = family.people["Ruth"]
    for headers in ({}, HX):
        hers, nobodys = (
            ruth.get(own(family, ruth, door, **{field: value}), headers=headers)
            for value in (family.ids.get(name, name), "xyz" if name not in family.ids else uuid4())
        )
        assert hers.status_code == nobodys.status_code and not any(word in hers.text for word in HERS)
        if name in family.ids:
            assert CHANGING.sub("", hers.text) == CHANGING.sub("", nobodys.text)


def test_on_ruth_s_own_pages_nothing_of_dana_s_is_shown_found_or_counted(family):
    app, ruth = family.app, family.people["Ruth"]
    mine = {"session_id": ruth.session_id, "child_id": ruth.child_id}
    pages = [rule for rule, method in doors(app) if method == "GET" and kind(rule.endpoint) == 2]
    for rule in pages:
        if rule.arguments and rule.arguments <= {*mine, "key"} and rule.endpoint not in ELSEWHERE:
            for view in sorted(views.available()) if "key" in rule.arguments else ("",):
                with app.test_request_context():
                    path = url_for(
                        rule.endpoint, **{**mine, "key": view} if view else {n: mine[n] for n in rule.arguments}
                    )
                answer = ruth.get(path)
                assert answer.status_code < 400 and not any(word in answer.text for word in HERS), path


def test_an_id_of_dana_s_in_ruth_s_forms_does_nothing_to_dana_s(family):
    ruth, ids = family.people["Ruth"], family.ids
    ruths = family.things(ruth)
    items = [f"{kind}-{ids[f'{kind}_id']}" for kind in ("report", "document", "video")]
    before = family.now()
    forms = [
        (own(family, ruth, "sharing.create"), {"name": "x", "items": [item], "days": "7", "language": "en"}) for item in items
    ] + [
        (f"/documents/{ruths['document_id']}/findings", {"keep": str(ids["observation_id"]), "version": "1"}),
        (f"/documents/{ruths['document_id']}/marks", {"undo": str(ids["observation_id"])}),
        (f"/videos/{ruths['video_id']}/moments", {"undo": str(ids["observation_id"])}),
        (own(family, ruth, "videos.create"), {"scene": "free_play", "watch": "parent", "agree": "y", "replaces": str(ids["video_id"])}),
    ]  # fmt: skip
    for path, form in forms:
        answer = ruth.post(path, form)
        assert answer.status_code < 500 and not any(word in answer.text for word in HERS), path
    for session in (ids["session_id"], uuid4()):
        said = {"session": str(session), "purpose": "video", "name": "a.mp4", "size": 9, "details": {}}
        answer = ruth.client.post("/uploads", json=said, headers={"X-CSRFToken": ruth.token()})
        assert answer.status_code == 404
    assert not family.touched(before, by=ruth)


def test_no_tool_of_a_guide_takes_an_id(family):
    """What a model asks for happens in the journey it speaks in: there is no way to name another one."""
    for tool in toolbox():
        schema = tool.arguments.model_json_schema()
        fields = {
            **schema["properties"],
            **{n: f for one in schema.get("$defs", {}).values() for n, f in one.get("properties", {}).items()},
        }
        assert not [name for name, about in fields.items() if name.endswith("id") or about.get("format") == "uuid"], (
            tool.name
        )


def test_asking_which_methods_there_are_tells_nothing_else(family):
    for rule, _ in doors(family.app):
        answer = knock(family.people["a visitor"], "OPTIONS", family.place(rule))
        assert not answer.data or met(answer) == "log in" or rule.endpoint in PUBLIC, rule.endpoint
