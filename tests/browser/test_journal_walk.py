"""A mother writes in the journal on her phone, in Hebrew: over the conversation, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, SMALL, arrive, say
from tests.browser.test_walks import complaints_in_both_schemes, complaints_of
from tests.gateways.papers.making import turned_jpeg

pytestmark = pytest.mark.browser
SANG = "שרה לאחיה הקטן עד שנרדם"


def journal_of(page):
    return page.url.split("#")[0] + "/view/journal"


def test_a_moment_over_the_conversation_written_changed_deleted_and_brought_back(window):
    page = window(**PHONE).new_page()
    arrive(page)
    journal = journal_of(page)
    page.evaluate("at => htmx.ajax('GET', at, {source: '#sheet', target: '#sheet', swap: 'innerHTML'})", journal)
    sheet = page.locator("#sheet[open]")
    expect(sheet.locator(".empty h2")).to_be_visible()
    assert not complaints_of(page, "empty journal")

    sheet.locator("label.pick[data-hue=gain]").click()
    sheet.locator("form[data-draft] [name=content]").fill(SANG)
    sheet.locator("form[data-draft] [name=tags]").fill("ערב, אח")
    photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": turned_jpeg()}
    sheet.locator("form[data-draft] [name=photo]").set_input_files(photo)
    sheet.locator("form[data-draft] button.primary").click()
    moment = sheet.locator("li.moment")
    expect(moment.locator(".words")).to_have_text(SANG)
    expect(moment).to_be_focused()
    page.wait_for_function("document.querySelector('li.moment img.photo')?.naturalHeight === 400")
    assert not complaints_of(page, "journal, a photo")
    assert moment.get_attribute("data-kind") == "progress" and moment.locator("a.chip bdi").count() == 2
    assert sheet.locator("#journal form[data-draft] [name=content]").input_value() == ""

    moment.locator("a.icon").click()
    expect(moment.locator("textarea")).to_be_focused()
    assert not complaints_of(page, "journal, changing")
    moment.locator("textarea").evaluate("field => field.style.blockSize = '12rem'")  # pulled larger; no complaint of it
    moment.locator("[name=tags]").fill("א,ב,ג,ד,ה,ו,ז")
    moment.locator("form.stack > .row button").click()
    expect(moment.locator(".err")).to_be_visible()
    moment.locator("[name=tags]").fill("ערב")
    moment.locator("[name=photo_away]").check()
    moment.locator("textarea").fill(SANG + " לבד")
    moment.locator("form.stack > .row button").click()
    expect(moment.locator(".words")).to_have_text(SANG + " לבד")
    expect(moment.locator("img")).to_have_count(0)

    moment.locator("form button.icon").click()
    expect(moment).not_to_contain_text(SANG)
    expect(page.locator("#journal-count")).to_have_text("עוד אין רגעים")
    assert not complaints_of(page, "journal, deleted")
    moment.locator("button").click()
    expect(moment.locator(".words")).to_have_text(SANG + " לבד")
    expect(page.locator("#journal-count")).to_have_text("רגע אחד")

    page.keyboard.press("Escape")
    page.wait_for_selector("#sheet:not([open])", state="attached")
    page.goto(journal)
    expect(page.locator("li.moment .words")).to_have_text(SANG + " לבד")


def test_without_javascript_the_journal_works(window):
    page = window(java_script_enabled=False).new_page()
    arrive(page)
    page.goto(journal_of(page))
    page.fill("#journal form[data-draft] [name=content]", SANG)
    page.click("#journal form[data-draft] button.primary")
    page.click("li.moment a.icon")
    page.fill("li.moment textarea", SANG + " לבד")
    page.click("li.moment form.stack > .row button")
    expect(page.locator("li.moment .words")).to_have_text(SANG + " לבד")
    page.click("li.moment form button.icon")
    assert SANG not in page.content()
    page.click("li.moment form button")
    expect(page.locator("li.moment .words")).to_have_text(SANG + " לבד")


def test_a_line_of_the_conversation_is_kept_and_found_again(window):
    page = window(**PHONE).new_page()
    arrive(page)
    say(page, "אתמול היא שרה לאחיה עד שנרדם")
    page.locator(".keep").tap()
    page.locator("a.keep").tap()
    sheet = page.locator("#sheet[open]")
    expect(sheet.locator("li.moment")).to_have_attribute("data-source", "message")
    sheet.locator("form[data-draft] [name=content]").fill("נשכבה ליד השער")
    sheet.locator("form[data-draft] [name=for_reports]").check()
    sheet.locator("form[data-draft] button.primary").click()
    expect(sheet.locator("li.moment")).to_have_count(2)
    sheet.locator("#journal-q").fill("שָׁעַר")
    sheet.locator(".look button").click()
    expect(sheet.locator("li.moment .words")).to_have_text(["נשכבה ליד השער"])
    expect(sheet.locator("#journal-found")).to_be_focused()
    assert not complaints_of(page, "journal, found")
    sheet.locator("#journal-found a").tap()
    expect(sheet.locator("li.moment")).to_have_count(2)
    sheet.locator(".weeks summary").tap()
    expect(sheet.locator(".weeks tbody tr")).to_have_count(12)


def test_words_survive_a_lost_network(window):
    context = window(**PHONE)
    page = context.new_page()
    arrive(page)
    journal = journal_of(page)
    page.goto(journal)
    form = page.locator("form[data-draft]")
    form.locator("[name=content]").fill(SANG)
    context.set_offline(True)
    form.locator("button.primary").click()
    expect(form.locator("[data-lost]")).to_be_visible()
    assert not complaints_of(page, "journal, not arrived")
    context.set_offline(False)
    page.goto(journal)
    expect(form.locator("[name=content]")).to_have_value(SANG)
    context.set_offline(True)
    form.locator("button.primary").click()
    expect(form.locator("[data-lost] button")).to_be_focused()
    context.set_offline(False)
    form.locator("[data-lost] button").click()
    expect(page.locator("li.moment .words")).to_have_text(SANG)
    page.goto(journal)
    expect(page.locator("li.moment")).to_have_count(1)
    expect(form.locator("[name=content]")).to_have_value("")


def test_axe_finds_nothing_in_a_journal_with_helplines(window):
    for language, device in (("he", SMALL), ("en", DESK)):
        page = window("he-IL" if language == "he" else "en-US", **device).new_page()
        arrive(page, language, "נועה" if language == "he" else "Noa")
        page.goto(journal_of(page))
        for words in (SANG, "אני מפחדת ממה שאני עלולה לעשות לה"):
            page.fill("#journal form[data-draft] [name=content]", words)
            page.click("#journal form[data-draft] button.primary")
            expect(page.locator("li.moment .words", has_text=words)).to_be_visible()
        expect(page.locator("[data-safety]")).to_be_visible()
        assert not complaints_in_both_schemes(page, "journal")
        assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"), (
            "scrolls sideways"
        )
