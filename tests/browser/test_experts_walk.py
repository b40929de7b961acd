"""A family finds a professional, fixes a meeting and takes a step back: on a phone in Hebrew, at a desk in English."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, arrive, say
from tests.browser.test_walks import LINES, complaints_in_both_schemes

pytestmark = pytest.mark.browser
QUICKLY = """for (const [id, value] of Object.entries({specialty: "speech", language: "he", sort: "name"})) {
  const field = document.getElementById(`f-${id}`);
  field.value = value;
  field.dispatchEvent(new Event("change", {bubbles: true}));
}"""
DEVICES = {"he": ("he-IL", PHONE, "נועה"), "en": ("en-US", DESK, "Noa")}


@pytest.mark.parametrize("language", ["he", "en"])
def test_from_the_directory_to_a_meeting_in_the_calendar(window, language):
    locale, device, child = DEVICES[language]
    page = window(locale, **device).new_page()
    arrive(page, language, child)
    for line in LINES[language][1:3]:
        say(page, line)
    session = re.search(r"/sessions/[0-9a-f-]+", page.url)[0]
    page.goto(f"{session}/experts")
    found = complaints_in_both_schemes(page, "directory")
    assert page.locator("[data-sample]").count() == page.locator(".expert").count() > 0

    page.select_option("#f-near", "haifa")
    expect(page.locator("#found .reasons").first).to_contain_text("חיפה" if language == "he" else "Haifa")
    assert "near=haifa" in page.url
    page.evaluate(QUICKLY)
    expect(page.locator("#found")).to_contain_text(
        "לקנות מקום בסדר הזה" if language == "he" else "a place in this order"
    )
    assert re.search("specialty=speech.*near=haifa.*sort=name.*language=he", page.url)
    page.locator(".expert a.btn").first.click()
    page.locator("#steps .primary").click()
    page.locator("[data-match=suggested]").wait_for()
    page.locator("#steps .primary").first.click()
    page.locator("[data-match=contacted]").wait_for()
    assert page.evaluate("document.activeElement.id") == "steps"
    page.fill("#m-date", (date.today() + timedelta(days=4)).isoformat())
    page.fill("#m-hour", "10:30")
    page.locator("#steps details[open] .primary").first.click()
    expect(page.locator("[data-match=scheduled]")).to_contain_text("10:30")
    found += complaints_in_both_schemes(page, "a fixed meeting")
    with page.expect_download() as got:
        page.locator("#steps a[href$='meeting.ics']").click()
    assert got.value.suggested_filename == "meeting.ics"

    page.goto(session)
    card = page.locator("[data-card=meeting]")
    expect(card.first).to_contain_text("פגישה עם" if language == "he" else "Meeting with")
    page.goto(f"{session}/view/expert")
    page.locator("#steps form[action$=back] button").click()
    page.locator("[data-match=contacted]").wait_for()
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] <= width[1] and found == []
