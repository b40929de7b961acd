"""The same conversation on Claude: the real SDK against the stand-in server, in a real browser."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import arrive, end, say, serve, settled
from tests.browser.sources import follow_every_source, report_of
from tests.browser.test_walks import LINES
from tests.standin import brain
from tests.standin.script import Call, Cut, Fail, Say

pytestmark = pytest.mark.browser


@pytest.fixture
def on_claude(standin):
    home = Path(tempfile.mkdtemp(prefix="claude-", dir="/tmp"))
    house = serve(home, ANTHROPIC_API_KEY="a-key-of-the-test", ANTHROPIC_BASE_URL=standin.url)
    yield house
    end(house)


def test_dana_talks_with_claude(window, on_claude, standin):
    page = window("en-US", base_url=on_claude.address).new_page()
    arrive(page, "en", "Noa")
    expect(page.locator("[data-guide=claude]")).to_be_visible()

    noted = {"kind": "strength", "domain": "general", "text": "Sings all day and knows every song by heart"}
    standin.will([Say("A child with **songs**. When does she sing most?"), Call("note_observation", noted)])
    say(page, "She sings all day")
    expect(settled(page).last.locator("strong")).to_have_text("songs")

    standin.will([Say("I was just about to "), Cut("reset")])
    page.fill("#text", "In the bath, mostly")
    page.click("#composer .go")
    half = page.locator('article[data-status="failed"]')
    expect(half).to_contain_text("I was just about to")
    standin.will(Say("ask about the mornings. How are they?"))
    half.locator("button").first.click()
    expect(settled(page).last).to_contain_text("I was just about to ask about the mornings. How are they?")

    standin.will(Fail(401))
    page.fill("#text", "Hard")
    page.click("#composer .go")
    page.get_by_role("button", name="Go on with the built-in guide").click()
    expect(settled(page)).to_have_count(4)

    page.goto(page.url.split("#")[0] + "/view/portrait")
    expect(page.locator("[data-kind=strength]")).to_contain_text("knows every song by heart")


@pytest.mark.parametrize("language", ["he", "en"])
def test_claude_writes_both_reports_and_every_source_of_theirs_opens(window, on_claude, standin, language):
    standin.thinks(brain.think)
    page = window("he-IL" if language == "he" else "en-US", base_url=on_claude.address).new_page()
    arrive(page, language, "נועה" if language == "he" else "Noa")
    for line in LINES[language][:4]:
        say(page, line)
    session = re.search(r"/sessions/[0-9a-f-]+", page.url)[0]
    for variant in ("parent", "professional"):
        report_of(page, session, variant)
        wrote = "כך זה סופר" if language == "he" else "In these words"
        expect(page.locator("#letter article")).to_contain_text(wrote)
        expect(page.locator("#letter [data-note]")).to_have_count(0)
        assert follow_every_source(page) >= 3
