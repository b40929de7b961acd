"""Films of several kinds from a phone and a desk: brought, prepared, played with seeking, told of, replaced and deleted."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, arrive, say
from tests.browser.test_uploads_walk import ROW, until
from tests.browser.test_walks import complaints_in_both_schemes, complaints_of
from tests.gateways.media import clips

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LINES = (
    "היא מאוד אוהבת לבנות מגדלים מלגו",
    "היא בת שלוש וחצי",
    "היא כמעט לא מדברת, אתמול ליד המקרר היא משכה לי ביד במקום לבקש",
)
SEEN = '#films li[data-status="understood"]'


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    """Five, as phones, cameras and browsers write them."""
    folder = tmp_path_factory.mktemp("films")
    small = {"seconds": 32, "fps": 8, "size": (320, 180), "sound": clips.talk}
    clips.film(folder / "משחק.mp4", **small, faststart=True, metadata=clips.METADATA)
    clips.film(folder / "ארוחה.mov", "libx265", **{**small, "size": (180, 320)}, pix_fmt="yuv420p10le", rotation=90, metadata=clips.METADATA)  # fmt: skip
    clips.film(folder / "פאזל.webm", "libvpx-vp9", **small, voice="libopus")
    clips.film(folder / "ישן.avi", "mjpeg", **small, pix_fmt="yuvj420p", voice="pcm_s16le")
    clips.film(folder / "עוד.mkv", "mpeg4", **small)
    return {path.suffix[1:]: path for path in folder.iterdir()}


def at_the_camera(page: Page, language: str = "he") -> str:
    arrive(page, language)
    home = page.url.split("?")[0]
    page.goto(f"{home}/view/uploadVideo")
    expect(page.locator("[data-uploader][data-attached]")).to_be_visible()
    return home


def bring(page: Page, path, scene: str, agreed: bool = True) -> None:
    if agreed:
        page.uncheck("[name=agree]")
        page.check("[name=agree]")
    page.check(f"[name=scene][value={scene}]", force=True)
    page.set_input_files("input[name=file]", path)


def at(page: Page) -> float:
    return float(page.evaluate("document.querySelector('.film-page video').currentTime"))


def test_three_moments_from_a_phone_become_a_letter(window, films):
    page = window(**PHONE).new_page()
    arrive(page)
    for line in LINES:
        say(page, line)
    page.locator('[data-action="instructions"] a.ttl').first.click()
    page.click("#filming-choice button[value=wanted]")
    page.click("#filming-choice a[href$=uploadVideo]")
    expect(page.locator("#sheet[open] [data-uploader][data-attached]")).to_be_visible()
    assert not complaints_of(page, "bringing a film")

    # A film that was chosen before everybody agreed waits for it.
    bring(page, films["mp4"], "free_play", agreed=False)
    expect(page.locator("[data-first]")).to_contain_text("מחכה כאן")
    expect(page.locator("[name=agree]")).to_be_focused()
    page.check("[name=agree]")
    bring(page, films["mov"], "meal_time", agreed=False)  # the next film is agreed to for itself
    expect(page.locator("[data-first]")).to_contain_text("מחכה כאן")
    page.check("[name=agree]")
    bring(page, films["webm"], "focused_activity")
    expect(page.locator(SEEN)).to_have_count(3, timeout=180_000)
    assert not complaints_of(page, "three films")

    page.locator(SEEN).filter(has_text="ארוחה").locator("a.film-link").click()
    sheet = page.locator("#sheet[open]")
    expect(sheet.locator("h2#sheet-title")).to_have_text("ארוחה רגילה")
    player = sheet.locator("video")
    expect(player).to_have_js_property("readyState", 4, timeout=60_000)
    size = player.evaluate("player => [player.videoWidth, player.videoHeight, Math.round(player.duration)]")
    assert size[0] > size[1] and size[2] == 32  # filmed upright and turned: as it is seen
    player.evaluate("player => { player.currentTime = 21 }")
    expect(player).to_have_js_property("seeking", False)
    sheet.locator("button[data-mark]").click()
    expect(sheet.locator("[name=at]")).to_have_value("0:21")
    expect(sheet.locator("[name=words]")).to_be_focused()
    sheet.locator("[name=words]").fill("היא מסתכלת על המגדל ואז עליי")
    sheet.locator("[name=kind][value=strength]").check(force=True)
    sheet.locator("form:has([name=words]) button.primary").click()
    moment = sheet.locator(".obs a[data-seek]")
    expect(moment).to_have_text("0:21")
    expect(sheet.locator("[name=words]")).to_have_value("")
    sheet.locator("[name=at]").fill("9:59")
    sheet.locator("[name=words]").fill("אחרי הסוף")
    sheet.locator("form:has([name=words]) button.primary").click()
    expect(sheet.locator(".err[role=alert]:visible")).to_contain_text("אין בסרטון שנייה כזאת")
    expect(sheet.locator("[name=words]")).to_have_value("אחרי הסוף")
    expect(moment).to_have_text("0:21")  # what was told before stays where it was
    player.evaluate("player => { player.pause(); player.currentTime = 3 }")
    moment.press("Enter")
    expect(player).to_have_js_property("paused", False)
    assert 20.5 < at(page) < 31
    assert not complaints_in_both_schemes(page, "a film and what was seen")
    chapters = player.evaluate("""async (player) => { const track = player.textTracks[0]; track.mode = 'hidden';
        for (let n = 0; n < 50 && !track.cues?.length; n++) await new Promise((done) => setTimeout(done, 100));
        return [...track.cues].map((cue) => [cue.startTime, cue.text]); }""")  # fmt: skip
    assert chapters and chapters[0][0] == 21

    # Of the two others there is nothing to add; then the letter is there.
    for name in ("משחק", "שדורש ריכוז"):
        sheet.locator("a[href$=videoGallery]").click()
        sheet.locator("a.film-link").filter(has_text=name).click()
        sheet.locator("button[name=done]").click()
        expect(sheet.locator("[id^=way-of] .tag")).to_contain_text("מוכן")
    page.keyboard.press("Escape")
    expect(page.locator('#deck [data-action="parentReport"]')).to_be_visible(timeout=60_000)


def test_over_a_network_that_is_cut_a_film_goes_on_and_is_replaced_and_deleted(window, line, films, tmp_path):
    page = window(base_url=line.address, **PHONE).new_page()
    big = tmp_path / "גדול.mp4"
    clips.film(big, seconds=32, fps=12, size=(640, 360), sound=clips.talk, options={"preset": "ultrafast", "qp": "4"})
    line.up = max(1 << 20, big.stat().st_size // 6)
    home = at_the_camera(page)
    bring(page, big, "free_play")
    until(page, 0.3)
    line.cut()
    expect(page.locator(f'{ROW}[data-status="waiting"]').first).to_be_visible()
    line.mend()
    expect(page.locator(SEEN)).to_have_count(1, timeout=120_000)

    page.locator(f"{SEEN} a.film-link").click()
    page.wait_for_url("**/videos/*")
    old = page.url
    page.click("a[href*='replaces=']")
    expect(page.locator("[data-uploader][data-attached]")).to_be_visible()
    expect(page.locator("[name=scene][value=free_play]")).to_be_checked()
    page.check("[name=agree]")
    page.set_input_files("input[name=file]", films["avi"])
    expect(page.locator(SEEN)).to_have_count(1, timeout=120_000)
    expect(page.locator(f"#films a[href$='{old.rpartition('/')[2]}']")).to_have_count(0, timeout=60_000)

    page.locator(f"{SEEN} a.film-link").click()
    page.wait_for_url("**/videos/*")
    film = page.url
    page.locator("details:has(.danger) summary").click()
    page.dblclick("button.danger")
    expect(page.locator("main [role=status]").first).to_contain_text("נמחק")
    expect(page).to_have_url(re.compile("/view/videoGallery$"))
    expect(page.locator("#problem")).to_be_empty()  # the second tap found nothing to complain of
    assert page.request.get(film).status == 404 and page.request.get(f"{film}/film").status == 404
    page.goto(f"{home}/view/videoGallery")
    expect(page.locator("#films li")).to_have_count(0)


def test_without_javascript_a_film_is_brought_told_of_and_deleted(window, films):
    page = window("en-US", java_script_enabled=False).new_page()
    arrive(page, "en")
    home = page.url.split("?")[0]
    page.goto(f"{home}/view/uploadVideo")
    page.check("[name=agree]")
    page.set_input_files("input[name=file]", films["mkv"])
    page.click("text=Send the file")
    for _ in range(80):
        if page.locator(SEEN).count():
            break
        page.wait_for_timeout(500)
        page.goto(f"{home}/view/videoGallery")
    page.click(f"{SEEN} a.film-link")
    page.fill("[name=at]", "0:12")
    page.fill("[name=words]", "She waits for her brother")
    page.click("text=Keep it")
    link = page.locator(".obs a.when")
    expect(link).to_have_text("0:12")
    assert link.get_attribute("href").endswith("/film#t=12")
    page.locator("details:has(.danger) summary").click()
    page.click("button.danger")
    expect(page.locator("#films li")).to_have_count(0)


def test_at_a_desk_a_film_is_filmed_in_the_browser_itself(window):
    mouse = {**DESK, "has_touch": False, "is_mobile": False, "permissions": ["camera", "microphone"]}
    page = window("en-US", **mouse).new_page()
    at_the_camera(page, "en")
    page.check("[name=agree]")
    studio = page.locator("[data-studio]")
    studio.locator("[data-open]").click()
    expect(studio.locator("video")).to_have_js_property("readyState", 4)
    studio.locator("[data-start]").press("Enter")
    expect(studio.locator("[data-stop]")).to_be_focused()
    assert not complaints_of(page, "filming at a desk")

    # Left in the middle: nothing is sent, and the camera is off.
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/uploads" in one.url else None)
    camera = page.evaluate_handle("document.querySelector('[data-studio] video').srcObject")
    home = page.url
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert camera.evaluate("stream => stream.getTracks().every((one) => one.readyState === 'ended')")
    page.wait_for_timeout(1500)
    assert not asked
    page.goto(home)
    page.check("[name=agree]")
    studio.locator("[data-open]").click()
    studio.locator("[data-start]").press("Enter")
    expect(studio.locator("[data-clock]")).to_have_text("0:33", timeout=60_000)
    studio.locator("[data-stop]").press("Enter")
    expect(page.locator(SEEN)).to_have_count(1, timeout=120_000)
    assert page.evaluate(
        "document.querySelector('[data-studio] video').srcObject.getTracks().every((one) => one.readyState === 'ended')"
    )
