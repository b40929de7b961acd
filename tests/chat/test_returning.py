"""A parent who comes back is greeted by where they stopped, never as new."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from chitta.chat.models import Message
from chitta.chat.returning import LAST, Stopped, welcome
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.errors import GuideError
from chitta.core.i18n import speaking
from chitta.core.vocabulary import STAGES, TOPICS
from chitta.journey.state import Artifact, ChildFacts, MasterState, Progress
from tests.chat.test_replies import answer, reply_of

NOA = ChildFacts(name="Noa", gender="girl", age=3.3)
EXPECTED = {
    "interview": ("We can go on from there", "אפשר להמשיך משם"),
    "consultation": ("You can ask anything", "אפשר לשאול כל דבר"),
    "document_upload": ("A document can come", "אפשר להביא מסמך"),
    "video_instructions": ("what to film. It is ready to read", "על מה לצלם. ההסבר מוכן"),
    "video_upload": ("The first one can come", "הראשון יכול להגיע"),
    "analysis": ("What you told is being put together", "מה שסיפרת נאסף"),
    "report_ready": ("the letter. It is ready to read", "על המכתב. הוא מוכן"),
    "expert_search": ("who could help. We can go on looking", "על מי יכול לעזור. אפשר להמשיך לחפש"),
    "meeting_prep": ("a meeting. We can go on preparing", "על פגישה. אפשר להמשיך להתכונן"),
    "sharing": ("Nothing has gone out", "שום דבר לא יצא"),
}


def at(stage="interview", *artifacts, child=NOA, **more):
    return MasterState(journey_stage=stage, child=child, active_artifacts=artifacts, **more)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("address", ["f", "m", "n"])
def test_every_stage_has_its_line_in_both_languages(stage, address):
    english, hebrew = EXPECTED[stage]
    with speaking("en", address):
        said = welcome(at(stage), "Dana", Stopped())
    assert said.startswith("Good to see you again, Dana. ") and english in said and "%" not in said
    with speaking("he", address):
        said = welcome(at(stage), "דנה", Stopped())
    assert said.startswith("טוב לראות אותך שוב, דנה. ") and hebrew in said and "/" not in said


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", ["en", "he"])
def test_an_unfinished_question_says_what_it_was_about(topic, language):
    with speaking(language, "f"):
        said = welcome(at(), "Dana", Stopped(topic, asked=True))
        nameless = welcome(at(child=ChildFacts()), "", Stopped(topic, asked=True))
    assert ("My question is still above" in said) is (language == "en") and "%" not in said + nameless
    assert "Noa" in said or "%(child)s" not in LAST[topic]
    assert "Noa" not in nameless and "  " not in nameless


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (at("video_upload", Artifact(type="videos", count=1, total=3)), "One of them is here"),
        (at("video_upload", Artifact(type="videos", count=2, total=3)), "2 of 3 are here"),
        (at("video_upload", Artifact(type="videos", count=3, total=3)), "All of them are here"),
        (at("analysis", Artifact(type="videos", count=3, total=3)), "are being watched"),
        (at("analysis", Artifact(type="videos", count=3), progress=Progress(analysis=100)), "have been watched"),
        (at("analysis", Artifact(type="parent_report", count=0, status="failed")), "could not be written"),
        (at("analysis", Artifact(type="videos", count=3), Artifact(type="parent_report", count=0, status="failed")), "could not be written"),
        (at("report_ready", Artifact(type="parent_report", count=1, viewed=("parentReport",))), "come back to it"),
        (at("document_upload", Artifact(type="documents", count=0, total=1)), "is being read"),
        (at("document_upload", Artifact(type="documents", count=1, total=1)), "more can be added"),
        (at("meeting_prep", Artifact(type="meeting", metadata={"with": "Dr. Levi", "when": "3 December"})), "with Dr. Levi: 3 December."),
        (at("meeting_prep", Artifact(type="meeting", metadata={"when": "3 December"})), "The meeting: 3 December."),
        (at("sharing", Artifact(type="shares", count=2)), "until you end it"),
        (at(completed_milestones=("interview",)), "You can always add"),
    ],
)  # fmt: skip
def test_what_is_next_follows_from_what_is_there(state, expected):
    with speaking("en"):
        assert expected in welcome(state, "Dana", Stopped())


def long_ago(app, person, hours):
    with app.app_context(), transaction():
        moment = times.now() - timedelta(hours=hours)
        db.session.execute(update(Message).where(Message.session_id == person.session_id).values(created_at=moment))


def shown(person):
    page = person.get(f"/sessions/{person.session_id}").text
    return page.split('id="returning"><p>')[1].split("</p>")[0] if 'id="returning"' in page else ""


def test_dana_comes_back_the_next_morning(app, dana, work):
    dana.say("She loves to sing and knows every song by heart")
    work()
    assert shown(dana) == ""
    long_ago(app, dana, 5)
    assert shown(dana) == ""
    long_ago(app, dana, 7)
    assert shown(dana).startswith("Good to see you again, Dana. Last time") and "still above" in shown(dana)
    dana.say("Good morning")
    assert shown(dana) == ""
    work()
    assert shown(dana) == ""


def test_amir_is_greeted_in_hebrew(app, amir, work):
    amir.say("הוא אוהב לבנות מגדלים")
    work()
    long_ago(app, amir, 30)
    assert shown(amir).startswith("טוב לראות אותך שוב, אמיר. בפעם הקודמת")


def test_where_no_question_names_its_topic_the_newest_thing_told_does(app, dana):
    """Claude's questions carry none."""
    noted = {"kind": "hope", "domain": "general", "text": "That she has a friend"}
    dana.say("I wish she had a friend")
    answer(app, dana, "A friend. Whom does she like?", lambda run: run("note_observation", noted))
    long_ago(app, dana, 30)
    assert shown(dana) == (
        "Good to see you again, Dana. Last time we talked about what you hope for. "
        "My question is still above, whenever you like."
    )


def test_whoever_has_not_said_a_word_is_not_told_what_was_talked_about(app, dana):
    long_ago(app, dana, 30)
    assert shown(dana) == "Good to see you again, Dana. My question is still above, whenever you like."


def test_a_message_without_an_answer_is_what_comes_first(app, dana):
    dana.say("She sings")
    answer(app, dana, GuideError("busy"))
    long_ago(app, dana, 30)
    assert "Your last message has no answer yet" in shown(dana)


def test_helplines_are_not_followed_by_a_cheerful_hello(app, dana, work):
    dana.say("I want to kill myself")
    work()
    long_ago(app, dana, 30)
    assert shown(dana) == ""


def test_looking_writes_nothing(app, dana, work):
    dana.say("She sings")
    work()
    long_ago(app, dana, 30)
    before = reply_of(app, dana).__dict__["text"], count(app)
    assert shown(dana) and shown(dana)
    assert (reply_of(app, dana).__dict__["text"], count(app)) == before


def count(app):
    with app.app_context(), transaction(writing=False):
        return db.session.query(Message).count()


def test_the_guide_is_told_how_long_the_parent_was_away(app, dana):
    dana.say("She sings")
    first = answer(app, dana, "When?").prompts[0]
    assert first.away is None
    long_ago(app, dana, 73)
    dana.say("In the bath")
    again = answer(app, dana, "Lovely.").prompts[0]
    assert timedelta(hours=73) <= again.away < timedelta(hours=74)


@pytest.mark.parametrize(
    ("away", "words"),
    [(None, ""), (timedelta(hours=5, minutes=59), ""), (timedelta(hours=6), "after 6 hours"), (timedelta(days=1, hours=9), "after 1 day."), (timedelta(days=3), "after 3 days.")],
)  # fmt: skip
def test_claude_is_told_of_a_parent_who_is_back(away, words):
    from chitta.gateways.claude_prompt import notes_of
    from tests.gateways.test_claude import prompt

    notes = notes_of(prompt(away=away))
    assert (words in notes) and ('"returning"' in notes) is bool(words)
