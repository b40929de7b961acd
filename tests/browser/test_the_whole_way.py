"""A family's whole journey without a key: all ten stages, by talking alone, on a phone."""

from __future__ import annotations

import json
import re
import sqlite3
from uuid import UUID

import pytest
from playwright.sync_api import expect

from chitta.core.vocabulary import STAGES
from tests.browser.conftest import PHONE, arrive, say
from tests.browser.test_walks import complaints_of
from tests.servers import wait_until

pytestmark = pytest.mark.browser

WAY = {
    "he": (
        ("interview", "היא כמעט לא מדברת"), ("interview", "אתמול בארוחה היא רצתה מים ומשכה לי ביד למקרר"), ("interview", "בת שלוש וחצי"),
        ("interview", "היא אוהבת לבנות מגדלים ולרקוד"), ("consultation", "יש לי שאלה"), ("document_upload", "יש לי מסמך מהגן"),
        ("interview", "שהיא משחקת ליד ילדים ולא איתם"), ("video_instructions", "אני רוצה לראות מה לצלם"),
        ("video_upload", "צילמתי את הארוחה"), ("video_upload", "היא ישבה, אכלה פסטה לבד וצחקה"), ("video_upload", "קל לאכול, קשה לה לבקש עוד"),
        ("analysis", "נמשיך עם מה שיש"), ("report_ready", "לקרוא את המכתב"), ("expert_search", "למי כדאי לפנות קודם?"), ("meeting_prep", "הכנה לפגישה"),
        ("meeting_prep", "עם דנה כהן ביום שלישי"), ("meeting_prep", "איך עוזרים לה לבקש במילים?"), ("sharing", "אפשר לשתף את המכתב עם הרופאה?"),
    ),
    "en": (
        ("interview", "she hardly talks"), ("interview", "yesterday at dinner she wanted water and pulled me to the fridge by the hand"), ("interview", "she is three and a half"),
        ("interview", "she loves building towers and dancing"), ("consultation", "I have a question"), ("document_upload", "I have a kindergarten report"),
        ("interview", "that she plays next to children and not with them"), ("video_instructions", "show me what to film"),
        ("video_upload", "I filmed the meal"), ("video_upload", "she sat, ate pasta by herself and laughed"), ("video_upload", "eating was easy, asking for more was hard"),
        ("analysis", "let us go on with what we have"), ("report_ready", "read the letter"), ("expert_search", "Whom do we turn to first?"), ("meeting_prep", "I want to prepare for a meeting"),
        ("meeting_prep", "with Dr. Levi on Tuesday"), ("meeting_prep", "how can she ask for things in words?"), ("sharing", "share the letter with the doctor"),
    ),
}  # fmt: skip
REACHED = {"analysis": ("analysis", "report_ready")}  # a quick worker has written the letter already


def stage_of(served, page) -> str:
    journey = UUID(re.search(r"/sessions/([0-9a-f-]+)", page.url).group(1)).hex
    with sqlite3.connect(f"file:{served.home}/chitta.db?mode=ro", uri=True) as database:
        return json.loads(database.execute("select state from sessions where id = ?", (journey,)).fetchone()[0])[
            "journey_stage"
        ]


def close_what_opened(page, expected: bool) -> None:
    """A deep view that comes with a reply opens by itself; the parent closes it."""
    if expected:
        page.wait_for_selector("#sheet[open] h2")
        page.keyboard.press("Escape")
        page.wait_for_selector("#sheet:not([open])", state="attached")


@pytest.mark.parametrize("language", ["he", "en"])
def test_all_ten_stages_by_talking(window, served, language):
    page = window("he-IL" if language == "he" else "en-US", **PHONE).new_page()
    arrive(page, language, "נועה" if language == "he" else "Noa")
    passed, found = set(), []
    for stage, line in WAY[language]:
        say(page, line)
        assert stage_of(served, page) in REACHED.get(stage, (stage,)), line
        close_what_opened(page, page.locator("#turns article").last.locator(".chip").count() > 0)
        passed.add(stage)
        expect(page.locator("#replies button").nth(2)).to_be_attached()
        if stage == "analysis":
            wait_until(lambda: stage_of(served, page) == "report_ready", 60, "the letter")
            page.wait_for_selector("[data-card=parentReport][data-status=new]", state="attached")
            found += complaints_of(page, "letter ready")
    assert passed == set(STAGES)
    assert page.locator('article[data-sender="chitta"][data-status="failed"]').count() == 0
    assert not found
