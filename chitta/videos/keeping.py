"""What a parent does with a film: tell what they saw at a second of it, say which moment it is, have it looked at again, delete it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from sqlalchemy import update

from chitta.core.db import db
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.core.leasing import APART
from chitta.core.text import one_line
from chitta.core.vocabulary import Domain, ObservationKind
from chitta.gateways.builtin.normalising import fold
from chitta.gateways.builtin.noticing import domains, is_concern, is_strength
from chitta.journey import stages
from chitta.journey.facts import ArtifactCounted, FilmingChosen, Observed, StageChosen, Withdrawn
from chitta.journey.models import Journey, Observation, plain
from chitta.uploads.models import Upload
from chitta.videos.models import VIEW, Video
from chitta.videos.seeing import Moment
from chitta.videos.wording import Scene

LONGEST = 300  # characters of what is told at one second
MOST_TOLD = 40
Changed = frozenset[str]
NOTHING: Changed = frozenset()


def tell(film: Video, second: int, words: str, kind: str = "") -> Changed:
    """What the parent saw at a second, in their words, becomes an observation. kind: "" to go by the words. Raises Refused."""
    text = one_line(words, LONGEST + 1)
    if not text.strip(" .,!?"):
        raise Refused(N_("There are no words here yet."))
    if len(text) > LONGEST:
        raise Refused(N_("Up to 300 characters for one moment, please. The rest can be another moment."))
    film = film.lock()
    content = film.content
    if not film.playable or not content.film:
        raise Refused(N_("This film cannot be played yet."))
    if not 0 <= second <= content.seconds:
        raise Refused(N_("The film has no such second. Minute and second, please, like 1:24."))
    if any(one.start == second and plain(one.text) == plain(text) for one in content.told):
        return NOTHING  # a double tap
    if len(content.told) >= MOST_TOLD:
        raise Refused(N_("There is more told of this film than fits."))
    guessed, domain = guess(text)
    told = Moment(
        id=f"t{uuid.uuid4().hex[:8]}",
        start=second,
        end=second,
        kind=kind or guessed,
        domain=domain,
        text=text,
        told=True,
    )  # type: ignore[arg-type]
    journey = Journey.locked(film.session_id)
    told, changed = observe(journey, film, told)
    film.content, film.version = content.with_moments([*content.moments, told]), film.version + 1
    return changed | Video.counted(journey) | {"videos"}


def untell(film: Video, moment_id: str) -> Changed:
    """This moment leaves the film and the child's picture: it was not so. Twice is once."""
    film = film.lock()
    one = film.content.moment(moment_id)
    if one is None:
        return NOTHING
    journey = Journey.locked(film.session_id)
    changed = _withdraw(journey, film, (one,))
    film.content = film.content.with_moments([other for other in film.content.moments if other.id != moment_id])
    film.version += 1
    return changed | Video.counted(journey) | {"videos"}


def told_all(film: Video) -> Changed:
    """The parent has nothing to add to this film."""
    film = film.lock()
    if film.content.nothing_to_add:
        return NOTHING
    film.content, film.version = film.content.but(nothing_to_add=True), film.version + 1
    return Video.counted(Journey.locked(film.session_id)) | {"videos"}


def guess(words: str) -> tuple[ObservationKind, Domain]:
    """What a sentence about a film may be about."""
    low = fold(words)
    touched = domains(low)
    kind: ObservationKind = "concern" if is_concern(low) else "strength" if is_strength(low) else "development"
    return kind, touched[0] if touched else "general"


def put(film: Video, scene: Scene) -> Changed:
    """It shows another of the three moments than was said."""
    film = film.lock()
    if film.scene == scene:
        return NOTHING
    film.scene, film.version = scene, film.version + 1
    answer = film.content.answer
    if answer and answer.scene == "other":  # it is the parent who knows
        film.content = film.content.but(answer=answer.model_copy(update={"scene": "asked"}))
    return Video.counted(Journey.locked(film.session_id)) | {"videos"}


def again(film: Video, watch: str) -> tuple[bool, Changed]:
    """Ask for another look, by whom the parent says; False when there is nothing to be done."""
    film = film.lock()
    before = film.watch
    if not film.again(watch):
        return False, frozenset({"videos"}) if film.watch != before else NOTHING
    return True, Video.counted(Journey.locked(film.session_id)) | {"videos"}


def erase(film: Video) -> Changed:
    """The film is out of sight, its words are gone, and what was known from it is withdrawn; letters forget it too.

    Its files go after the commit: `understanding.erase_files`.
    """
    film = film.lock()
    journey, changed = Journey.locked(film.session_id), NOTHING
    for observation in film.observations():
        changed |= journey.learn(Withdrawn(observation_id=observation.id))
    film.erase()
    Upload.let_go(film.id)
    nameless = update(Upload).where(Upload.outcome == film.id).values(name="", details={})
    db.session.execute(nameless, execution_options=APART)
    return changed | Video.counted(journey) | {"videos"}


def brought(film: Video) -> Changed:
    """A film came: the family films, and the journey is where films are brought, as soon as it may be. The journey is locked."""
    journey, changed = film.journey, NOTHING
    if journey.state.metadata.filming != "wanted":
        changed |= journey.learn(FilmingChosen(choice="wanted"))
    before = ("interview", "consultation", "document_upload", "video_instructions")
    if journey.state.journey_stage in before and not stages.may_enter(journey.state, "video_upload"):
        changed |= journey.learn(StageChosen(stage="video_upload", reason="a film was brought"))
    return changed | Video.counted(journey) | {"videos"}


def seen(journey: Journey) -> Changed:
    """The parent looked at the films: they are no longer new."""
    journey = Journey.locked(journey.id)
    known = journey.state.artifact("videos")
    if known is None or VIEW in known.viewed:
        return NOTHING
    return journey.learn(ArtifactCounted(artifact=known.model_copy(update={"viewed": (*known.viewed, VIEW)})))


# --- what is known from a film ----------------------------------------------------------------------------------------


def observe(journey: Journey, film: Video, one: Moment) -> tuple[Moment, Changed]:
    """Learn a moment; the moment with the observation that holds it. The journey is locked.

    What the parent told, watching, is said by the parent; what was seen without them by the film.
    """
    said_by, source = "parent" if one.told else "video", {"video": str(film.id), "second": [one.start, one.end]}
    fact = Observed(kind=one.kind, domain=one.domain, text=one.text, said_by=said_by, source=source)  # type: ignore[arg-type]
    changed = journey.learn(fact)
    here = (o for o in film.observations() if o.source.get("second") == source["second"])
    same = (o for o in here if o.kind == one.kind and plain(o.text) == plain(one.text))
    held = next(same, None)
    return one.model_copy(update={"observation": held.id if held else None}), changed


def relearn(journey: Journey, film: Video, found: Iterable[Moment]) -> tuple[list[Moment], Changed]:
    """A new look in the place of the last one: what the parent told or put into their own words stays. The journey is locked."""
    held = {one.id: one for one in film.observations()}
    reworded = [one for one in film.content.seen if _reworded(held.get(one.observation) if one.observation else None)]
    changed = _withdraw(journey, film, [one for one in film.content.seen if one not in reworded])
    stay = [*film.content.told, *reworded]
    known = {plain(one.text) for one in reworded}
    for one in found:
        if plain(one.text) not in known:
            learned = one.model_copy(update={"id": f"s{uuid.uuid4().hex[:8]}"})
            with suppress(Refused):  # the picture is full: the film still says what was seen
                learned, also = observe(journey, film, learned)
                changed |= also
            stay.append(learned)
    return stay, changed


def _reworded(held: Observation | None) -> bool:
    return held is not None and (bool(held.source.get("reworded")) or held.state == "disputed")


def _withdraw(journey: Journey, film: Video, moments: Iterable[Moment]) -> Changed:
    moments = list(moments)
    others = {one.observation for one in film.content.moments if one not in moments}
    changed, held = NOTHING, {one.id for one in film.observations()} - others
    for one in moments:
        if one.observation in held:
            changed |= journey.learn(Withdrawn(observation_id=one.observation))
    return changed


def a_second(text: Any) -> int | None:
    """ "1:24", "84" or "84.6" as whole seconds; None for anything else."""
    parts = str(text or "").strip().split(":")
    try:
        figures = [float(part) for part in parts]
    except ValueError:
        return None
    if len(parts) > 2 or any(not 0 <= figure < 100_000 for figure in figures):
        return None
    return int(figures[0] if len(figures) == 1 else figures[0] * 60 + figures[1])
