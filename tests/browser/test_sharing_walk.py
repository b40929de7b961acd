"""A family shares by phone; Dr. Levi reads it at her desk and leaves a note; the family ends it while she reads."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_meeting_walk import with_a_letter, with_a_letter_by_hand
from tests.browser.test_walks import complaints_in_both_schemes, complaints_of

pytestmark = pytest.mark.browser
NOTE = "She waits for her turn when it is quiet"


def fits(page):
    return page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")


def test_shared_by_phone_read_at_a_desk_and_ended_while_it_is_open(window):
    phone = window("he-IL", **PHONE).new_page()
    session = with_a_letter(phone, "he")
    phone.goto(f"{session}/view/shareExpert")
    found = complaints_in_both_schemes(phone, "choice")
    phone.fill("#name", "ד״ר לוי")
    phone.locator("[name=language][value=en]").check(force=True)
    phone.locator("#share [value=summary]").check()
    code = phone.input_value("#code")
    phone.click("#share button[type=submit]")
    phone.wait_for_selector("#made")
    found += complaints_of(phone, "the address") + ([] if fits(phone) else ["the address"])
    address = phone.input_value("#address")

    context = window("en-US", **DESK)
    desk = context.new_page()
    desk.goto(address)
    assert not context.cookies() and "נועה" not in desk.content()
    found += complaints_in_both_schemes(desk, "door")
    desk.fill("#name", "Dr. Levi")
    desk.fill("#role", "Paediatrician")
    desk.fill("#code", "1")
    desk.click("main form button[type=submit]")
    expect(desk.locator("#code-error")).to_contain_text("9 tries are left")
    desk.fill("#code", code)
    desk.click("main form button[type=submit]")
    desk.wait_for_url("**/shared/*")
    expect(desk.locator("h1")).to_contain_text("נועה")
    found += complaints_in_both_schemes(desk, "all of it")
    things = desk.locator(".shared-things .card")
    for number in range(things.count()):
        things.nth(number).locator(".ttl").click()
        desk.wait_for_url("**/items/*")
        found += complaints_of(desk, desk.url) + ([] if fits(desk) else [desk.url])
        desk.locator("main a.quiet").first.click()
        desk.wait_for_url(re.compile(r"/shared/[0-9a-f-]+$"))
    expect(desk.locator("[data-seen=true]")).to_have_count(things.count())
    desk.fill("#words", NOTE)
    desk.click("#notes form button[type=submit]")
    expect(desk.locator("#notes .thread")).to_contain_text(NOTE)

    phone.goto(f"{session}/view/shareExpert")
    phone.locator(".share summary").first.click()
    expect(phone.locator(".share .thread")).to_contain_text("Paediatrician")
    expect(phone.locator(".share .notes")).to_contain_text(NOTE)
    found += complaints_of(phone, "links") + ([] if fits(phone) else ["links"])
    phone.goto(f"{session}/view/portrait")
    expect(phone.locator("[data-source=expert]")).to_contain_text(NOTE)
    found += complaints_of(phone, "portrait")

    phone.goto(f"{session}/view/shareExpert")
    phone.locator(".share button.danger").click()
    expect(phone.locator("#links > [role=status]")).to_be_visible()
    expect(desk.locator("h1")).to_have_text("This link opens nothing")
    found += complaints_of(desk, "closed")
    assert not found


def test_without_javascript_a_link_is_made_and_opened(window):
    phone = window(java_script_enabled=False).new_page()
    session = with_a_letter_by_hand(phone)
    phone.goto(f"{session}/view/shareExpert")
    phone.fill("#name", "הגננת")
    phone.locator("#share [value^=report-]").first.check(force=True)
    phone.click("#share button[type=submit]")
    address, code = phone.input_value("#address"), phone.locator("#made .note bdi").inner_text()
    guest = window(java_script_enabled=False).new_page()
    guest.goto(address)
    for field, words in (("#name", "הגננת"), ("#role", "גננת"), ("#code", code)):
        guest.fill(field, words)
    guest.click("main form button[type=submit]")
    guest.locator(".shared-things .ttl").first.click()
    expect(guest.locator("main article")).to_be_visible()
    phone.goto(f"{session}/view/shareExpert")
    phone.locator(".share button.danger").click()
    guest.reload()
    expect(guest.locator("main .empty h1")).to_be_visible()
