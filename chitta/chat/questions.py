"""Questions parents ask, for this child's age and this stage. Pure: what is asked, and a short answer to read in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from chitta.core.i18n import N_
from chitta.core.vocabulary import Stage
from chitta.journey.models import Journey
from chitta.journey.state import MasterState


@dataclass(frozen=True, slots=True)
class Question:
    """key: of the guide's curated answer; ask and answer: msgids."""

    key: str
    ask: str
    answer: str


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    heading: str
    questions: tuple[Question, ...]


# fmt: off
ABOUT_CHILDREN = {
    "normal": Question("normal", N_("Is this typical at this age?"), N_("At every age there is a wide range, and a conversation cannot decide. What helps is to note what you see, where and when. If it is on your mind, that is reason enough to ask the nurse or the doctor, without waiting for the next visit.")),
    "talking": Question("talking", N_("When do children start to talk?"), N_("Often there are a few words around the first birthday and two words together around the second, and the range is wide. Understanding, pointing and showing count as well. When there is a question, have hearing checked and ask the nurse or the doctor. Waiting is not needed for that.")),
    "sleep": Question("sleep", N_("How can we help with sleep?"), N_("A steady hour, low light and the same order every evening help many children. Screens off an hour before bed, and the same few words at the door. If there is snoring, if nights stay hard, or if you are at the end of your strength, ask the doctor.")),
    "eating": Question("eating", N_("How can we make meals easier?"), N_("Offer small amounts, something known beside something new, and leave the choice how much to eat to the child. Short meals at a table, without pressure and without a screen. With weight loss, choking, pain or very few foods, ask the doctor soon.")),
    "tantrums": Question("tantrums", N_("How should we react to tantrums?"), N_("In the moment few words, a calm voice, closeness and safety. Explaining comes afterwards, when everybody is calm. It helps to note what happened just before. If somebody gets hurt, if it happens very often, or if it frightens you, ask the doctor.")),
    "screens": Question("screens", N_("How much screen time is all right?"), N_("With the youngest as little as possible, and later at fixed times, not at meals and not before sleep. Watching together and talking about it is worth more than counting minutes. One hard day with a long film is no harm done.")),
    "bilingual": Question("bilingual", N_("Do two languages at home confuse children?"), N_("No. Two languages do not harm speech, and mixing them is part of learning. Let each person speak the language they are at ease in, and count the words of both together. Difficulties that show in both languages are a reason to ask.")),
    "friends": Question("friends", N_("How can we help with other children?"), N_("One child, at home, for a short time, with something both like is easier than a whole group. Some watch for a long while before joining, and that is a way too. If it hurts or lasts, talk with the kindergarten teacher and with the doctor.")),
    "my_fault": Question("my_fault", N_("Is this my fault?"), N_("Difficulties like these do not come from one mistake of a parent. You look closely and you ask, and that already helps. If the thought does not let go of you, tell somebody near you, or your own doctor.")),
}
ABOUT_HERE = {
    "safe_words": Question("safe_words", N_("Who can see what I write?"), N_("No person reads the conversation. The page says who is answering: the built-in guide works here only, and when it is Claude, your words are sent to Anthropic so that it can answer. The privacy page says all of it.")),
    "person": Question("person", N_("Are you a person or a computer?"), N_("Chitta is a program. It can help you put into words and into order what you see at home. It does not diagnose, and it does not replace anybody who meets your child.")),
    "how_long": Question("how_long", N_("How long does this take?"), N_("About twenty minutes in all, in as many sittings as you like. Every question can be skipped, and everything you told waits for you.")),
    "diagnose": Question("diagnose", N_("Can you diagnose my child?"), N_("No. Only a professional who meets your child can do that. What you gather here, in your own words and with examples, makes such a meeting easier.")),
    "why_film": Question("why_film", N_("Why do you suggest filming?"), N_("A few ordinary minutes show what is hard to describe: what comes before, what helps, what works already. It is voluntary. The films stay on your phone.")),
}
NEXT = {
    "what_next": Question("what_next", N_("What happens next here?"), N_("First we talk. Then, if you like, there is guidance for filming three ordinary moments. What you told becomes a letter for you, and you may show it to a professional. The pace is yours.")),
    "who_to_see": Question("who_to_see", N_("When should we ask a doctor?"), N_("Any worry is enough. If a skill that was there has gone, or if you are frightened, ask now. The nurse at the family clinic and the doctor know where to refer you, and the kindergarten or school can tell what they see.")),
    "will_pass": Question("will_pass", N_("Will this pass by itself?"), N_("Some things pass and some do not, and nobody can promise it from here. Asking early costs little: if it does pass, nothing is lost.")),
    "home_try": Question("home_try", N_("What can we do at home?"), N_("Look for what happens just before a hard moment, and for what already worked once, even a little, and do more of that. Small and often is better than much at once. One good quarter of an hour a day, led by the child, is a good beginning.")),
}
# fmt: on

AGES: tuple[tuple[int, tuple[str, ...]], ...] = (  # up to this age, in years
    (2, ("talking", "sleep", "eating", "bilingual", "normal")),
    (4, ("talking", "tantrums", "sleep", "eating", "screens")),
    (7, ("friends", "tantrums", "sleep", "eating", "screens")),
    (12, ("screens", "sleep", "eating", "normal", "my_fault")),
    (99, ("sleep", "screens", "eating", "normal", "my_fault")),
)
ANY_AGE = ("normal", "sleep", "eating", "screens", "my_fault")
HERE: dict[Stage, tuple[str, ...]] = {
    "interview": ("safe_words", "person", "how_long"),
    "video_instructions": ("why_film", "safe_words", "diagnose"),
    "video_upload": ("why_film", "safe_words", "diagnose"),
}
AFTERWARDS: dict[Stage, tuple[str, ...]] = {
    "interview": ("what_next", "who_to_see"),
    "consultation": ("what_next", "who_to_see", "home_try"),
    "document_upload": ("what_next", "who_to_see"),
    "video_instructions": ("what_next", "who_to_see"),
    "video_upload": ("what_next", "who_to_see"),
}


def questions_for(state: MasterState) -> tuple[Group, ...]:
    """Eight to ten questions in three groups: about the child, about this place, about what comes next."""
    age, stage = state.child.age, state.journey_stage
    child = ANY_AGE if age is None else next(keys for limit, keys in AGES if age < limit)
    here = HERE.get(stage, ("safe_words", "person", "diagnose"))
    afterwards = AFTERWARDS.get(stage, ("who_to_see", "will_pass"))
    return (
        Group("child", N_("About the child"), tuple(ABOUT_CHILDREN[key] for key in child)),
        Group("here", N_("About this place"), tuple(ABOUT_HERE[key] for key in here)),
        Group("next", N_("What comes next"), tuple(NEXT[key] for key in afterwards)),
    )


def load(journey: Journey) -> dict[str, Any]:
    """What the page of questions is drawn with. question_key: so that a free question that comes twice is asked once."""
    return {"groups": questions_for(journey.today), "question_key": uuid4()}
