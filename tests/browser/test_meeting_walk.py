"""A family prepares a meeting: the page, its questions in the dialog, and one printed sheet."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, arrive, say
from tests.browser.test_walks import LINES, complaints_in_both_schemes, complaints_of

pytestmark = pytest.mark.browser
OWN = {"he": "מה להגיד לגננת לגבי הבוקר?", "en": "What should we tell her teacher about the mornings?"}


def printed(page):
    """How many sheets, and the words on them."""
    sheets = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    words = "\n".join(sheet.get_textpage().get_text_range() for sheet in sheets)
    count = len(sheets)
    sheets.close()
    return count, words


def with_a_letter(page, language):
    """Some lines of talk and a letter: then there is something to make the page from. The journey's address."""
    arrive(page, language, "נועה" if language == "he" else "Noa")
    for line in LINES[language][:4]:
        say(page, line)
    session = re.search(r"/sessions/[0-9a-f-]+", page.url)[0]
    page.goto(f"{session}/view/parentReport")
    page.locator("#letter form button").first.click()
    page.wait_for_selector("#letter article[data-status=ready]", timeout=60_000)
    return session


@pytest.mark.parametrize("language", ["he", "en"])
def test_questions_are_taken_written_reworded_and_deleted_and_the_sheet_is_one(window, language):
    page = window("he-IL" if language == "he" else "en-US", **PHONE).new_page()
    session = with_a_letter(page, language)
    page.goto(f"{session}/view/summary")
    found = complaints_in_both_schemes(page, "summary")
    ideas = page.locator("[data-idea]")
    first = ideas.first.get_attribute("data-idea")
    ideas.first.locator("button").click()
    expect(page.locator("#questions ol.asked > li")).to_have_count(1)
    expect(page.locator(f"[data-idea='{first}']")).to_have_count(0)
    assert page.evaluate("document.activeElement.id").startswith("question-")

    page.goto(session)
    page.click("#way-summary")
    page.locator("[data-card=summary] a.ttl").click()
    page.wait_for_selector("#sheet[open] #brief")
    page.fill("#question-text-new", OWN[language])
    page.locator("#add-question form button[type=submit]").first.click()
    asked = page.locator("#sheet ol.asked > li")
    expect(asked).to_have_count(2)
    expect(asked.last).to_contain_text(OWN[language])
    asked.first.locator("summary").click()
    found += complaints_of(page, "summary in the dialog")
    asked.first.locator("form button.danger").click()
    expect(asked).to_have_count(1)
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
    expect(page.locator("#sheet [data-print]")).to_be_visible()

    sheets, _ = printed(page)
    assert sheets == 1
    page.goto(f"{session}/view/summary")
    sheets, words = printed(page)
    assert sheets == 1 and OWN[language][:14] in words and page.locator("#brief .src").count() >= 2
    page.locator("#print button").first.click()
    expect(page.locator("#print")).to_have_attribute("data-status", "ready", timeout=60_000)
    page.evaluate("scrollTo(0, 0)")  # a button half under the bar is small to axe
    found += complaints_of(page, "summary with its PDF")
    with page.expect_download() as given:
        page.locator("#print a[download]").click()
    assert given.value.path().read_bytes().startswith(b"%PDF-")
    for hidden in page.locator("[data-idea] bdi").all_inner_texts():
        assert hidden not in words
    assert not found


def test_without_javascript_a_question_is_written_and_reworded(window):
    page = window(java_script_enabled=False).new_page()
    session = with_a_letter_by_hand(page)
    page.goto(f"{session}/view/summary")
    page.fill("#question-text-new", OWN["he"])
    page.locator("#add-question form button[type=submit]").first.click()
    page.wait_for_url("**/view/summary#questions")
    page.locator("ol.asked summary").click()
    page.fill("ol.asked textarea", "ומה בצהריים?")
    page.locator("ol.asked form button[type=submit]").first.click()
    expect(page.locator("ol.asked > li .words").first).to_have_text("ומה בצהריים?")


def with_a_letter_by_hand(page):
    arrive(page)
    session = re.search(r"/sessions/[0-9a-f-]+", page.url)[0]
    page.goto(f"{session}/view/parentReport")
    page.locator("#letter form button").click()
    page.wait_for_url("**/reports/*")
    for _ in range(120):
        if page.locator("article[data-status=ready]").count():
            return session
        page.wait_for_timeout(500)
        page.locator("noscript a").click() if page.locator("noscript a").count() else page.reload()
    raise AssertionError("no letter was written")
