"""The toolbox of the guides. Every argument is checked before anything is written; a refusal says why, in plain English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from chitta.core import times
from chitta.core.errors import Refused
from chitta.core.i18n import speaking
from chitta.core.text import clean_text, one_line
from chitta.core.vocabulary import CardStatus, Domain, ObservationKind, ProgressType, Stage, View
from chitta.gateways.guide import Tool
from chitta.journey import facts, views
from chitta.journey.models import Journey
from chitta.journey.state import ModelCard

Source = Mapping[str, Any]
Answer = tuple[str, frozenset[str]]
LONGEST_REASON = 500

# Names of icons.svg that suit a card.
Icon = Literal[
    "chat", "book", "video", "play", "upload", "doc", "letter", "person", "share", "calendar", "search", "clock", "check", "info",
    "phone", "eye", "spark", "bulb", "steps", "pencil", "globe",
]  # fmt: skip


def _line(value: Any) -> Any:
    return one_line(value, len(value)) if isinstance(value, str) else value


def _prose(value: Any) -> Any:
    return clean_text(value).strip() if isinstance(value, str) else value


def _unless_empty(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else _line(value)


Short = Annotated[str, BeforeValidator(_line)]
Prose = Annotated[str, BeforeValidator(_prose)]


class Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class StageArguments(Arguments):
    new_stage: Stage
    reason: Short = Field("", max_length=300, description="Why now, in one short sentence; for the record only.")


class CardArguments(Arguments):
    icon: Icon
    title: Short = Field(min_length=1, max_length=60, description="What it is about, in the parent's language.")
    subtitle: Short = Field("", max_length=120, description="One line more, in the parent's language.")
    status: CardStatus
    action: View | Literal[""] = Field(
        "", description='A deep view from the notes\' "views" that the card opens, or "".'
    )


class ViewArguments(Arguments):
    view_name: View


class ProgressArguments(Arguments):
    type: ProgressType
    percentage: int = Field(ge=0, le=100)


class MilestoneArguments(Arguments):
    milestone: str = Field(
        pattern="^[a-z][a-z0-9_]{0,39}$", description='A short name such as "interview" or "first_strength".'
    )


class ObservationArguments(Arguments):
    kind: ObservationKind
    domain: Domain = Field(
        description='"general" when it belongs to no area: family, home, kindergarten, a typical day.'
    )
    text: Prose = Field(
        min_length=1, max_length=600, description="One fact, described plainly, close to the parent's own words."
    )
    example: Prose = Field("", max_length=600, description="A concrete moment the parent told, if any.")
    since: Short = Field("", max_length=80, description='Since when, as told: "since the summer", "from birth".')


class ChildArguments(Arguments):
    name: Annotated[str | None, BeforeValidator(_unless_empty)] = Field(None, max_length=60)
    date_of_birth: Annotated[date | None, BeforeValidator(_unless_empty)] = Field(
        None, description="YYYY-MM-DD, only when a date was told."
    )
    age_years: float | None = Field(
        None, ge=0, lt=19, description="When an age was told instead of a date: 3.5 for three and a half."
    )
    gender: Annotated[Literal["girl", "boy"] | None, BeforeValidator(_unless_empty)] = None


class RepliesArguments(Arguments):
    replies: tuple[Annotated[Short, Field(min_length=1, max_length=80)], ...] = Field(min_length=1, max_length=4)


# --- what each of them does ------------------------------------------------------------------------------------------


def _stage(journey: Journey, wish: StageArguments, source: Source) -> Answer:
    changed = journey.learn(facts.StageChosen(stage=wish.new_stage, reason=wish.reason))
    return f"The journey is at {wish.new_stage}.", changed


def _card(journey: Journey, wish: CardArguments, source: Source) -> Answer:
    if wish.action:
        _must_open(wish.action)
    return "The card is on the table.", journey.learn(facts.CardLaid(card=ModelCard(**wish.model_dump())))


def _view(journey: Journey, wish: ViewArguments, source: Source) -> Answer:
    _must_open(wish.view_name)
    return f"{wish.view_name} is offered beside the reply.", journey.learn(facts.ViewOpened(view=wish.view_name))


def _progress(journey: Journey, wish: ProgressArguments, source: Source) -> Answer:
    """Progress is counted: the figure is told, and no other one can be set."""
    counted = getattr(Journey.locked(journey.id).recount().progress, wish.type)
    if wish.percentage != counted:
        raise Refused(
            f"Progress is counted by the program from what is really there: {wish.type} is at {counted}. It cannot be set."
        )
    return f"{wish.type} is at {counted}.", frozenset()


def _milestone(journey: Journey, wish: MilestoneArguments, source: Source) -> Answer:
    if wish.milestone in CHOICES:
        return f"The parent's choice is kept: {wish.milestone}.", journey.learn(CHOICES[wish.milestone])
    return f"{wish.milestone} is reached.", journey.learn(facts.MilestoneReached(name=wish.milestone))


def _observation(journey: Journey, wish: ObservationArguments, source: Source) -> Answer:
    changed = journey.learn(facts.Observed(**wish.model_dump(), said_by="parent", source=dict(source)))
    return ("Written down." if "portrait" in changed else "Known already; nothing new was written."), changed


def _child(journey: Journey, wish: ChildArguments, source: Source) -> Answer:
    told: dict[str, Any] = {"name": wish.name, "gender": wish.gender, "date_of_birth": wish.date_of_birth}
    if wish.date_of_birth is None and wish.age_years is not None:
        told |= {
            "date_of_birth": born(wish.age_years),
            "birth_precision": "year" if wish.age_years == int(wish.age_years) else "month",
        }
    told = {name: value for name, value in told.items() if value is not None}
    if not told:
        raise Refused("Say at least one of name, date_of_birth, age_years and gender.")
    changed = journey.learn(facts.ChildDescribed(**told))
    child = journey.state.child
    return (
        f"Kept: {child.name or 'no name yet'}, {child.age if child.age is not None else 'age unknown'}, {child.gender or 'gender unknown'}.",
        changed,
    )


def _replies(journey: Journey, wish: RepliesArguments, source: Source) -> Answer:
    return "They stand below the reply.", journey.learn(facts.RepliesSuggested(replies=wish.replies))


def _must_open(view: str) -> None:
    if view not in views.available():
        raise Refused(
            f"{view} does not open in this installation yet. These do: {', '.join(sorted(views.available()))}."
        )


def born(years: float, on: date | None = None) -> date:
    """The latest birth date for an age in years: to the month, since nobody is told younger than they said."""
    on = on or times.today()
    months = on.year * 12 + on.month - 1 - round(years * 12)
    return date(months // 12, months % 12 + 1, min(on.day, 28))


# What a parent may decide about filming; not milestones, but the contract has no other tool that could carry them.
CHOICES: dict[str, facts.Fact] = {
    "filming_wanted": facts.FilmingChosen(choice="wanted"),
    "filming_later": facts.FilmingChosen(choice="later"),
    "filming_declined": facts.FilmingChosen(choice="declined"),
    "go_on": facts.GoOn(),
}
Deed = Callable[[Journey, Any, Source], Answer]
_TOOLBOX: list[tuple[Tool, Deed]] = [
    (
        Tool(
            "update_journey_stage",
            "Move the journey to another stage, when the parent wants to go there or this one is done. Early stages are refused with "
            "what is still missing. Needs: video_instructions: the age, one strength, and one concern or hope with an example; "
            "video_upload: filming guidance; analysis: all clips, or the parent goes on without; report_ready: a report; "
            "meeting_prep and sharing: a report or a full interview. The other stages are always open.",
            StageArguments,
        ),
        _stage,
    ),
    (
        Tool(
            "add_context_card",
            "Lay one card beside the conversation for one next thing that is not on screen yet. Never repeats what the parent just "
            "said, never names a condition. At most four are kept; the oldest goes.",
            CardArguments,
        ),
        _card,
    ),
    (
        Tool(
            "trigger_deep_view",
            'Offer one deep view (a page over the conversation), when the parent wants to see it. Only keys listed under "views" in the '
            "notes open.",
            ViewArguments,
        ),
        _view,
    ),
    (
        Tool(
            "update_progress",
            "Ask how far a part of the journey is. The program counts progress itself: a percentage other than the counted one is refused "
            "and the counted one is told.",
            ProgressArguments,
        ),
        _progress,
    ),
    (
        Tool(
            "add_milestone",
            'Mark that something was reached, for good. "interview" once filming could be prepared and the parent has told what they wanted '
            "to. Videos, documents and reports are counted by the program and cannot be claimed. A parent's decision about filming is kept in "
            "the same way: filming_wanted, filming_later, filming_declined, and go_on for going on with what there is.",
            MilestoneArguments,
        ),
        _milestone,
    ),
    (
        Tool(
            "note_observation",
            "Write down one separate fact the parent told about this child, in plain descriptive words: what the child does, when, where, with "
            "whom. Never a diagnosis, never your own guess, never about another child. kind: strength (does well, loves), concern (worries or "
            "puzzles the parent), history (pregnancy, birth, first years, health), context (family, home, kindergarten, a typical day), hope "
            "(what the parent wishes for), development (a skill as it is now). Call it once for each fact.",
            ObservationArguments,
        ),
        _observation,
    ),
    (
        Tool(
            "set_child_details",
            "Keep the child's name, birth date or age, and gender, as soon as they are told or corrected. Leave out what was not said. A "
            "date goes into date_of_birth, an age into age_years.",
            ChildArguments,
        ),
        _child,
    ),
    (
        Tool(
            "suggest_replies",
            "Three or four short things this parent might want to say next: in their voice, their language and their form of address, each "
            "under 80 characters. They replace the last ones.",
            RepliesArguments,
        ),
        _replies,
    ),
]


def offer(tool: Tool, deed: Deed) -> None:
    """From now on the guides have this tool too: rooms to the right bring theirs when the house is built."""
    _TOOLBOX[:] = [(one, did) for one, did in _TOOLBOX if one.name != tool.name] + [(tool, deed)]


def toolbox() -> tuple[Tool, ...]:
    """All tools, always in the same order: they stand first in every prompt, and what stands first is cached."""
    return tuple(tool for tool, _ in _TOOLBOX)


def run_tool(journey: Journey, name: str, arguments: Mapping[str, Any], source: Source) -> Answer:
    """Use a tool: what came of it, in words for the model, and what changed (see `Journey.learn`).

    source: where it was heard, e.g. {"message": id}. Raises Refused with the reason; nothing was written then.
    """
    found = next((one for one in _TOOLBOX if one[0].name == name), None)
    if found is None:
        raise Refused(f"There is no tool of this name. These exist: {', '.join(tool.name for tool in toolbox())}.")
    tool, deed = found
    with speaking("en"):
        return deed(journey, _checked(tool.arguments, arguments), source)


def _checked(model: type[BaseModel], arguments: Mapping[str, Any]) -> BaseModel:
    try:
        return model.model_validate(dict(arguments))
    except ValidationError as error:
        raise Refused(_reason(error)) from None
    except (TypeError, ValueError, RecursionError):
        raise Refused("The arguments are not an object with the fields of this tool.") from None


def _reason(error: ValidationError) -> str:
    wrong = (
        f"{'.'.join(str(part)[:40] for part in one['loc'])}: {one['msg'][:200]}"
        for one in error.errors(include_input=False, include_url=False)
    )
    return "; ".join(wrong)[:LONGEST_REASON]
