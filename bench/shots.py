"""Every screen, photographed and looked over.

    python -m bench.shots FOLDER [--home FOLDER [--at ADDRESS]] [--axe] [--only REGEX] [--languages he,en] [--looks phone,dark,small,tablet,wide,zoom,forced,still]

Starts a house with the sample families (kept in --home, so that the next round begins at once; --at uses the one that stands
there) and goes through every page that
a visitor, a parent at each of the ten stages, a guest of a link and an operator can see: see `bench.screens`. Beside the pictures
stand contact sheets of eight, and told.txt: what axe complains of, errors in the console, what moved while it loaded, what
scrolls sideways, what is small to a finger, what is cut off, and words in the other language.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench import screens
from bench.screens import Screen
from chitta import create_app
from chitta.core.settings import Settings
from tests.browser.conftest import EXPECTED, serve
from tests.browser.test_walks import complaints_of
from tests.conftest import CHROMIUM, FLAGS
from tests.servers import wait_until

TALL, ROW = 2600, 8
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LOOKS: dict[str, dict[str, Any]] = {
    "phone": PHONE,
    "dark": {**PHONE, "color_scheme": "dark"},
    "small": {**PHONE, "viewport": {"width": 360, "height": 640}},
    "tablet": {"viewport": {"width": 820, "height": 1180}},
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "zoom": {"viewport": {"width": 640, "height": 400}},  # 1280 by 800 at 200 %
    "forced": {**PHONE, "forced_colors": "active"},
    "still": {**PHONE, "reduced_motion": "reduce"},
}
WATCH = """new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput)
    (window.__moved ??= []).push(one.value.toFixed(4) + " " + one.sources.map(s => s.node?.nodeName + "." + s.node?.className).join(", ")) })
    .observe({ type: "layout-shift", buffered: true })"""
LOOK = """language => {
    const told = [], root = document.scrollingElement, seen = one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    const named = one => one.outerHTML.replace(/\\s+/g, " ").slice(0, 110)
    if (root.scrollWidth > root.clientWidth) told.push("scrolls sideways: " + root.scrollWidth)
    for (const move of window.__moved ?? []) told.push("moved: " + move)
    for (const one of document.querySelectorAll("a, button, input, select, textarea, summary, [role=button], label:has(input)")) {
        if (!seen(one) || one.closest("p, li > span, .prose") && one.matches("a") && getComputedStyle(one).display === "inline") continue
        const box = one.getBoundingClientRect(), after = getComputedStyle(one, "::after"), more = side => after.position === "absolute" ? Math.max(0, -parseFloat(after[side]) || 0) : 0
        const wide = box.width + more("left") + more("right"), high = box.height + more("top") + more("bottom")
        const held = one.closest("label, .card")?.getBoundingClientRect()
        if (box.width < 2 || held && held.height >= 43.5 && held.width >= 43.5) continue
        if (high < (one.matches(".src") ? 39 : 43.5) || wide < 31.5) told.push(`small ${Math.round(wide)}x${Math.round(high)}: ` + named(one))
    }
    for (const one of document.querySelectorAll("body *")) {
        if (one.closest(".sr, svg, textarea, pre") || !seen(one)) continue
        const style = getComputedStyle(one)
        if (style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1 && !one.matches("[tabindex], input, select, dialog, html, body")) told.push("cut off: " + named(one))
    }
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = words.nextNode(); node; node = words.nextNode()) {
        const at = node.parentElement, text = node.data.trim()
        if (!text || at.closest("script, style, bdi, [lang]:not(html), [dir=auto], code, svg") || !seen(at)) continue
        if (language === "he" ? /[A-Za-z]{3,}/.test(text.replace(/Chitta|Claude|PDF|Word|JPEG|PNG|HEIC|docx?|CSV|WhatsApp/gi, "")) : /[א-ת]/.test(text)) told.push("other language: " + text.slice(0, 90))
        if (/%\\(|\\{\\{|undefined|None\\b(?! of)|__/.test(text)) told.push("machine words: " + text.slice(0, 90))
    }
    return told }"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--home", type=Path)
    asked.add_argument("--at")
    asked.add_argument("--axe", action="store_true")
    asked.add_argument("--only", default="", type=re.compile)
    asked.add_argument("--languages", default="he,en")
    asked.add_argument("--looks", default="phone")
    chosen = asked.parse_args()
    home = chosen.home or Path(tempfile.mkdtemp(prefix="shots-", dir="/tmp"))
    with _standing(home, chosen.at) as address, sync_playwright() as playwright:
        path = next(found for name in CHROMIUM if (found := shutil.which(name)))
        Camera(playwright.chromium.launch(executable_path=path, args=FLAGS), address, home, chosen).work()


@contextmanager
def _standing(home: Path, address: str | None) -> Iterator[str]:
    """The address of the house in this folder."""
    if address:
        yield address
        return
    house = serve(
        home, DEMO="1", RATE_LIMIT_PER_MINUTE="100000", RATE_LIMIT_BURST="100000", PASSWORD_HASH_MEMORY_KIB="64"
    )
    try:
        yield house.address
    finally:
        house.process.terminate()
        house.process.wait(60)


class Camera:
    """Goes from screen to screen; `told` gathers what was noticed."""

    def __init__(self, browser: Browser, address: str, home: Path, chosen: argparse.Namespace) -> None:
        self.browser, self.address, self.chosen = browser, address, chosen
        self.told: list[str] = []
        settings = Settings(
            chitta_home=home, secret_key=(home / "secret_key").read_text().strip(), demo=True, log_level="ERROR"
        )
        self.app = create_app(settings)
        self.cookie = self.app.config["SESSION_COOKIE_NAME"]

    def work(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.app.app_context():
            wait_until(screens.ready, 600, "the sample families")
            people = screens.People(self.app)
            everybody = list(people.all())
            found = screens.screens(self.app, everybody)
        cookies = {(one.key, one.language): one.cookie for one in everybody}
        for look in self.chosen.looks.split(","):  # one after the other: half a round is of use, too
            for language in self.chosen.languages.split(","):
                shots = list(self.round(look, language, found, cookies, people.tokens[language]))
                self.contact(look, language, shots)
        print(f"{len(self.told)} things to look at: {self.folder / 'told.txt'}")

    @property
    def folder(self) -> Path:
        return self.chosen.folder

    def round(
        self, look: str, language: str, found: list[Screen], cookies: dict[tuple[str, str], str], token: str
    ) -> Iterator[Path]:
        who, context = None, None
        for screen in found:
            if screen.language != language or not self.chosen.only.search(screen.name):
                continue
            if screen.who != who or context is None:
                who, context = screen.who, self.window(look, language, cookies.get((screen.who, language)))
            yield from self.shot(context, look, screen)
        if self.chosen.only.search("guest"):
            yield from self.visit(self.window(look, language, None), look, language, token)

    def window(self, look: str, language: str, cookie: str | None) -> BrowserContext:
        locale = "he-IL" if language == "he" else "en-US"
        context = self.browser.new_context(
            base_url=self.address, locale=locale, timezone_id="Asia/Jerusalem", **LOOKS[look]
        )
        context.set_default_timeout(90_000)  # the machine may be busy with something else
        context.add_init_script(WATCH)
        if cookie:
            context.add_cookies([{"name": self.cookie, "value": cookie, "url": self.address}])
        return context

    def shot(self, context: BrowserContext, look: str, screen: Screen) -> Iterator[Path]:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(screen.path)
        yield self.look(page, look, screen)
        self.tell(look, screen, *(f"console {one}" for one in complaints if not re.search(EXPECTED, one)))
        page.close()

    def tell(self, look: str, screen: Screen, *found: str) -> None:
        self.told += [f"{screen.language} {look} {screen.name}: {one}" for one in found]
        (self.folder / "told.txt").write_text("\n".join([*self.told, ""]))

    def look(self, page: Page, look: str, screen: Screen) -> Path:
        page.wait_for_timeout(100)
        self.tell(look, screen, *page.evaluate(LOOK, screen.language))
        if self.chosen.axe:
            self.tell(look, screen, *(f"axe {rule} {nodes}" for _, rule, nodes in complaints_of(page, screen.name)))
        page.evaluate("scrollTo(0, 0)")
        path = self.folder / look / screen.language / f"{screen.name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)
        return path

    def visit(self, context: BrowserContext, look: str, language: str, token: str) -> Iterator[Path]:
        """As a guest: the door, then each thing behind it."""
        page = context.new_page()

        def here(name: str) -> Path:
            return self.look(page, look, Screen(name, "guest", language, page.url))  # type: ignore[arg-type]

        page.goto(f"/s/{token}")
        yield here("guest-door")
        page.fill("#name", "Dr. Levi")
        page.fill("#role", "Paediatrician")
        page.click("main form button[type=submit]")
        page.wait_for_url("**/shared/*")
        yield here("guest-overview")
        things = page.locator(".shared-things .ttl")
        for number in range(things.count()):
            things.nth(number).click()
            page.wait_for_url("**/items/*")
            yield here(f"guest-item-{number + 1}")
            page.goto(page.url.split("/items/")[0])

    def contact(self, look: str, language: str, shots: list[Path]) -> None:
        """Sheets of so many pictures beside each other, each with its name."""
        for number in range(0, len(shots), ROW):
            pictures = [Image.open(path) for path in shots[number : number + ROW]]
            wide = max(picture.width for picture in pictures)
            sheet = Image.new(
                "RGB", ((wide + 12) * len(pictures), min(TALL, max(one.height for one in pictures)) + 24), "#888"
            )
            for column, (picture, path) in enumerate(zip(pictures, shots[number:], strict=False)):
                sheet.paste(picture.crop((0, 0, picture.width, min(TALL, picture.height))), (column * (wide + 12), 24))
                ImageDraw.Draw(sheet).text((column * (wide + 12) + 4, 4), path.stem, fill="white", font_size=16)
            sheet.save(self.folder / f"sheet-{look}-{language}-{number // ROW + 1:02}.png")


if __name__ == "__main__":
    sys.exit(main())
