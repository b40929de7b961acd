"""What a parent does with what a paper says: keep it or not, mark a sentence, tell what a picture says, delete all of it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import update

from chitta.core.db import db
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.core.text import clean_text, one_line
from chitta.core.vocabulary import Domain, ObservationKind
from chitta.documents.models import VIEW, Document
from chitta.documents.reading import Finding, Mark, Place
from chitta.gateways.builtin import lexicon
from chitta.gateways.builtin.normalising import fold
from chitta.gateways.builtin.noticing import domains, is_concern, is_strength
from chitta.journey.facts import ArtifactCounted, Observed, Withdrawn
from chitta.journey.models import Journey, Observation, plain
from chitta.uploads.models import Upload

LONGEST = 600  # of an observation
MOST_MARKS = 200
MOST_LINES = 20  # told of a picture at once
Changed = frozenset[str]
NOTHING: Changed = frozenset()
_ASKS = re.compile(r"מומלץ|ממליצ|המלצ|להפנות|להמשיך ב|מטרות|recommend|refer(?:red|ral)|advis|suggest|goal", re.I)


def keep(paper: Document, wanted: Collection[str], version: int | None) -> Changed:
    """The findings that are ticked join the child's picture, the others leave it. Raises Conflict or Refused."""
    paper = paper.lock()
    findings = paper.content.findings
    kept = {one.id for one in findings if one.observation}
    wanted = {one.id for one in findings} & set(wanted)
    if kept == wanted and paper.content.answered:
        return NOTHING
    paper.must_be(version)
    changed, now = NOTHING, {}
    for one in findings:
        if one.id in wanted and not one.observation:
            now[one.id], also = _observe(paper, one)
        elif one.id in kept - wanted:
            now[one.id], also = None, _withdraw(paper, one)
        else:
            now[one.id], also = one.observation, NOTHING
        changed |= also
    findings = tuple(one.model_copy(update={"observation": now[one.id]}) for one in findings)
    paper.content, paper.version = paper.content.but(findings=findings, answered=True), paper.version + 1
    return changed | {"documents"}


def mark(paper: Document, place: Place, sentence: str, kind: ObservationKind, domain: Domain) -> Changed:
    """A sentence that matters becomes an observation; marked again, as what it is marked now. Raises Refused."""
    paper = paper.lock()
    before = paper.content.mark_at(place)
    if before and (before.kind, before.domain) == (kind, domain):
        return NOTHING
    changed = _unmark(paper, before) if before else NOTHING
    return changed | _mark(paper, _cut(sentence), kind, domain, *place)


def unmark(paper: Document, mark_id: str) -> Changed:
    """Not to matter after all. Twice is once."""
    paper = paper.lock()
    before = next((one for one in paper.content.marks if one.id == mark_id), None)
    return _unmark(paper, before) if before else NOTHING


def tell(paper: Document, page: int, words: str, kind: str = "") -> Changed:
    """What the picture of a page says, in the parent's words: each line becomes an observation. kind: "" to go by the words.

    Raises Refused.
    """
    lines = [_cut(line) for line in clean_text(words).splitlines() if re.search(r"\w", line)]
    if not lines:
        raise Refused(N_("There are no words here yet."))
    if len(lines) > MOST_LINES:
        raise Refused(N_("Up to 20 lines at once, please. The rest can follow."))
    paper = paper.lock()
    if paper.status != "understood" or page not in paper.content.images:
        raise Refused(N_("There is no such page."))
    changed = NOTHING
    for line in lines:
        guessed, domain = guess(line)
        changed |= _mark(paper, line, kind or guessed, domain, page)  # type: ignore[arg-type]
    return changed


def guess(words: str) -> tuple[ObservationKind, Domain]:
    """What a sentence of a paper may be about; the parent can change it."""
    low = fold(words)
    touched = domains(low)
    domain = touched[0] if touched else "general"
    if _ASKS.search(low):
        return "context", domain
    if is_concern(low):
        return "concern", domain
    if is_strength(low):
        return "strength", domain
    return ("history" if lexicon.HISTORY.search(low) else "development"), domain


def erase(paper: Document) -> Changed:
    """The paper is out of sight, its words are gone, and what was known from it is withdrawn; letters forget it too.

    Its files go after the commit: `understanding.erase_files`.
    """
    paper = paper.lock()
    journey, changed = Journey.locked(paper.session_id), NOTHING
    for observation in paper.observations():
        changed |= journey.learn(Withdrawn(observation_id=observation.id))
    paper.erase()
    Upload.let_go(paper.id)
    nameless = update(Upload).where(Upload.outcome == paper.id).values(name="", details={})
    db.session.execute(nameless, execution_options={"synchronize_session": False})
    return changed | Document.counted(journey) | {"documents"}


def describe(paper: Document, type: str, title: str, version: int | None) -> Changed:
    """Another type or title. Raises Conflict."""
    paper = paper.lock()
    if not paper.describe(type, title, version):
        return NOTHING
    return Document.counted(Journey.locked(paper.session_id)) | {"documents"}


def again(paper: Document) -> tuple[bool, Changed]:
    """Ask for another reading; False when it is on its way already."""
    paper = paper.lock()
    if not paper.again():
        return False, NOTHING
    return True, Document.counted(Journey.locked(paper.session_id)) | {"documents"}


def seen(journey: Journey, paper: Document | None = None) -> Changed:
    """The parent looked at the papers, or at this one: they are no longer new."""
    journey = Journey.locked(journey.id)
    if paper:
        paper.opened()
    known = journey.state.artifact("documents")
    if known is None or not known.count or VIEW in known.viewed:
        return NOTHING
    return journey.learn(ArtifactCounted(artifact=known.model_copy(update={"viewed": (*known.viewed, VIEW)})))


def _mark(paper: Document, text: str, kind: ObservationKind, domain: Domain, page: int, sentence: int = 0) -> Changed:
    if len(paper.content.marks) >= MOST_MARKS:
        raise Refused(N_("There is more marked in this document than fits."))
    fresh = Mark(id=uuid.uuid4().hex[:8], kind=kind, domain=domain, text=text, page=page, sentence=sentence)
    observation, changed = _observe(paper, fresh)
    if any(one.observation == observation for one in paper.content.marks):
        return changed  # the same words again
    marks = (*paper.content.marks, fresh.model_copy(update={"observation": observation}))
    paper.content, paper.version = paper.content.but(marks=marks), paper.version + 1
    return changed | {"documents"}


def _unmark(paper: Document, one: Mark) -> Changed:
    changed = _withdraw(paper, one)
    marks = tuple(other for other in paper.content.marks if other.id != one.id)
    paper.content, paper.version = paper.content.but(marks=marks), paper.version + 1
    return changed | {"documents"}


def _observe(paper: Document, one: Finding | Mark) -> tuple[uuid.UUID | None, Changed]:
    """Learn it; the observation that holds it now. What the parent has told in the same words stays theirs."""
    journey = Journey.locked(paper.session_id)
    source: dict[str, Any] = {"document": str(paper.id), "page": one.page}
    changed = journey.learn(
        Observed(kind=one.kind, domain=one.domain, text=one.text, said_by="document", source=source)
    )
    same = (o for o in journey.observations() if o.kind == one.kind and plain(o.text) == plain(one.text))
    held = next(same, None)
    return (held.id if held else None), changed


def _withdraw(paper: Document, one: Finding | Mark) -> Changed:
    held = db.session.get(Observation, one.observation) if one.observation else None
    if held is None or held.state == "withdrawn" or held.source.get("document") != str(paper.id):
        return NOTHING
    return Journey.locked(paper.session_id).learn(Withdrawn(observation_id=held.id))


def _cut(words: str) -> str:
    line = one_line(words, LONGEST + 1)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def ids(values: Iterable[str]) -> set[str]:
    """Names of findings as a form brings them."""
    return {value for value in values if re.fullmatch(r"f\d{1,3}", value)}
