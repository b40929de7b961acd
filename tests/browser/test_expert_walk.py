"""Dr. Levi opens a link on her own telephone: a letter with its PDF, a film that she seeks in and writes about, and its end."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_films_walk import SEEN, bring
from tests.browser.test_meeting_walk import with_a_letter
from tests.browser.test_walks import complaints_in_both_schemes, complaints_of
from tests.gateways.media import clips

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NOTE = "היא מחכה לתורה כששקט"
RANGE = """async (player) => {
    const asked = await fetch(player.currentSrc, {headers: {Range: "bytes=0-99"}});
    return [asked.status, (await asked.arrayBuffer()).byteLength];
}"""


def fits(page):
    return page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")


def share_everything(page, session):
    """A link to all there is, films too; its address and code."""
    page.goto(f"{session}/view/shareExpert")
    page.fill("#name", "ד״ר לוי")
    for thing in page.locator("#share [name=items]").all():
        thing.check()
    code = page.input_value("#code")
    page.click("#share button[type=submit]")
    page.wait_for_selector("#made")
    return page.input_value("#address"), code


def test_on_a_second_telephone_a_letter_a_film_a_note_and_the_end(window, tmp_path):
    clip = tmp_path / "משחק.mp4"
    clips.film(clip, seconds=32, fps=8, size=(320, 180), sound=clips.talk, faststart=True)
    family = window("he-IL", **PHONE).new_page()
    session = with_a_letter(family, "he")
    family.goto(f"{session}/view/uploadVideo")
    expect(family.locator("[data-uploader][data-attached]")).to_be_visible()
    bring(family, clip, "free_play")
    expect(family.locator(SEEN)).to_have_count(1, timeout=180_000)
    address, code = share_everything(family, session)

    levi = window("he-IL", accept_downloads=True, **PHONE).new_page()
    levi.goto(address)
    found = complaints_in_both_schemes(levi, "the door")
    for field, words in (("#name", "ד״ר לוי"), ("#role", "רופאת ילדים"), ("#code", code.replace("-", " "))):
        levi.fill(field, words)
    levi.click("main form button[type=submit]")
    levi.wait_for_url("**/shared/*")
    home = levi.url

    levi.locator(".shared-things .ttl", has_text="מכתב").click()
    levi.wait_for_url("**/items/report-*")
    for _ in range(60):
        if levi.locator("#print a[download]").count():
            break
        levi.locator("#print a, #print button").first.click()
        levi.wait_for_timeout(1000)
    with levi.expect_download() as saved:
        levi.click("#print a[download]")
    assert saved.value.path().read_bytes().startswith(b"%PDF") and "נועה" not in saved.value.suggested_filename
    found += complaints_of(levi, "the letter") + ([] if fits(levi) else ["the letter"])

    levi.goto(home)
    levi.get_by_role("button", name="English").click()
    levi.wait_for_selector("html[lang=en]")
    levi.locator(".shared-things .ttl", has_text="Free play").click()
    levi.wait_for_url("**/items/video-*")
    player = levi.locator("video")
    expect(player).to_have_js_property("readyState", 4, timeout=60_000)
    player.evaluate("player => { player.currentTime = 21 }")
    expect(player).to_have_js_property("seeking", False)
    levi.click("[data-mark]")
    expect(levi.locator("#at")).to_have_value("0:21")
    levi.fill("#words", NOTE)
    levi.click("#notes form button[type=submit]")
    expect(levi.locator("#notes .thread")).to_contain_text(NOTE)
    found += complaints_in_both_schemes(levi, "the film") + ([] if fits(levi) else ["the film"])

    family.goto(f"{session}/view/shareExpert")
    expect(family.locator(".share .notes")).to_contain_text(re.compile(r"0:21"))
    family.locator(".share summary", has_text="שינוי").click()
    family.locator(".share [name=days][value='30']").check(force=True)
    family.locator(".share form:has([name=days]) button").click()
    expect(family.locator("#links > [role=status]")).to_contain_text("השינוי נשמר")
    found += complaints_of(family, "a link that was changed") + ([] if fits(family) else ["links"])
    expect(levi.locator("main")).to_contain_text("Free play")  # who is inside stays inside
    player = levi.locator("video")
    player.evaluate("player => { player.muted = true; player.currentTime = 0; return player.play() }")
    assert player.evaluate(RANGE) == [206, 100]
    family.locator(".share button.danger").first.click()
    # What stands there first is the answer to the change before.
    expect(family.locator("#links > [role=status]")).not_to_contain_text("השינוי נשמר")
    if player.count():  # the page itself goes within the seconds that follow
        assert player.evaluate(RANGE)[0] == 404
    expect(levi.locator("h1")).to_have_text(
        "הקישור הזה לא פותח דבר"
    )  # it speaks as the browser does, like every dead link
    assert levi.request.get(address).status == 404
    assert not found
