"""A parent asks for the report for professionals, follows a source back, and answers what is still missing in it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, arrive, say
from tests.browser.sources import follow_every_source
from tests.browser.test_walks import LINES, complaints_in_both_schemes, complaints_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "device"), [("he", PHONE), ("en", DESK)], ids=["he-phone", "en-desk"])
def test_the_report_for_professionals_is_asked_for_read_and_made_fuller(window, language, device):
    page = window("he-IL" if language == "he" else "en-US", **device).new_page()
    arrive(page, language, "נועה" if language == "he" else "Noa")
    for line in LINES[language][:4]:
        say(page, line)
    page.click("[popovertarget=menu]")
    page.click("#menu a[href$=proReport]")
    found = complaints_of(page, "no report yet")
    page.locator("#letter form button").click()
    page.wait_for_selector("#letter article.pro[data-status=ready]", timeout=60_000)
    page.wait_for_load_state("networkidle")  # it tells that it was read
    found += complaints_in_both_schemes(page, "report")
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
    expect(page.locator("table.domains [role=columnheader]")).to_have_count(4)
    report = page.url
    follow_every_source(page)
    page.goto(report)

    # What is missing leads to a question in the conversation, and the answer makes the report outdated.
    page.locator("#gaps form button").first.click()
    page.wait_for_url("**/sessions/*at=*")
    expect(page.locator("article[data-sender=chitta]:target")).to_be_visible()
    session = re.search(r"/sessions/([0-9a-f-]+)", page.url).group(1)
    say(page, LINES[language][4])
    page.goto(f"/sessions/{session}/view/proReport")
    page.locator("#letter .note form button").click()
    page.wait_for_selector("#changes", timeout=60_000)
    page.click("#changes summary")
    expect(page.locator("#changes [data-change]").first).to_be_visible()
    found += complaints_of(page, "report, second version")

    # In the dialog over the conversation, and from a number in it to the line it comes from.
    page.goto(f"/sessions/{session}")
    if device is PHONE:
        page.click("#way-summary")
    page.locator("[data-card=proReport] a.ttl").click()
    page.wait_for_selector("#sheet[open] article.pro")
    found += complaints_of(page, "report in the dialog")
    page.locator("#sheet article .src").first.click()
    page.wait_for_selector("#sheet:not([open])", state="attached")
    expect(page.locator("article.pointed-at")).to_have_count(1)
    assert not found


def test_without_javascript_it_can_be_asked_for_and_said_to_be_read(window):
    page = window(java_script_enabled=False).new_page()
    arrive(page)
    session = re.search(r"/sessions/([0-9a-f-]+)", page.url).group(1)
    page.goto(f"/sessions/{session}/view/proReport")
    page.locator("#letter form button").click()
    page.wait_for_url("**/reports/*")
    for _ in range(120):
        if page.locator("article[data-status=ready]").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.locator("form[action$='/read'] button").click()
    expect(page.locator("form[action$='/read']")).to_have_count(0)
