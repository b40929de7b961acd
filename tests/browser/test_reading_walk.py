"""Reading back: a source of long ago opens in the conversation; and what went wrong in a dialog is said in the dialog."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, SMALL, Served, arrive, say

pytestmark = pytest.mark.browser


@pytest.fixture
def talked(window: Callable[..., object], served: Served) -> Callable[..., Page]:
    """talked(count): Hadas told one thing, and so many lines were said since; her open conversation."""

    def long_ago(count: int, **device: object) -> Page:
        page: Page = window(**device).new_page()  # type: ignore[attr-defined]
        arrive(page)
        say(page, "היא אוהבת מאוד לבנות מגדלים")
        session = UUID(re.search(r"/sessions/([0-9a-f-]+)", page.url).group(1)).hex
        with sqlite3.connect(f"{served.home}/chitta.db", timeout=20) as rows:
            said = "SELECT {} FROM messages WHERE session_id = ? ORDER BY seq DESC LIMIT 1"
            columns = [name for _, name, *_ in rows.execute("PRAGMA table_info(messages)")]
            kept = ", ".join({"id": "?", "seq": "?", "text": "?", "key": "NULL"}.get(name, name) for name in columns)
            last = rows.execute(said.format("seq"), (session,)).fetchone()[0]
            hers = f"FROM messages WHERE session_id = '{session}' AND sender = 'user' LIMIT 1"
            for number in range(count):
                rows.execute(
                    f"INSERT INTO messages ({', '.join(columns)}) SELECT {kept} {hers}",
                    [{"id": uuid4().hex, "seq": last + 1 + number, "text": f"שורה {number}."}[name] for name in columns if name in ("id", "seq", "text")],
                )  # fmt: skip
        page.reload()
        return page

    return long_ago


def follow_the_source(page: Page) -> None:
    page.locator("[data-card=portrait] a.ttl").click()
    page.locator("#sheet[open] a[href*='#message-']").first.click()


def test_a_source_of_long_ago_opens_in_the_conversation(talked):
    page = talked(60, **SMALL)
    home = page.url.split("#")[0]
    assert not page.get_by_text("היא אוהבת מאוד לבנות מגדלים").count()
    follow_the_source(page)
    page.wait_for_url(re.compile(r"\?.*at=.*#message-"))
    told = page.locator("article:target")
    expect(told).to_contain_text("מגדלים")
    expect(told).to_be_in_viewport()
    expect(page.locator("#turns")).to_contain_text("שורה 59.")
    say(page, "והיום היא בנתה גשר")  # and the conversation goes on from there
    page.go_back()
    assert page.url.split("#")[0] == home and not page.locator("dialog[open]").count()


def test_among_four_hundred_lines_the_way_leads_on_to_the_newest(talked):
    page = talked(400, **SMALL)
    follow_the_source(page)
    page.wait_for_url(re.compile(r"\?.*at="))
    expect(page.locator("article:target")).to_be_in_viewport()
    expect(page.locator("#composer")).to_have_count(0)
    page.get_by_role("link", name="להודעות האחרונות").click()
    expect(page.locator("#turns")).to_contain_text("שורה 399.")
    expect(page.locator("#composer")).to_be_visible()


def test_earlier_lines_of_the_same_day_come_without_its_name_in_the_middle(talked):
    page = talked(60, **DESK, is_mobile=False, has_touch=False)
    expect(page.locator("#turns .day")).to_have_count(1)
    page.locator(".earlier a").click()
    expect(page.locator("#turns")).to_contain_text("שורה 10.")
    expect(page.locator("#turns .day")).to_have_count(1)
    assert page.locator("#turns > li").evaluate_all("all => all.findIndex(one => one.matches('.day'))") <= 1


def test_what_goes_wrong_in_a_dialog_is_said_in_the_dialog(window):
    page: Page = window(**SMALL).new_page()
    arrive(page)
    page.goto(page.url.split("#")[0])
    page.locator("#live[hx-sse\\:connect]").wait_for(state="attached")
    page.evaluate(
        "htmx.ajax('GET', document.getElementById('live').dataset.viewUrl.replace('KEY', 'journal'), '#sheet')"
    )
    form = page.locator("#sheet[open] form[hx-post]").first
    form.locator("textarea").fill("היום היא בנתה מגדל עם אחיה")
    problem = page.locator("#sheet > .problem")

    # The network is away: said by the form where she looks, nowhere else, and her words stay.
    page.route("**/journal", lambda route: route.abort())
    form.locator("[type=submit]").first.click()
    expect(form.locator("[data-lost]")).to_contain_text("זה לא הגיע")
    expect(form.locator("[data-lost]")).to_be_in_viewport()
    expect(page.locator("#problem .note")).to_have_count(0)
    expect(problem.locator(".note")).to_have_count(0)
    assert page.locator("#sheet[open]").count() and form.locator("textarea").input_value().startswith("היום")
    page.unroute("**/journal")

    # A form that is too old, as the house itself answers it.
    token = form.locator("[name=csrf_token]")
    good = token.input_value()
    token.evaluate("field => { field.value = 'old' }")
    form.locator("[type=submit]").first.click()
    expect(problem.locator(".note[data-status='403']")).to_be_in_viewport()
    token.evaluate("(field, good) => { field.value = good }", good)

    # And once it went well, nothing is said of it any more.
    form.locator("[type=submit]").first.click()
    expect(page.locator("#sheet")).to_contain_text("היום היא בנתה מגדל")
    expect(problem.locator(".note")).to_have_count(0)
