"""A family goes on without filming: the letter is written by the heavy worker, read, and followed back to what was said."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, arrive, say
from tests.browser.sources import follow_every_source
from tests.browser.test_walks import LINES, complaints_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_letter_without_filming_and_a_source_that_opens_the_message(window, language):
    context = window("he-IL" if language == "he" else "en-US", **PHONE)
    page = context.new_page()
    arrive(page, language, "נועה" if language == "he" else "Noa")
    for line in LINES[language][:4]:
        say(page, line)
    session = re.search(r"/sessions/([0-9a-f-]+)", page.url).group(1)

    page.click("[popovertarget=menu]")
    page.click("#menu a[href$=parentReport]")
    found = complaints_of(page, "no letter yet")
    page.locator("#letter form button").click()
    page.wait_for_selector("#letter article[data-status=ready]", timeout=60_000)
    assert page.locator("#letter .src").count() >= 3
    expect(page.locator("#letter [data-print]")).to_be_visible()
    page.wait_for_load_state("networkidle")  # the letter tells that it was read
    found += complaints_of(page, "letter")
    page.locator("#print button").click()
    expect(page.locator("#print")).to_have_attribute("data-status", "ready", timeout=60_000)
    found += complaints_of(page, "letter with its PDF")
    with page.expect_download() as given:
        page.locator("#print a[download]").click()
    assert given.value.path().read_bytes().startswith(b"%PDF-")
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")

    follow_every_source(page)
    page.goto(f"/sessions/{session}")
    expect(page.locator("[data-card=parentReport]")).to_have_attribute("data-status", "completed")

    # Something more is told: the letter offers to be written anew, in the dialog over the conversation.
    say(page, LINES[language][4])
    page.click("#way-summary")
    expect(page.locator("[data-card=parentReport]")).to_have_attribute("data-status", "action")
    page.locator("[data-card=parentReport] a.ttl").click()
    page.wait_for_selector("#sheet[open] #letter")
    found += complaints_of(page, "letter in the dialog")
    page.locator("#sheet .note button").click()
    page.wait_for_selector("#sheet .meta:has-text('2')", timeout=60_000)
    page.locator("#sheet article .src").first.click()
    page.wait_for_selector("#sheet:not([open])", state="attached")
    expect(page.locator("article.pointed-at")).to_have_count(1)
    assert not found


def test_a_letter_that_comes_by_itself_is_new_in_the_deck(window, served):
    page = window(**DESK, is_mobile=False, has_touch=False).new_page()
    arrive(page)
    for line in LINES["he"][:4]:
        say(page, line)
    session = re.search(r"/sessions/([0-9a-f-]+)", page.url).group(1)
    token = page.locator("input[name=csrf_token]").first.input_value()
    asked = page.request.post(f"/sessions/{session}/reports", form={"csrf_token": token}, max_redirects=0)
    assert asked.status == 303
    expect(page.locator("[data-card=parentReport][data-status=new]")).to_have_count(1, timeout=60_000)
    page.locator("[data-card=parentReport] a.ttl").click()
    page.wait_for_selector("#sheet[open] article.letter")
    expect(page.locator("[data-card=parentReport][data-status=completed]")).to_have_count(1)


def test_without_javascript_the_letter_can_be_asked_for_and_read(window):
    page = window(java_script_enabled=False).new_page()
    arrive(page)
    session = re.search(r"/sessions/([0-9a-f-]+)", page.url).group(1)
    page.goto(f"/sessions/{session}/view/parentReport")
    page.locator("#letter form button").click()
    page.wait_for_url("**/reports/*")
    for _ in range(120):
        if page.locator("article[data-status=ready]").count():
            break
        page.wait_for_timeout(500)
        page.locator("noscript a").click() if page.locator("noscript a").count() else page.reload()
    assert page.locator("article[data-status=ready]").count() == 1
