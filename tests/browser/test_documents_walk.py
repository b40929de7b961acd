"""Papers from a phone: a large Hebrew PDF, a photo of a letter, a Word file and a scan, over a network that goes away twice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, arrive, say
from tests.browser.test_uploads_walk import ROW, until
from tests.browser.test_walks import complaints_of
from tests.gateways.papers import making

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MB = 1 << 20
READ = '#documents li[data-status="understood"]'


@pytest.fixture
def papers(tmp_path):
    """The four, as files on a phone."""
    made = {
        "דוח מהגן.pdf": making.big_hebrew_pdf(),
        "מכתב.jpg": making.placed_jpeg(),
        "סיכום.docx": making.telling_docx(),
        "סריקה.pdf": making.scanned_pdf(2),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in made]


def at_the_drop(page: Page, language: str = "he") -> None:
    """A parent opens it beside the composer."""
    arrive(page, language)
    page.click("[popovertarget=add]")
    page.click("#add a[href$=uploadDoc]")
    expect(page.locator("#sheet[open] [data-uploader][data-attached]")).to_be_visible()


def test_four_papers_go_through_although_the_network_is_cut_twice(window, line, papers):
    assert 8 * MB < papers[0].stat().st_size <= 10 * MB
    line.up = 2 * MB
    page = window(base_url=line.address).new_page()
    at_the_drop(page)
    assert not complaints_of(page, "bringing papers")
    page.set_input_files("input[name=file]", papers)
    for much in (0.2, 0.6):
        until(page, much)
        line.cut()
        expect(page.locator(f'{ROW}[data-status="waiting"]').first).to_be_visible()
        line.mend()
    expect(page.locator(ROW)).to_have_count(0, timeout=120_000)
    page.click("#documents a[href$=viewDocs]")
    expect(page.locator(READ)).to_have_count(4, timeout=120_000)
    assert not complaints_of(page, "four papers")

    # What is in each can be seen, and marked or told.
    page.locator(f"{READ} a.paper").filter(has_text="סיכום הערכה").first.click()
    sheet = page.locator("#sheet[open]")
    expect(sheet.locator("h2#sheet-title")).to_contain_text("סיכום הערכה")
    sentence = sheet.locator(".sentences a").filter(has_text="נועה").first
    sentence.click()
    form = sheet.locator(".sentences form").first
    expect(form.locator("[name=kind]").first).to_be_focused()
    form.locator("label.pick").first.click()
    assert not complaints_of(page, "a sentence, open")
    form.locator("button.primary").click()
    expect(sheet.locator("[data-mark=strength]")).to_be_focused()
    sheet.locator("a[href$=portrait]").click()
    known = sheet.locator("article[data-source=document]")
    expect(known).to_contain_text("נועה")
    expect(known.locator("a.chip")).to_have_attribute("href", re.compile("/documents/.*#page-1$"))


def test_of_a_photo_a_parent_tells_what_it_says_and_deletes_it_again(window, papers):
    page = window(**PHONE).new_page()
    at_the_drop(page)
    page.set_input_files("input[name=file]", papers[1])
    paper = page.locator(f"{READ} a.paper")
    expect(paper).to_be_visible(timeout=60_000)
    paper.click()
    sheet = page.locator("#sheet[open]")
    picture = sheet.locator("img.scan")
    expect(picture).to_be_visible()
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("img => img.naturalWidth") > 0
    assert not complaints_of(page, "a photo")
    sheet.locator("[name=words]").fill("היא שרה כל היום\nקשה לה לחכות לתור")
    sheet.locator("[name=words] ~ *, form:has([name=words]) button").last.click()
    expect(sheet.locator("[id^=mark-]")).to_have_count(2)
    with page.expect_download() as loading:
        sheet.locator("a[href$=download]").click()
    assert loading.value.suggested_filename == "מכתב.jpg"
    sheet.locator("details:has(.danger) summary").click()
    sheet.locator("button.danger").click()
    expect(sheet.locator("[role=status]")).to_contain_text("נמחק")
    expect(sheet.locator("#documents li")).to_have_count(0)


@pytest.mark.parametrize("typing", [False, True])
def test_one_quick_tap_on_the_plus_and_one_in_its_menu_open_the_dialog(window, typing):
    """A finger goes down and up in one moment: the line of the menu must still be there when it goes up."""
    page = window(**PHONE).new_page()
    arrive(page)
    for words in ("היא אוהבת לבנות מגדלים", "בגן היא כמעט לא מדברת", "בבית היא מדברת הרבה"):
        say(page, words)
    page.locator("#text").tap() if typing else page.locator("#text").blur()
    page.locator("[popovertarget=add]").tap()
    line = page.locator("#add a[href$=uploadDoc]").bounding_box()
    page.touchscreen.tap(line["x"] + line["width"] / 2, line["y"] + line["height"] / 2)
    expect(page.locator("#sheet[open] [data-uploader]")).to_be_visible()


def test_by_keyboard_on_a_desk_in_english(window, papers):
    page = window("en-US", **DESK).new_page()
    at_the_drop(page, "en")
    page.set_input_files("input[name=file]", papers[2])
    paper = page.locator(f"{READ} a.paper")
    expect(paper).to_be_visible(timeout=60_000)
    paper.press("Enter")
    sheet = page.locator("#sheet[open]")
    expect(sheet.locator("#sheet-title")).to_be_focused()
    sheet.locator("#details > summary").press("Enter")
    sheet.locator("[name=title]").fill("What the teacher wrote")
    sheet.locator("[name=title]").press("Enter")
    expect(sheet.locator("[name=title]")).to_have_value("What the teacher wrote")
    assert not complaints_of(page, "a paper on a desk")
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()


def test_without_javascript_a_paper_is_brought_marked_and_deleted(window, papers):
    page = window("en-US", java_script_enabled=False).new_page()
    arrive(page, "en")
    home = page.url.split("?")[0]
    page.goto(f"{home}/view/uploadDoc")
    page.set_input_files("input[name=file]", papers[2])
    page.click("text=Send the file")
    for _ in range(40):
        if page.locator(READ).count():
            break
        page.wait_for_timeout(500)
        page.goto(f"{home}/view/viewDocs")
    page.click(f"{READ} a.paper")
    page.locator(".sentences a").first.click()
    page.locator(".sentences form button.primary").click()
    expect(page.locator("[data-mark]")).to_have_count(1)
    page.locator("details:has(.danger) summary").click()
    page.click("button.danger")
    expect(page.locator("#documents li")).to_have_count(0)
