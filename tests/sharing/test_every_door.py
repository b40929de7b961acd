"""Every guest door against every state a link can be in: only a living one opens, and all dead ones look the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask, url_for
from sqlalchemy import delete, update

from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.sharing.models import ShareLink, ShareOpening
from tests.sharing.conftest import CODE, WHO, Guest, Material, Shared

KINDS = {"file": "document", "picture": "document", "pdf": "letter", "to_print": "letter"}
KINDS |= {"film": "video", "poster": "video", "chapters": "video"}


def guest_doors(app: Flask) -> Iterator[tuple[str, str, set[str]]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("guest."):
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                yield rule.endpoint.removeprefix("guest."), method, rule.arguments


def knock(
    app: Flask, levi: Guest, link: Shared, material: Material, door: str, method: str, arguments: set[str], key=""
):
    opening = levi.home.rpartition("/")[2]
    values = {
        "token": link.token,
        "opening_id": opening,
        "key": material.keys[key or KINDS.get(door, "letter")],
        "page": 1,
    }
    with app.test_request_context():
        path = url_for(f"guest.{door}", **{name: values[name] for name in arguments})
    if method in ("GET", "HEAD"):
        return levi.client.open(path, method=method)
    seal = levi.seals["door" if door == "enter" else "inside"]
    said = {"csrf_token": seal, **WHO, "code": CODE, "key": str(uuid4()), "language": "he", "words": "A note"}
    return levi.client.post(path, data=said)


def change(app: Flask, link: Shared, **values: object) -> None:
    with app.app_context(), transaction():
        db.session.execute(update(ShareLink).where(ShareLink.id == link.id).values(**values))


def revoked(app, dana, link):
    assert dana.post(f"/shares/{link.id}/revoke").status_code == 303


def all_stopped(app, dana, link):
    assert dana.post(f"/sessions/{dana.session_id}/sharing/stop").status_code == 303


def locked(app, dana, link):
    change(app, link, locked_at=times.now(), wrong=10)


def expired_this_second(app, dana, link):
    change(app, link, expires_at=times.now())


def child_deleted(app, dana, link):
    with app.app_context(), transaction():
        db.session.execute(delete(Child).where(Child.id == dana.child_id))


def account_deleted(app, dana, link):
    from chitta.accounts.models import User

    with app.app_context(), transaction():
        db.session.delete(db.session.get(User, dana.user_id))


DEATHS = [revoked, all_stopped, locked, expired_this_second, child_deleted, account_deleted]


@pytest.fixture
def read(app: Flask, levi: Guest, inside: Callable[..., Shared], material: Material) -> Shared:
    """Dr. Levi has opened everything."""
    link = inside()
    for key in material.keys.values():
        levi.look(key)
    door, home = levi.get(link.door).text, levi.get(levi.home).text
    levi.seals = {"door": levi.form(door)["csrf_token"], "inside": levi.form(home)["csrf_token"]}
    return link


def test_a_living_link_opens_every_door(app, levi, read, material):
    for door, method, arguments in sorted(guest_doors(app), key=lambda one: one[0] == "end"):
        answer = knock(app, levi, read, material, door, method, arguments)
        assert answer.status_code in (200, 204, 206, 303), (door, method, answer.status_code)


@pytest.mark.parametrize("death", DEATHS, ids=lambda one: one.__name__)
def test_a_dead_link_opens_none_and_all_look_the_same(app, dana, levi, read, material, death):
    death(app, dana, read)
    unknown = levi.get(f"/s/{'x' * 43}")
    assert unknown.status_code == 404 and "הקישור הזה לא פותח דבר" in unknown.text
    for door, method, arguments in guest_doors(app):
        answer = knock(app, levi, read, material, door, method, arguments)
        assert answer.status_code == 404, (door, method, answer.status_code)
        assert answer.data == unknown.data, (door, method)
        if method == "GET":
            head = knock(app, levi, read, material, door, "HEAD", arguments)
            assert head.status_code == 404 and "Set-Cookie" not in head.headers, door
    assert "Set-Cookie" not in unknown.headers


def test_without_the_cookie_of_the_visit_no_inner_door_opens(app, somebody, ruth, dana, levi, read, material):
    for who in (somebody, ruth, dana):
        stranger = Guest(app, who.client)
        stranger.home, stranger.seals = levi.home, levi.seals
        for door, method, arguments in guest_doors(app):
            if "opening_id" in arguments:
                answer = knock(app, stranger, read, material, door, method, arguments)
                assert answer.status_code == (404 if method == "GET" else 403), (door, method)


def test_the_cookie_of_one_link_opens_no_other(app, dana, levi, share, material, rows):
    first, second = share("letter"), share("journal")
    levi.knock(first)
    other = Guest(app, app.test_client())
    other.knock(second)
    theirs = other.home.rpartition("/")[2]
    mine = levi.client.get_cookie(f"guest-{UUID(levi.home.rpartition('/')[2]).hex[:16]}")
    levi.client.set_cookie(f"guest-{UUID(theirs).hex[:16]}", mine.value)
    assert levi.get(other.home).status_code == 404 and levi.get(levi.home).status_code == 200
    assert len(rows(ShareOpening)) == 2 and first.token != second.token


def test_what_was_not_chosen_is_behind_no_door(app, levi, inside, material):
    link = inside("letter")
    levi.look(material.keys["letter"])
    levi.seals = {"inside": levi.form(levi.get(levi.home).text)["csrf_token"]}
    never = levi.get(f"{levi.home}/items/video-{uuid4()}")
    for door, method, arguments in guest_doors(app):
        for key in ("document", "video", "summary", "journal", "report") if "key" in arguments else ():
            answer = knock(app, levi, link, material, door, method, arguments, key)
            assert answer.status_code == 404, (door, method, key)
            assert answer.data == never.data, (door, method, key)


def test_a_thing_of_another_kind_is_not_behind_a_door(app, levi, read, material):
    for door, method, arguments in guest_doors(app):
        for key in set(material.keys) - {"letter", "report"} - {KINDS[door]} if door in KINDS else ():
            assert knock(app, levi, read, material, door, method, arguments, key).status_code == 404, (door, key)


def test_who_does_not_know_the_code_sees_the_first_door_alone(app, dana, levi, somebody, read, material):
    guest = Guest(app, somebody.client)
    guest.home, guest.seals = levi.home, {"door": levi.seals["door"], "inside": ""}
    for door, method, arguments in guest_doors(app):
        if door == "enter":
            continue
        answer = knock(app, guest, read, material, door, method, arguments)
        if door == "door":
            assert answer.status_code == 200 and "Noa" not in answer.text
        else:
            assert answer.status_code == (404 if method == "GET" else 403), (door, method)
    said = {"csrf_token": levi.seals["door"], **WHO, "code": "000000"}
    assert somebody.client.post(read.door, data=said).status_code == 422
    assert not any(one.key.startswith("guest-") for one in somebody.client._cookies.values())


@pytest.mark.parametrize("path", ["", "/file", "/pages/1"])
def test_nothing_is_read_of_which_the_family_does_not_learn(levi, inside, material, path):
    inside("document")
    answer = levi.get(f"{levi.home}/items/{material.keys['document']}{path}")
    assert answer.status_code == (303 if not path else 404) and "fine" not in answer.text


def test_the_family_s_own_addresses_stay_closed_to_a_guest(levi, dana, inside, material):
    inside()
    for path in (
        f"/sessions/{dana.session_id}",
        f"/reports/{material.parent}",
        f"/documents/{material.paper}/download",
    ):
        assert levi.get(path).status_code in (302, 303)


def test_a_visit_ends_by_itself_after_twelve_hours_and_begins_anew(levi, inside, clock):
    link = inside("letter")
    clock(timedelta(hours=12, seconds=1))
    assert levi.get(levi.home).status_code == 404
    assert levi.knock(link).status_code == 303 and levi.get(levi.home).status_code == 200


def test_every_answer_hides_where_one_comes_from_and_is_kept_by_nobody(app, levi, read, material):
    for door, method, arguments in guest_doors(app):
        if method == "GET":
            answer = knock(app, levi, read, material, door, method, arguments)
            assert answer.headers["Referrer-Policy"] == "no-referrer", door
            assert "noindex" in answer.headers["X-Robots-Tag"] and "no-store" in answer.headers["Cache-Control"], door


def test_a_form_from_elsewhere_is_turned_away(app, levi, read, material):
    opening = levi.home.rpartition("/")[2]
    for seal, headers in (("", {}), ("0" * 64, {}), (levi.seals["inside"], {"Sec-Fetch-Site": "cross-site"})):
        answer = levi.client.post(f"/shared/{opening}/end", data={"csrf_token": seal}, headers=headers)
        assert answer.status_code == 403
    assert levi.get(levi.home).status_code == 200


def test_when_dr_levi_is_done_this_browser_holds_nothing(levi, inside):
    link = inside("letter")
    answer = levi.do("/end")
    assert "Closed here" in answer.text and "guest-" in answer.headers["Set-Cookie"]
    assert levi.get(levi.home).status_code == 404 and levi.get(link.door).status_code == 200


def test_no_page_of_a_guest_leads_into_the_family_s_rooms(levi, read, material):
    ours = re.compile(r'(?:href|src|hx-get|hx-post|action)="(/[^"#?]*)')
    for key in material.keys.values():
        page = levi.get(f"{levi.home}/items/{key}").text
        outside = {path for path in ours.findall(page) if not path.startswith(("/static/", levi.home))}
        assert not outside, (key, outside)
