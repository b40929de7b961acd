"""Filming guidance and common questions on a phone, in Hebrew: from a card into the dialog, and back into the conversation."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import arrive, say, settled
from tests.browser.test_walks import complaints_in_both_schemes, complaints_of

pytestmark = pytest.mark.browser

LINES = (
    "היא מאוד אוהבת לבנות מגדלים מלגו",
    "היא בת שלוש וחצי",
    "היא כמעט לא מדברת, אתמול ליד המקרר היא משכה לי ביד במקום לבקש",
)


@pytest.fixture
def page(window):
    """Hadas has told enough about Noa for filming to be prepared."""
    page = window().new_page()
    arrive(page)
    for line in LINES:
        say(page, line)
    return page


def choose(page, choice):
    page.click(f"#filming-choice button[value={choice}]")
    page.wait_for_selector(f"#filming-choice[data-chosen={choice}]")


def test_from_a_card_to_one_moment_and_back_not_now_and_another_mind(page):
    page.locator('[data-action="instructions"] a.ttl').first.click()
    page.wait_for_selector("#sheet[open] [data-view=view2]")
    assert not complaints_of(page, "instructions in the dialog")

    page.evaluate("document.getElementById('sheet').scrollTop = 400")
    page.click("#sheet [data-view=view2]")
    page.wait_for_selector("#sheet .thread")
    assert page.evaluate("document.activeElement.id") == "sheet-title"
    assert page.evaluate("document.getElementById('sheet').scrollTop") == 0
    assert "אתמול ליד המקרר" in page.inner_text("#sheet") and "איך היא מבקשת" in page.inner_text("#sheet")
    assert page.evaluate("document.getElementById('sheet').scrollWidth <= document.documentElement.clientWidth")
    assert not complaints_of(page, "a moment in the dialog")

    page.go_back()
    page.wait_for_selector("#sheet[open] [data-view=view3]")
    assert page.evaluate("document.activeElement.id") == "sheet-title"
    page.go_back()
    page.wait_for_selector("#sheet:not([open])", state="attached")
    page.locator('[data-action="instructions"] a.ttl').first.click()
    page.wait_for_selector("#sheet[open] [data-view=view3]")
    choose(page, "later")
    assert "לא דחוף" in page.inner_text("#filming-choice")
    assert page.evaluate("document.activeElement.id") == "choice-h"
    choose(page, "wanted")
    choose(page, "declined")
    choose(page, "go_on")
    assert not complaints_of(page, "the answer to a choice")

    page.keyboard.press("Escape")
    page.wait_for_selector("#sheet:not([open])", state="attached")
    # The deck heard of it while the dialog was open; on a quick machine the letter is written by then.
    expect(page.locator('[data-card="summing"], [data-card="parentReport"]')).to_have_count(1)


def test_a_common_question_is_asked_from_the_dialog(page):
    say(page, "לא עכשיו")
    session = page.url.split("/sessions/")[1].split("#")[0]
    page.evaluate(
        "address => htmx.ajax('GET', address, {source: '#sheet', target: '#sheet', swap: 'innerHTML'})",
        f"/sessions/{session}/view/consultDoc",
    )
    page.wait_for_selector("#sheet[open] [data-question]")
    assert not complaints_of(page, "questions in the dialog")
    page.locator("#sheet summary").first.click()
    before = settled(page).count()

    page.click("#sheet [data-question=safe_words]")
    page.wait_for_selector("#sheet:not([open])", state="attached")
    expect(settled(page)).to_have_count(before + 1, timeout=60_000)
    asked = page.locator("article[data-sender=user]").last
    assert asked.locator(".bubble").inner_text() == "מי רואה את מה שכתבתי?"
    assert "אף אדם לא קורא" in settled(page).last.inner_text()
    assert asked.evaluate("one => one.getBoundingClientRect().top > 0 && one.getBoundingClientRect().top < innerHeight")


def test_a_question_asked_without_a_network_waits_in_the_composer(page):
    session = page.url.split("/sessions/")[1].split("#")[0]
    page.evaluate(
        "address => htmx.ajax('GET', address, {source: '#sheet', target: '#sheet', swap: 'innerHTML'})",
        f"/sessions/{session}/view/consultDoc",
    )
    page.fill("#own-question", "כמה זה הרבה?")
    page.context.set_offline(True)
    page.click("#sheet form:has(#own-question) button")
    page.wait_for_selector("#problem .note")
    assert page.input_value("#text") == "כמה זה הרבה?" and not page.locator("#sheet[open]").count()
    page.context.set_offline(False)


def test_over_a_page_without_a_conversation_a_question_leads_to_it(page):
    session = page.url.split("/sessions/")[1].split("#")[0]
    page.goto(f"/sessions/{session}/cards")
    page.evaluate(
        "address => htmx.ajax('GET', address, {source: '#sheet', target: '#sheet', swap: 'innerHTML'})",
        f"/sessions/{session}/view/consultDoc",
    )
    page.click("#sheet [data-question=person]")
    page.wait_for_url("**/sessions/*#message-*")
    assert "זה בן אדם או מחשב?" in page.inner_text("#turns")


def test_without_javascript_every_choice_and_question_works(window):
    page = window(java_script_enabled=False).new_page()
    arrive(page)
    session = page.url.split("/sessions/")[1].split("#")[0]
    page.goto(f"/sessions/{session}/view/instructions")
    page.click("[data-view=view1]")
    page.click("#filming-choice button[value=declined]")
    assert "בלי צילום" in page.inner_text("#filming-choice") and page.url.endswith("/view/view1#filming-choice")
    page.click("#filming-choice button[value=go_on]")
    assert "כדי לכתוב את המכתב" in page.inner_text("#filming-choice")  # nothing was told yet: the kind reason
    page.goto(f"/sessions/{session}/view/consultDoc")
    page.click("[data-question=normal]")
    assert "זה תקין בגיל הזה?" in page.inner_text("#turns")


def test_axe_finds_nothing_on_the_pages(window):
    found = []
    for language in ("he", "en"):
        page = window("he-IL" if language == "he" else "en-US").new_page()
        arrive(page, language)
        session = page.url.split("/sessions/")[1].split("#")[0]
        for key in ("instructions", "view1", "view2", "view3", "consultDoc"):
            page.goto(f"/sessions/{session}/view/{key}")
            found += complaints_in_both_schemes(page, key)
            assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"), (
                key,
                "scrolls sideways",
            )
    assert not found
