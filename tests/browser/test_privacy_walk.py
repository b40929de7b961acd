"""A family takes everything along, leaves, and comes back with it."""

from __future__ import annotations

import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, SMALL, arrive, join, say
from tests.browser.test_walks import LINES, complaints_in_both_schemes

pytestmark = pytest.mark.browser
AGAIN = {"he": "לבדוק שוב", "en": "Look again"}


@pytest.mark.parametrize(("language", "device"), [("he", SMALL), ("en", PHONE)])
def test_a_copy_is_taken_along_the_account_is_deleted_and_the_copy_brought_back(window, tmp_path, language, device):
    context = window("he-IL" if language == "he" else "en-US", **device, accept_downloads=True)
    page = context.new_page()
    arrive(page, language)
    say(page, LINES[language][0])
    page.goto("/settings")
    page.locator('a[href="/settings/export"]').click()
    found = complaints_in_both_schemes(page, "export")
    page.locator("#copy button").click()
    page.wait_for_selector("#copy[data-status=ready]", timeout=60_000)
    found += complaints_in_both_schemes(page, "export ready")
    with page.expect_download() as given:
        page.locator("#copy a[download]").click()
    file = tmp_path.parent / f"{tmp_path.name}.zip"
    given.value.save_as(file)
    with zipfile.ZipFile(file) as copy:
        copy.extractall(tmp_path)
    reading = context.new_page()
    # From a folder, but over an address: from a file axe may not read the style.
    reading.route("https://copy.test/**", lambda route: route.fulfill(path=tmp_path / route.request.url[18:]))
    reading.goto("https://copy.test/index.html")
    found += complaints_in_both_schemes(reading, "copy")
    reading.locator('a[href="child-1.html"]').click()
    expect(reading.locator(".lines").nth(1)).to_contain_text(LINES[language][0][:20])
    found += complaints_in_both_schemes(reading, "copy of a child")
    reading.close()

    page.goto("/settings/delete")
    found += complaints_in_both_schemes(page, "delete")
    page.locator("main button.danger").click()
    page.wait_for_url("**/receipts/*")
    found += complaints_in_both_schemes(page, "receipt")
    while page.get_by_role("link", name=AGAIN[language]).count():  # until the files are gone
        page.get_by_role("link", name=AGAIN[language]).click()
    found += complaints_in_both_schemes(page, "receipt of what is gone")
    page.goto("/settings")
    page.wait_for_url("**/login**")

    join(page, language)
    page.locator('main a[href="/settings/import"]').click()
    found += complaints_in_both_schemes(page, "import")
    page.set_input_files("#file", file)
    page.locator("#brought form[enctype] button").click()
    page.wait_for_selector("#brought[data-status=ready]", timeout=60_000)
    found += complaints_in_both_schemes(page, "brought back")
    page.locator("#brought a.primary").click()
    expect(page.locator("article[data-sender=user]")).to_contain_text(LINES[language][0][:20])
    page.goto("/settings/import")
    page.set_input_files("#file", {"name": "letter.zip", "mimeType": "application/zip", "buffer": b"Dear Noa"})
    page.locator("#brought form[enctype] button").click()
    expect(page.locator("#file-error")).to_be_visible()
    found += complaints_in_both_schemes(page, "import refused")
    assert not found
