"""Files on their way from a phone: the network, the server, the page and the dialog go away, the file arrives."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from contextlib import closing
from hashlib import sha256

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import arrive
from tests.gateways.papers.making import CATALOG, PAGES, raw_pdf
from tests.gateways.papers.making import page as page_object
from tests.gateways.papers.making import stream as pdf_stream
from tests.servers import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MB = 1 << 20
ROW = "[data-rows] > li"


def letter(folder, name="דוח מהגן 2026.pdf", size=9 * MB):
    """A real PDF of a page with a sentence, and noise that nobody looks at, to make it large."""
    words = b"BT /F 14 Tf 20 200 Td (She sings all day and knows every song by heart.) Tj ET"
    noise = b"<</Length %d>>stream\n%b\nendstream" % (size, os.urandom(size))
    data = raw_pdf([CATALOG, PAGES, page_object(), pdf_stream(words), noise])
    file = folder / name
    file.write_bytes(data)
    return file


def at_the_drop(page: Page, language="he", **more):
    """A parent looks at the page that takes documents; its address."""
    arrive(page, language, **more)
    address = page.url.split("?")[0].split("#")[0] + "/view/uploadDoc"
    page.goto(address)
    return address


def on_its_way(page: Page, folder, name="דוח מהגן 2026.pdf", language="he", **more):
    """A parent has chosen a letter; the address of the page, and the letter."""
    address, file = at_the_drop(page, language, **more), letter(folder, name)
    page.set_input_files("input[name=file]", file)
    return address, file


def came(page: Page) -> float:
    """How much of the first file has arrived, of one."""
    return page.locator(f"{ROW} progress").first.evaluate("bar => bar.value / bar.max")


def until(page: Page, much: float) -> None:
    wait_until(lambda: page.wait_for_timeout(50) or came(page) >= much, 60, f"{much:.0%} of the file")


def arrived(page: Page, title: str) -> None:
    """It is said, and stands among the documents."""
    expect(page.locator("[data-said]")).to_contain_text(title, timeout=60_000)
    expect(page.locator(ROW)).to_have_count(0, timeout=60_000)
    expect(page.locator("[data-uploaded-refresh]").first).to_contain_text(title)


def kept(served, file) -> bool:
    """Did a file with this very content arrive? Its paper says so once it was checked."""
    mark = sha256(file.read_bytes()).hexdigest()
    told = f"file:{served.home / 'chitta.db'}?mode=ro"

    def there() -> bool:
        with closing(sqlite3.connect(told, uri=True)) as rows:
            return rows.execute("select 1 from documents where sha256 = ?", (mark,)).fetchone() is not None

    wait_until(there, 60, "the file, whole")
    return True


def test_the_network_is_cut_twice_and_the_letter_goes_on_by_itself(window, line, served, tmp_path):
    page = window(base_url=line.address).new_page()
    line.up = 2 * MB
    _, file = on_its_way(page, tmp_path)
    for much, noticed, words in ((0.2, True, "מחכה לרשת"), (0.6, False, "החיבור נקטע")):
        until(page, much)
        line.cut()
        page.context.set_offline(noticed)  # the phone knows that it has no network, or does not
        expect(page.locator(ROW)).to_have_attribute("data-status", "waiting")
        expect(page.locator(f"{ROW} [data-state]")).to_contain_text(words)
        page.context.set_offline(False)
        line.mend()
    arrived(page, "דוח מהגן 2026")
    assert kept(served, file)


def test_the_server_is_killed_in_the_middle_and_the_letter_goes_on(window, line, served, tmp_path):
    page = window(base_url=line.address).new_page()
    line.up = 2 * MB
    _, file = on_its_way(page, tmp_path)
    until(page, 0.3)
    os.kill(served.child("gunicorn"), signal.SIGKILL)
    arrived(page, "דוח מהגן 2026")
    assert kept(served, file)


def test_after_a_reload_the_same_file_goes_on_from_the_same_point(window, line, served, tmp_path):
    page = window(base_url=line.address).new_page()
    page.on("dialog", lambda question: question.accept())
    address, file = on_its_way(page, tmp_path)
    until(page, 0.6)  # its second part, a ninth, has long arrived
    page.goto(address)
    stopped = page.locator("[data-unfinished] li")
    expect(stopped).to_contain_text("דוח מהגן 2026")
    expect(stopped).to_contain_text("ממשיכה מאותה נקודה")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else None)
    with page.expect_file_chooser() as chosen:
        stopped.locator("[data-choose]").click()
    chosen.value.set_files(file)
    arrived(page, "דוח מהגן 2026")
    expect(page.locator("[data-unfinished]")).to_be_hidden()
    assert len(sent) == 1 and kept(served, file)


def test_a_closed_dialog_does_not_stop_it_and_an_opened_one_shows_it(window, line, tmp_path):
    page = window(base_url=line.address).new_page()
    address = at_the_drop(page).split("/view/")[0]
    page.goto(address)
    opener = f"htmx.ajax('GET', '{address}/view/uploadDoc', {{source: '#sheet', target: '#sheet', swap: 'innerHTML'}})"
    page.evaluate(opener)
    expect(page.locator("#sheet [data-uploader][data-attached]")).to_be_visible()
    page.set_input_files("input[name=file]", letter(tmp_path))
    until(page, 0.1)
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    page.wait_for_timeout(1500)
    page.evaluate(opener)
    until(page, 0.3)
    page.keyboard.press("Escape")
    expect(page.locator(".toast")).to_contain_text("דוח מהגן 2026", timeout=60_000)


def test_paused_resumed_and_cancelled_by_keyboard(window, line, tmp_path):
    page = window("en-US", base_url=line.address).new_page()
    on_its_way(page, tmp_path, "report.pdf", "en")
    until(page, 0.1)
    page.get_by_role("button", name="Pause: report").press("Enter")
    expect(page.get_by_role("button", name="Go on: report")).to_be_focused()
    expect(page.locator(f"{ROW} [data-state]")).to_contain_text("Paused.")
    page.wait_for_timeout(700)
    before = came(page)
    page.wait_for_timeout(1500)
    assert came(page) == before
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause: report")).to_be_focused()
    until(page, before + 0.1)
    page.get_by_role("button", name="Cancel the upload: report").press("Enter")
    expect(page.locator(ROW)).to_have_count(0)
    expect(page.locator("input[name=file]")).to_be_focused()
    expect(page.locator("[data-said]")).to_have_text("report: cancelled.")
    page.reload()
    expect(page.locator("[data-unfinished]")).to_have_count(0)


def test_what_is_cancelled_before_it_began_does_not_wait_to_go_on(window, line, tmp_path):
    page = window("en-US", base_url=line.address).new_page()
    address = at_the_drop(page, "en")
    line.up = 400  # so slow that even asking takes seconds
    page.set_input_files("input[name=file]", letter(tmp_path, "this costs $& much.pdf", MB))
    expect(page.locator(ROW)).to_have_attribute("data-status", "beginning")
    with page.expect_response(re.compile("/cancel$"), timeout=60_000):
        page.get_by_role("button", name="Cancel the upload: this costs $& much").click()
        expect(page.locator("[data-said]")).to_contain_text("this costs $& much: cancelled.")
        line.up = 9 * MB
    page.goto(address)
    expect(page.locator("[data-unfinished]")).to_have_count(0)


def test_several_at_once_and_one_that_cannot_be_taken(window, tmp_path):
    page = window("en-US").new_page()
    at_the_drop(page, "en")
    wrong = tmp_path / "clip.exe"
    wrong.write_bytes(b"MZ")
    empty = tmp_path / "empty.pdf"
    empty.touch()
    files = [letter(tmp_path, "first.pdf", MB), letter(tmp_path, "second.pdf", 2 * MB), wrong, empty]
    page.set_input_files("input[name=file]", files)
    for title in ("first", "second"):
        expect(page.locator("[data-uploaded-refresh]").first).to_contain_text(title, timeout=60_000)
    stopped = page.locator(f'{ROW}[data-status="stopped"]')
    expect(stopped).to_have_count(2)
    expect(stopped.filter(has_text="clip")).to_contain_text(re.compile("cannot be read here.*PDF"))
    expect(stopped.filter(has_text="empty")).to_contain_text("This file is empty.")


def test_a_log_in_that_ended_is_said_in_place_and_nothing_is_lost(window, line, tmp_path):
    context = window("en-US", base_url=line.address)
    page = context.new_page()
    page.on("dialog", lambda question: question.accept())
    address, _ = on_its_way(page, tmp_path, "report.pdf", "en", email="ended@example.org")
    until(page, 0.5)
    context.clear_cookies()
    expect(page.locator(f"{ROW} [data-state]")).to_contain_text("You are no longer logged in", timeout=60_000)
    page.goto("/login?lang=en")
    page.fill("[name=email]", "ended@example.org")
    page.fill("[name=password]", "four quiet words tonight")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/sessions/*")
    page.goto(address)
    expect(page.locator("[data-unfinished] li")).to_contain_text("report")


def test_leaving_warns_only_while_bytes_are_moving(window, line, tmp_path):
    page = window(base_url=line.address).new_page()
    asked = []
    page.on("dialog", lambda question: (asked.append(question.type), question.accept()))
    address, _ = on_its_way(page, tmp_path)
    until(page, 0.1)
    page.goto(address)
    assert asked == ["beforeunload"]
    page.goto(address)
    assert asked == ["beforeunload"]


def test_without_javascript_the_form_sends_one_file(window, served, tmp_path):
    page = window("en-US", java_script_enabled=False).new_page()
    address, file = on_its_way(page, tmp_path, "report.pdf", "en")
    page.click("text=Send the file")
    page.wait_for_load_state()
    assert kept(served, file)
    page.goto(address)
    wrong = letter(tmp_path, "large.pdf", 12 * MB)
    page.set_input_files("input[name=file]", wrong)
    page.check("[name=type][value=medical]", force=True)
    page.click("text=Send the file")
    expect(page.locator(".err")).to_contain_text("10 MB")
    expect(page.locator("[name=type][value=medical]")).to_be_checked()
