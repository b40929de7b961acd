"""A parent's walks, in a real browser."""

from __future__ import annotations

import os
import re
import signal
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import DESK, SMALL, arrive, register, say, settled
from tests.servers import wait_until

pytestmark = pytest.mark.browser

LINES = {
    "he": ["היא מאוד אוהבת לשיר ולצייר", "היא בת שלוש וחצי", "קשה לה בבקרים, אתמול היא בכתה חצי שעה בשער הגן", "חיבוק ושיר קטן", "אחות גדולה, מאיה, בת שבע"],
    "en": ["She loves to sing and to draw", "She is three and a half", "Mornings are hard, yesterday she cried for half an hour at the gate", "A hug and a little song", "A big sister, Maya, she is seven"],
}  # fmt: skip


@pytest.mark.parametrize("language", ["he", "en"])
def test_from_registering_to_the_fifth_reply_and_back_again(window, language):
    context = window("he-IL" if language == "he" else "en-US")
    page = context.new_page()
    email = register(page, language, "נועה" if language == "he" else "Noa")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "he" else "ltr")
    for line in LINES[language]:
        say(page, line)
    assert settled(page).count() == 6
    assert page.locator("[data-card]").count() >= 1
    assert page.locator("[data-reply]").count() >= 3
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")

    session = re.search(r"/sessions/([0-9a-f-]+)", page.url).group(1)
    page.goto(f"/sessions/{session}/view/portrait")
    assert page.locator("[data-kind=strength]").count() >= 1

    context.close()
    again = window("he-IL" if language == "he" else "en-US").new_page()
    again.goto("/login")
    again.fill("[name=email]", email)
    again.fill("[name=password]", "four quiet words tonight")
    again.click("main form button[type=submit]")
    again.wait_for_url("**/sessions/*")
    assert settled(again).count() == 6
    assert LINES[language][0] in again.content()


def test_words_grow_before_the_reply_is_complete(window, unhurried):
    page = window(base_url=unhurried.address).new_page()
    arrive(page)
    page.evaluate("""() => { window.grown = []; new MutationObserver(() => {
        const words = document.querySelector('[data-words]'); if (words) window.grown.push(words.textContent.length) })
        .observe(document.getElementById('turns'), {subtree: true, childList: true, characterData: true}) }""")
    say(page, LINES["he"][0])
    grown = page.evaluate("[...new Set(window.grown)]")
    assert len([length for length in grown if length]) >= 3 and grown == sorted(grown)


def test_without_javascript_the_conversation_works(window):
    page = window(java_script_enabled=False).new_page()
    register(page)
    page.fill("#text", LINES["he"][0])
    page.click("#composer .go")
    page.wait_for_url(re.compile("#message-"))

    def answered():
        page.reload()
        return settled(page).count() == 2

    wait_until(answered, 60, "the reply")
    page.locator("[data-reply]").first.click()
    wait_until(lambda: page.reload() and settled(page).count() == 3, 60, "the second reply")


def test_two_tabs_show_the_same_conversation(window):
    context = window()
    first, second = context.new_page(), context.new_page()
    arrive(first)
    second.goto(first.url)
    second.wait_for_timeout(700)
    first.bring_to_front()
    say(first, LINES["he"][0])
    second.bring_to_front()
    expect(settled(second)).to_have_count(2)
    ids = second.eval_on_selector_all("article[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids)) == first.locator("article[id]").count()


def test_reloading_in_mid_reply_loses_and_doubles_nothing(window, unhurried):
    page = window(base_url=unhurried.address).new_page()
    arrive(page)
    page.fill("#text", LINES["he"][2])
    page.click("#composer .go")
    page.wait_for_selector("[data-words]:not(:empty)")
    page.reload()
    expect(settled(page)).to_have_count(2, timeout=60_000)
    shown = settled(page).last.locator(".prose").inner_text()
    page.reload()
    assert settled(page).last.locator(".prose").inner_text() == shown
    assert page.locator("article[data-sender=user]").count() == 1


def test_a_reply_can_be_stopped_and_continued(window, unhurried):
    page = window(base_url=unhurried.address).new_page()
    arrive(page)
    page.fill("#text", LINES["he"][2])
    page.click("#composer .go")
    page.wait_for_selector("[data-words]:not(:empty)")
    page.click("#writing button")
    page.wait_for_selector('article[data-status="stopped"]')
    page.locator('article[data-status="stopped"] button').click()
    expect(settled(page)).to_have_count(2, timeout=60_000)


def test_a_worker_killed_in_mid_reply_is_made_good(window, unhurried):
    page = window(base_url=unhurried.address).new_page()
    arrive(page)
    page.fill("#text", LINES["he"][2])
    page.click("#composer .go")
    page.wait_for_selector("[data-words]:not(:empty)")
    os.kill(unhurried.child("worker chat"), signal.SIGKILL)
    expect(settled(page)).to_have_count(2, timeout=60_000)
    assert page.locator("article[data-sender=user]").count() == 1


def test_valkey_killed_in_mid_reply_is_made_good(window, unhurried):
    page = window(base_url=unhurried.address).new_page()
    arrive(page)
    page.fill("#text", LINES["he"][2])
    page.click("#composer .go")
    page.wait_for_selector("[data-words]:not(:empty)")
    os.kill(unhurried.child("valkey-server"), signal.SIGKILL)
    expect(settled(page)).to_have_count(2, timeout=60_000)
    time.sleep(2)
    say(page, LINES["he"][3])


def test_the_web_killed_under_an_open_page_is_made_good(window, unhurried):
    page = window(base_url=unhurried.address).new_page()
    arrive(page)
    os.kill(unhurried.child("gunicorn"), signal.SIGKILL)
    wait_until(lambda: page.request.get("/ready").ok, 60, "the web")
    say(page, LINES["he"][0])
    assert settled(page).count() == 2


def test_words_typed_without_a_network_are_kept(window):
    context = window()
    page = context.new_page()
    arrive(page)
    context.set_offline(True)
    page.fill("#text", "בלי רשת")
    page.click("#composer .go")
    page.wait_for_selector("#problem .note")
    assert page.input_value("#text") == "בלי רשת"
    context.set_offline(False)
    page.reload()
    assert page.input_value("#text") == "בלי רשת"


def test_the_whole_talk_by_keyboard(window):
    page = window(**DESK, is_mobile=False, has_touch=False).new_page()
    arrive(page)
    page.locator("#text").focus()
    page.keyboard.type(LINES["he"][0])
    page.keyboard.press("Enter")
    expect(settled(page)).to_have_count(2, timeout=60_000)
    assert page.evaluate("document.activeElement.id") == "text"
    assert page.locator("#status").inner_text().strip()


def test_a_deep_view_opens_over_the_conversation_and_gives_focus_back(window):
    page = window(**DESK, is_mobile=False, has_touch=False).new_page()
    arrive(page)
    say(page, LINES["he"][0])
    link = page.locator("[data-card] a.ttl").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#sheet[open] h2")
    assert page.evaluate("document.activeElement.closest('#sheet') !== null")
    page.keyboard.press("Escape")
    page.wait_for_selector("#sheet:not([open])", state="attached")


def test_logging_out_ends_open_pages_within_five_seconds(window):
    context = window()
    page, other = context.new_page(), context.new_page()
    arrive(page)
    other.goto(page.url)
    other.wait_for_timeout(700)
    page.click("[popovertarget=menu]")
    page.click("#menu form button")
    page.wait_for_load_state()
    other.bring_to_front()
    other.wait_for_url(re.compile("/login"), timeout=15_000)  # five, and a busy browser


PAGES = ["/", "/register", "/login", "/forgot", "/privacy", "/terms", "/accessibility", "/help", "/nowhere"]
OWN = ["/", "/settings", "/settings/sessions", "/children/new", "/sessions", "PORTRAIT"]


AXE = Axe().axe_script
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def complaints_of(page, path, rules=RULES):
    """What axe complains of. Only that comes back from the browser: with all that is well it took three times as long."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    found = page.evaluate(
        """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(told => told.violations.map(
            one => [one.id, one.nodes.map(node => node.html.slice(0, 150))]))""",
        rules,
    )
    return [(path, rule, nodes) for rule, nodes in found]


def complaints_in_both_schemes(page, path):
    """By light, and then the same page by night, when only its colours are others."""
    found = complaints_of(page, path)
    page.emulate_media(color_scheme="dark")
    found += complaints_of(page, f"{path}, dark", COLOURS)
    page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize("device", [SMALL, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_on_any_page(window, device):
    found = []
    for language in ("he", "en"):
        page = window("he-IL" if language == "he" else "en-US", **device).new_page()
        for path in PAGES:
            page.goto(f"{path}?lang={language}")
            found += complaints_in_both_schemes(page, path)
            assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"), (
                path,
                "scrolls sideways",
            )
        arrive(page, language, "נועה" if language == "he" else "Noa")
        session = page.url.split("#")[0].split("/sessions/")[1]
        say(page, LINES[language][0])
        say(page, "אני מפחדת ממה שאני עלולה לעשות לה" if language == "he" else "I am afraid of what I might do to her")
        found += complaints_in_both_schemes(page, "chat")
        for path in OWN:
            page.goto(path.replace("PORTRAIT", f"/sessions/{session}/view/portrait"))
            found += complaints_in_both_schemes(page, path)
            assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"), (
                path,
                "scrolls sideways",
            )
    assert not found
