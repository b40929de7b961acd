"""What a parent agreed to: asked at the door, taken back in the middle of a reply, read again afterwards."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SMALL, register, settled
from tests.browser.test_claude_walk import on_claude  # noqa: F401
from tests.browser.test_walks import complaints_in_both_schemes
from tests.standin.script import Say

pytestmark = pytest.mark.browser


def test_a_mother_takes_it_back_in_the_middle_of_a_reply(window, on_claude, standin):  # noqa: F811
    context = window("he-IL", base_url=on_claude.address, **SMALL)
    page = context.new_page()
    page.goto("/register")
    found = complaints_in_both_schemes(page, "register")
    register(page)
    expect(page.locator("[data-guide=claude]")).to_be_visible()

    standin.will(Say("מילה " * 900, pieces=900, pace=0.1))
    page.fill("#text", "היא שרה כל היום")
    page.click("#composer .go")
    growing = page.locator('article[data-status="speaking"], article[data-status="waiting"]')
    expect(growing.locator("[data-words]")).to_contain_text("מילה")
    other = context.new_page()
    other.goto("/settings")
    other.locator('#agreed ~ div a[href="/settings/consents"]').click()
    found += complaints_in_both_schemes(other, "consents")
    other.locator("#consent-talk button").click()
    expect(other.locator("#consent-talk")).to_have_attribute("data-status", "none")
    other.locator("#history summary").click()
    found += complaints_in_both_schemes(other, "taken back")
    assert other.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")

    stopped = page.locator('article[data-status="stopped"]')
    expect(stopped.locator("[data-note=consent]")).to_contain_text("ביטלת את האישור")
    expect(page.locator("[data-guide=built-in]")).to_be_visible()
    stopped.locator("button").click()
    expect(settled(page)).to_have_count(2)
    assert not found and len(standin.requests) == 1


def test_without_a_yes_the_first_conversation_is_as_quick(window, on_claude, standin):  # noqa: F811
    context = window("en-US", base_url=on_claude.address, **SMALL, java_script_enabled=False)
    page = context.new_page()
    page.goto("/register?lang=en")
    for name, value in (
        ("full_name", "Hadas"), ("email", "no@example.org"), ("password", "four quiet words tonight"),
    ):  # fmt: skip
        page.fill(f"[name={name}]", value)
    page.check("[name=agree]")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/children/new")
    page.goto("/settings/consents")
    expect(page.locator("[id^=consent-][data-status=none]")).to_have_count(3)
    page.locator("#consent-papers button").click()
    expect(page.locator("#consent-papers")).to_have_attribute("data-status", "given")
    assert standin.requests == []
