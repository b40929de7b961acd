"""How a paper comes to be understood: fetched, checked, cleaned, read, counted. Each step can be done again.

No transaction is open while storage, a parser or a model is waited for. A step that writes must still be this worker's
(`Document.step`); whatever was killed in between is begun again where the row says it stands.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import file_digest
from pathlib import Path
from typing import Any, Protocol, TypeVar

import structlog

from chitta.audit.models import Deed
from chitta.chat import news
from chitta.chat.spending import Bill, used_up
from chitta.core import times
from chitta.core.db import after_commit, db, transaction
from chitta.core.errors import GuideError
from chitta.core.i18n import N_
from chitta.core.leasing import ROUND, Impossible, Later, Superseded, Unacceptable
from chitta.core.text import one_line
from chitta.core.vocabulary import Language
from chitta.documents import analysis, rules
from chitta.documents.models import LONGEST_TITLE, MOST_ATTEMPTS, TWICE, VIEW, Document
from chitta.documents.reading import Finding, Heading, Reading
from chitta.gateways import papers
from chitta.gateways.fence import workshop
from chitta.gateways.guide import Guide
from chitta.gateways.queue import story
from chitta.gateways.storage import Storage, StorageError
from chitta.gateways.streams import live
from chitta.journey.models import Journey, plain
from chitta.uploads.models import Upload

log = structlog.get_logger()

BUILT_IN = "built-in"
REST = timedelta(seconds=15)  # before another try, times the tries there were
COMES_BACK = ("unavailable", "full", "incomplete")  # of storage: it may work in a while
WORTH_WAITING = ("busy", "cut", "unavailable")  # of a model


FOUND = N_("The document you brought has been read. What I found in it stands beside it.")
ARRIVED = N_("The document you brought is here and can be opened. What matters in it can be marked there.")

Done = TypeVar("Done")


class Facts(Protocol):
    """Where open pages hear of what happens."""

    def append(self, stream: str, fact: Mapping[str, Any]) -> str: ...


@dataclass(frozen=True, slots=True)
class Means:
    """What the work is done with. guides: the first reads, unless it cannot; budget: a family's tokens for a day (0: no limit)."""

    storage: Storage
    guides: Mapping[str, Guide]
    facts: Facts
    budget: int


def understand(document_id: uuid.UUID, means: Means) -> None:
    """Take a paper as far as it goes, once."""
    with transaction():  # of its own, so that a try counts whatever breaks afterwards
        paper = Document.claim(document_id)
        if paper is None:
            return
        work = _Work(means, paper)
    work.tell()
    try:
        with paper.alive():
            if work.tries > MOST_ATTEMPTS:
                raise Impossible("unable")
            work.go()
    except Superseded:
        log.info("paper superseded", document=str(document_id), attempt=work.attempt)
        erase_files(document_id, means.storage)  # what was put away of one that was refused or deleted meanwhile
    except Unacceptable as no:
        work.refuse(no)
    except Later as later:
        work.put_off(later.why)
    except Impossible as no:
        work.fail(no.reason)
    except Exception as error:  # its message may quote what stands in a paper
        log.error("paper broke", document=str(document_id), attempt=work.attempt, error=story(error))
        work.put_off("")


class _Work:
    """One try at one paper."""

    def __init__(self, means: Means, paper: Document) -> None:
        child = paper.journey.child
        self.means, self.paper = means, paper
        self.id, self.journey, self.attempt = paper.id, paper.session_id, paper.attempt
        self.tries = paper.attempt % ROUND
        self.language: Language = "he" if child.parent.tongue[0] == "he" else "en"
        self.home, self.file = paper.home, f"{paper.home}/file"

    def go(self) -> None:
        try:
            if self.paper.status == "checking":
                self.check()
            self.read()
        except StorageError as error:
            log.warning("paper not stored", document=str(self.id), kind=error.kind)
            why = "full" if error.kind == "full" else "storage"
            raise (Later(why) if error.kind in COMES_BACK else Impossible("lost")) from None

    # --- checking ----------------------------------------------------------------------------------------------

    def check(self) -> None:
        """From the file as it came to the file as it may be kept, its text and its pictures."""
        original = self.paper.content.original or self.paper.key
        with workshop() as folder:
            came, clean = folder / "came", folder / "clean"
            self.means.storage.fetch(original, came)
            with came.open("rb") as file:
                mark = file_digest(file, "sha256").hexdigest()
            self._only_once(mark)
            seen, media_type = _opened(self.paper, came, clean)
            images = self._images(seen, came, folder)
            self._put(self.file, clean, media_type)
            size = clean.stat().st_size
        with transaction():
            Journey.locked(self.journey)  # of two workers with the same file one comes first
            self._only_once(mark, inside=True)
            paper = db.session.get(Document, self.id, populate_existing=True)  # it may have been renamed meanwhile
            if paper is None:
                raise Superseded
            content = paper.content.but(
                texts=tuple(seen.texts), images=images, hidden=seen.hidden, original=original, waits=""
            )
            found = {"sha256": mark, "key": self.file, "media_type": media_type, "size": size}
            found["pages"] = max(seen.pages, *images, 0)
            if not Document.step(self.id, self.attempt, "reading", content=content, **found):
                raise Superseded
            self.paper = db.session.get_one(Document, self.id, populate_existing=True)
            self.told_later()

    def _only_once(self, mark: str, inside: bool = False) -> None:
        """The same file twice in a journey: the first one is kept. One that failed is hoped for again."""
        if not inside:
            with transaction(writing=False):
                return self._only_once(mark, inside=True)
        twin = Document.same(self.journey, self.id, mark)
        if twin:
            raise Unacceptable(TWICE, twin.id)
        return None

    def _images(self, seen: papers.Paper, came: Path, folder: Path) -> tuple[int, ...]:
        """Pictures of the pages that hold no text; a photo is its own."""
        if seen.kind == "image":
            return (1,)
        if not seen.scans:
            return ()
        wanted = seen.scans if seen.kind == "pdf" else ()  # of a text document: whatever was pasted into it
        drawn = _fenced(lambda: papers.page_images(came, wanted, folder / "pages"))
        for page, picture in drawn.items():
            self._put(f"{self.home}/page-{page}.jpg", picture, "image/jpeg")
        return tuple(sorted(drawn))

    def _put(self, key: str, file: Path, media_type: str) -> None:
        with file.open("rb") as body:
            self.means.storage.put(key, body, media_type)

    # --- reading -----------------------------------------------------------------------------------------------

    def read(self) -> None:
        """From text and pictures to what the paper says."""
        if self.paper.content.original and self.paper.content.original != self.paper.key:
            self.means.storage.delete(self.paper.content.original)
        engine, found = self._asked()
        with transaction():
            journey = Journey.locked(self.journey)
            paper = db.session.get(Document, self.id, populate_existing=True)
            if paper is None:
                raise Superseded
            content = joined(paper.content, found).but(original="", waits="")
            values = {"content": content, "engine": engine, "reason": "", "ready_at": times.now(), "opened_at": None}
            if not Document.step(self.id, self.attempt, "understood", **values):
                raise Superseded
            known = journey.state.artifact("documents")
            viewed = [one for one in known.viewed if one != VIEW] if known else []
            Deed.note("document.understood", None, paper)
            self.told_later(Document.counted(journey, viewed))
            news.tell(journey, self.id, FOUND if content.findings else ARRIVED, VIEW, self.means.facts)

    def _asked(self) -> tuple[str, Reading]:
        """Who read it, and what came of it: the model, or rules where there is none or it cannot."""
        name, guide = next(iter(self.means.guides.items()))
        content = self.paper.content
        if name == BUILT_IN or not (content.images or any(content.texts)):
            return BUILT_IN, by_rules(content)
        with transaction(writing=False):
            family = db.session.get_one(Journey, self.journey).child.parent
            poor = used_up(family, self.means.budget)
        if poor:
            log.info("daily share of tokens used up", document=str(self.id))
            return BUILT_IN, by_rules(content).but(note="budget")
        bill = Bill(self.journey)
        try:
            found = analysis.ask(guide, self._material(), self.language, times.today(), duty="reading", spent=bill)
            return name, found.but(usage=bill.usage)
        except GuideError as error:
            tell = log.error if error.kind == "misconfigured" else log.warning
            tell("paper not read", document=str(self.id), kind=error.kind, detail=error.detail)
            if error.kind in WORTH_WAITING and self.tries < MOST_ATTEMPTS:
                raise Later("busy") from None
            return BUILT_IN, by_rules(content).but(note="guide", usage=bill.usage)

    def _material(self) -> analysis.Material:
        storage = self.means.storage
        content = self.paper.content
        pictures = {
            page: b"".join(storage.read(self.paper.image_key(page)))
            for page in content.images
            if not content.text(page)
        }
        return analysis.Material(content.texts, pictures)

    # --- ends --------------------------------------------------------------------------------------------------

    def refuse(self, no: Unacceptable) -> None:
        """Not to be kept: its files go, the row says why."""
        with transaction():
            journey = Journey.locked(self.journey)
            content = Reading(original=self.paper.content.original, twin=no.twin)
            if not Document.step(self.id, self.attempt, "refused", reason=no.reason, content=content):
                return
            Deed.note("document.refused", None, self.paper)
            Upload.let_go(self.id, no.reason)
            self.told_later(Document.counted(journey))
        erase_files(self.id, self.means.storage)

    def put_off(self, why: str) -> None:
        """To be tried again in a while, and given up in the end."""
        if self.tries >= MOST_ATTEMPTS:
            return self.fail(why or "unable")
        with transaction():
            Journey.locked(self.journey)
            paper = db.session.get(Document, self.id, populate_existing=True)
            again = times.now() + REST * self.tries
            if paper and Document.step(self.id, self.attempt, lease_until=again, content=paper.content.but(waits=why)):
                self.told_later()
        return None

    def fail(self, reason: str) -> None:
        """We could not. The parent may ask for another try."""
        with transaction():
            journey = Journey.locked(self.journey)
            paper = db.session.get(Document, self.id, populate_existing=True)
            if paper and Document.step(
                self.id, self.attempt, "failed", reason=reason, content=paper.content.but(waits="")
            ):
                Deed.note("document.failed", None, paper)
                self.told_later(Document.counted(journey))

    def tell(self, changed: frozenset[str] = frozenset()) -> None:
        """Open pages hear of it; a stream that is away is no reason to stop."""
        try:
            self.means.facts.append(live(self.journey), told(changed))
        except Exception as error:
            log.warning("nobody told of a paper", document=str(self.id), error=type(error).__name__)

    def told_later(self, changed: frozenset[str] = frozenset()) -> None:
        after_commit(lambda: self.tell(changed))


def told(changed: frozenset[str]) -> dict[str, Any]:
    """The fact that papers changed."""
    return {"kind": "changed", "what": sorted(changed | {"documents"})}


def _opened(paper: Document, came: Path, clean: Path) -> tuple[papers.Paper, str]:
    """What it is, and the file without what nobody needs to know; a picture is drawn anew."""

    def work() -> tuple[papers.Paper, str]:
        seen = papers.examine(came, paper.name, paper.media_type)
        if seen.kind == "image":
            papers.picture(came, clean)
            return seen, "image/jpeg"
        papers.strip(came, clean)
        return seen, paper.media_type

    return _fenced(work)


def _fenced(work: Callable[[], Done]) -> Done:
    try:
        return work()
    except papers.PaperError as error:
        if error.reason == "full":
            raise Later("full") from None
        raise (Impossible if error.again else Unacceptable)(error.reason) from None


def by_rules(content: Reading) -> Reading:
    """What can be found without a model: its date, author, title and headings. Nothing is summed up."""
    texts = content.texts
    dated, author, title = rules.date_of(texts, times.today()), rules.author_of(texts), rules.title_of(texts)
    whole = "\n".join(texts)
    return Reading(
        language=("he" if rules.hebrew(whole) else "en") if whole.strip() else "",
        title=one_line(title.text, LONGEST_TITLE) if title else "",
        dated=dated.day if dated else None,
        author=one_line(", ".join(part for part in (author.name, author.role) if part), LONGEST_TITLE)
        if author
        else "",
        headings=tuple(Heading(text=one.text, page=one.page) for one in rules.headings(texts)),
    )


def joined(stands: Reading, found: Reading) -> Reading:
    """A new reading over an older one: what the parent gave and kept stays, what was only proposed makes room."""
    kept = [one for one in stands.findings if one.observation]
    known = {plain(one.text) for one in kept}
    fresh = [one for one in found.findings if plain(one.text) not in known]
    renamed = tuple(_named(one, number) for number, one in enumerate((*kept, *fresh), 1))
    same = {
        name: getattr(found, name)
        for name in ("language", "title", "dated", "author", "headings", "summary", "asks", "note")
    }
    usage = {**stands.usage, **found.usage}
    return stands.but(findings=renamed, answered=stands.answered and not fresh, usage=usage, **same)


def _named(finding: Finding, number: int) -> Finding:
    return finding.model_copy(update={"id": f"f{number}"})


def erase_files(document_id: uuid.UUID, storage: Storage) -> None:
    """The files of a refused or deleted paper go; then the last of a deleted one, once nobody can write of it any more.

    Raises StorageError: the sweeper comes again.
    """
    with transaction(writing=False):
        paper = db.session.get(Document, document_id)
        if paper is None or paper.status != "refused":
            return
        keys, home, deleted = {paper.key, paper.content.original} - {""}, paper.home, paper.reason == "deleted"
        over = paper.quiet
    storage.delete(*keys)
    storage.delete_all(f"{home}/")
    with transaction():
        if deleted and over:
            Document.vanish(document_id)
        elif not deleted:
            Document.emptied(document_id)
