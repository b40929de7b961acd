"""How a film comes to be understood: fetched, checked, prepared for every browser, measured, looked at, counted. Each step can be done again.

No transaction is open while storage, the fence or a model is waited for. A step that writes must still be this worker's
(`Video.step`); whatever was killed in between is begun again where the row says it stands. Of what the parent gave up or
deleted meanwhile the work ends within seconds, and nothing of it stays.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import file_digest
from pathlib import Path, PurePath
from typing import Any, Protocol, cast

import structlog

from chitta.accounts.jobs import write_later
from chitta.accounts.models import Kind, OutgoingLetter
from chitta.audit.models import Deed
from chitta.chat import news
from chitta.chat.spending import Bill, used_up
from chitta.core import times
from chitta.core.db import after_commit, db, transaction
from chitta.core.errors import GuideError
from chitta.core.i18n import N_
from chitta.core.leasing import ROUND, Impossible, Later, Superseded, Unacceptable
from chitta.core.vocabulary import Language
from chitta.gateways import media
from chitta.gateways.fence import FenceError, workshop
from chitta.gateways.guide import Guide
from chitta.gateways.queue import story
from chitta.gateways.storage import Storage, StorageError
from chitta.gateways.streams import live
from chitta.journey.models import Journey
from chitta.uploads.models import Upload
from chitta.videos import analysis, keeping
from chitta.videos.guidance import guidance
from chitta.videos.models import LATELY, MEDIA_TYPE, MOST_ATTEMPTS, TWICE, VIEW, Video
from chitta.videos.seeing import Answer, Film, Measured, Moment, Seeing
from chitta.videos.sentences import verdict
from chitta.videos.wording import Scene

log = structlog.get_logger()

BUILT_IN, CLAUDE = "built-in", "claude"
REST = timedelta(seconds=15)  # before another try, times the tries there were
PATIENCE = timedelta(hours=6)  # so long a storage that is away, or a full disk, is waited for
ONE_LETTER = timedelta(hours=1)  # films that end within it are told of in one letter
COMES_BACK = ("unavailable", "full", "incomplete")  # of storage: it may work in a while
WORTH_WAITING = ("busy", "cut", "unavailable")  # of a model
LOOK = 2.0  # seconds between two looks whether the film is still wanted, and between two words of progress
CHECKED, PREPARED, MEASURED, SHOWN = 4, 60, 80, 90  # per cent of the work when a step is done

SEEN = N_("The film you brought is ready, and I have looked at it. What I noticed stands beside it.")
ARRIVED = N_("The film you brought is ready to watch. What you see in it can be told there.")

NOTHING: Mapping[str, Any] = {}


class Facts(Protocol):
    """Where open pages hear of what happens, and whether there is one."""

    def append(self, stream: str, fact: Mapping[str, Any]) -> str: ...
    def attended(self, stream: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Means:
    """What the work is done with. guides: the first looks, unless it cannot; budget: a family's tokens for a day (0: no limit)."""

    storage: Storage
    guides: Mapping[str, Guide]
    facts: Facts
    budget: int


def understand(video_id: uuid.UUID, means: Means) -> None:
    """Take a film as far as it goes, once."""
    with transaction():  # of its own, so that a try counts whatever breaks afterwards
        film = Video.claim(video_id, begun_at=times.now())
        if film is None:
            return
        work = _Work(means, film)
    work.tell()
    try:
        with film.alive():
            if work.tries > MOST_ATTEMPTS:
                raise Impossible("unable")
            work.go()
    except Superseded:
        log.info("film superseded", video=str(video_id), attempt=work.attempt)
        work.leave_nothing()
    except Unacceptable as no:
        work.refuse(no)
    except Later as later:
        work.put_off(later.why)
    except Impossible as no:
        work.fail(no.reason)
    except Exception as error:
        log.error("film broke", video=str(video_id), attempt=work.attempt, error=story(error))
        work.put_off("")


class _Work:
    """One try at one film."""

    def __init__(self, means: Means, film: Video) -> None:
        child = film.journey.child
        self.means, self.film = means, film
        self.id, self.journey, self.attempt = film.id, film.session_id, film.attempt
        self.tries = film.attempt % ROUND
        self.language: Language = "he" if child.parent.tongue[0] == "he" else "en"
        self.key, self.poster = f"{film.home}/film.mp4", film.poster_key
        self.percent, self._told, self._looked, self._wanted = film.percent, 0.0, 0.0, True

    def go(self) -> None:
        try:
            with workshop() as folder:
                self.prepare(folder)
                self.measure(folder)
                self.replace()
                self.look(folder)
        except FenceError as error:
            raise _said(media.why(error), playable=bool(self.film.key)) from None
        except StorageError as error:
            log.warning("film not stored", video=str(self.id), kind=error.kind)
            why = "full" if error.kind == "full" else "storage"
            raise (Later(why) if error.kind in COMES_BACK else Impossible("lost")) from None
        except OSError as error:  # our own disk, between the storage and the fence
            log.warning("film not worked on", video=str(self.id), error=type(error).__name__)
            raise Later("full") from None

    # --- checking and preparing ----------------------------------------------------------------------------------

    def prepare(self, folder: Path) -> None:
        """From the file as it came to one that every browser plays, without place, device or name."""
        if self.film.key:
            return
        came, made, poster = folder / "came", folder / "film.mp4", folder / "poster.jpg"
        self.means.storage.fetch(self.film.original, came)
        with came.open("rb") as file:
            mark = file_digest(file, "sha256").hexdigest()
        self._only_once(mark)
        media.probe(came, PurePath(self.film.name).suffix, wanted=self.wanted)
        self.step("preparing", CHECKED)
        done = media.prepare(came, made, heard=self.heard(CHECKED, PREPARED - 5), wanted=self.wanted)
        came.unlink()  # twice as much room for what comes
        media.poster(made, poster)
        self._put(self.key, made, MEDIA_TYPE)
        self._put(self.poster, poster, "image/jpeg")
        played = Film(seconds=done["seconds"], width=done["width"], height=done["height"], sound=bool(done["sound"]))
        with transaction():
            journey = Journey.locked(self.journey)  # of two workers with the same file one comes first
            self._only_once(mark, inside=True)
            film = self._fresh()
            found: dict[str, Any] = {"key": self.key, "sha256": mark, "size": made.stat().st_size, "percent": PREPARED}
            content = film.content.but(film=played, waits="")
            if not Video.step(self.id, self.attempt, "measuring", content=content, **found):
                raise Superseded
            changed = Video.counted(journey)
            Upload.weighs(self.id, found["size"])
            self.film = db.session.get_one(Video, self.id, populate_existing=True)
            self.percent = PREPARED
            self.told_later(changed)

    def replace(self) -> None:
        """The film that this one was brought for goes, now that this one is known to be good."""
        with transaction():
            Journey.locked(self.journey)
            film = self._fresh()
            old = db.session.get(Video, film.replaces) if film.replaces else None
            if old is None or old.session_id != self.journey or old.reason == "deleted":
                return
            Deed.note("video.replaced", None, old)
            changed, old_id = keeping.erase(old), old.id
            after_commit(lambda: erase_files(old_id, self.means.storage))
            self.told_later(changed)

    def _only_once(self, mark: str, inside: bool = False) -> None:
        """The same file twice in a journey: the first one is kept."""
        if not inside:
            with transaction(writing=False):
                return self._only_once(mark, inside=True)
        twin = Video.same(self.journey, self.id, mark)
        if twin and twin.id != self.film.replaces:
            raise Unacceptable(TWICE, twin.id)
        return None

    def _put(self, key: str, file: Path, media_type: str) -> None:
        with file.open("rb") as body:
            self.means.storage.put(key, body, media_type)

    # --- measuring -----------------------------------------------------------------------------------------------

    def measure(self, folder: Path) -> None:
        """Light, sharpness, movement and sound, second by second. The file as it came is no longer needed."""
        if self.film.original:
            self.means.storage.delete(self.film.original)
        if self.film.content.measured:
            return
        told = media.measure(self._here(folder), heard=self.heard(PREPARED, MEASURED), wanted=self.wanted)
        self.step("watching", MEASURED, {"original": ""}, measured=Measured.of(told))

    def _here(self, folder: Path) -> Path:
        """The film in our workshop."""
        made = folder / "film.mp4"
        if not made.exists():
            self.means.storage.fetch(self.film.key, made)
        return made

    # --- looking -------------------------------------------------------------------------------------------------

    def look(self, folder: Path) -> None:
        """From pictures to what was seen; and the end of the story."""
        answer, moments, more = self._asked(folder)
        attended = self.attended()
        with transaction():
            journey = Journey.locked(self.journey)
            film = self._fresh()
            if answer and film.watch != CLAUDE:
                answer, moments, more = None, (), {**more, "note": "taken_back"}
            usage = {**film.content.usage, **more.pop("usage", {})}
            kept, changed = list(film.content.moments), frozenset[str]()
            if answer:
                kept, changed = keeping.relearn(journey, film, moments)
            content = film.content.with_moments(kept).but(waits="", usage=usage, **more)
            content = content.but(answer=answer or film.content.answer)
            engine = CLAUDE if content.answer else BUILT_IN
            values = {"content": content, "engine": engine, "percent": 100, "ready_at": times.now(), "original": ""}
            if not Video.step(self.id, self.attempt, "understood", reason="", **values):
                raise Superseded
            Deed.note("video.understood", None, film)
            changed |= Video.counted(journey, self._not_seen(journey))
            self.ended(journey, attended)
            self.told_later(changed)
            news.tell(journey, self.id, SEEN if content.answer else ARRIVED, VIEW, self.means.facts)

    def _asked(self, folder: Path) -> tuple[Answer | None, tuple[Moment, ...], dict[str, Any]]:
        """What the model saw, where there is one and the parent agreed; else only the parent looks."""
        name, guide = next(iter(self.means.guides.items()))
        with transaction(writing=False):
            film = self._fresh()
            family, child = film.journey.child.parent, film.journey.today.child
            focus = guidance(cast(Scene, film.scene), child, film.journey.observations()).focus
            wished, poor = film.watch == CLAUDE, used_up(family, self.means.budget)
        if name == BUILT_IN or not wished:
            return None, (), {"note": ""}
        if poor:
            return None, (), {"note": "budget"}
        chosen = media.frames(
            self._here(folder), folder / "frames", heard=self.heard(MEASURED, SHOWN), wanted=self.wanted
        )
        pictures = [
            analysis.Picture(one["second"], (folder / "frames" / one["name"]).read_bytes()) for one in chosen["frames"]
        ]
        content = film.content
        assert content.film and content.measured
        material = analysis.Material(
            cast(Scene, film.scene), content.film.seconds, child.age, focus, content.measured, pictures
        )
        bill = Bill(self.journey)
        try:
            answer, moments = analysis.ask(
                guide, material, self.language, duty="reading", spent=bill, wanted=self.allowed
            )
            return answer, moments, {"note": "", "usage": {**bill.usage, "pictures": chosen["tokens"]}}
        except GuideError as error:
            if error.kind == "unwanted":
                return self._unwanted()
            tell = log.error if error.kind == "misconfigured" else log.warning
            tell("film not looked at", video=str(self.id), kind=error.kind, detail=error.detail)
            if error.kind in WORTH_WAITING and self.tries < MOST_ATTEMPTS:
                raise Later("busy") from None
            return None, (), {"note": "guide", "usage": bill.usage}

    def _not_seen(self, journey: Journey) -> list[str]:
        known = journey.state.artifact("videos")
        return [one for one in known.viewed if one != VIEW] if known else []

    def _fresh(self) -> Video:
        film = db.session.get(Video, self.id, populate_existing=True)
        if film is None or film.attempt != self.attempt or not film.open:
            raise Superseded
        return film

    # --- on the way ----------------------------------------------------------------------------------------------

    def step(self, status: str, percent: int, values: Mapping[str, Any] = NOTHING, **found: object) -> None:
        """A step further; found: what the content holds now. Raises Superseded."""
        with transaction():
            Journey.locked(self.journey)
            content = self._fresh().content.but(waits="", **found)
            far = max(percent, self.percent)
            if not Video.step(self.id, self.attempt, status, percent=far, content=content, **values):
                raise Superseded
            self.film = db.session.get_one(Video, self.id, populate_existing=True)
            self.percent = self.film.percent
            self.told_later(frozenset())

    def heard(self, start: int, end: int) -> Callable[[Mapping[str, Any]], None]:
        """What a fenced child tells of how far it is, as a share of the whole work; it never goes back."""

        def hear(told: Mapping[str, Any]) -> None:
            percent = start + int((end - start) * min(100, max(0, int(told.get("percent", 0)))) / 100)
            now = time.monotonic()
            if percent <= self.percent or now - self._told < LOOK:
                return
            self.percent, self._told = percent, now
            with transaction():
                if not Video.hold(self.id, self.attempt, percent=percent):
                    self._wanted = False
            self.tell()

        return hear

    def wanted(self, now: bool = False) -> bool:
        """Is this film still ours to work on? Asked twice a second by the fence, of the database less often."""
        if now or time.monotonic() - self._looked > LOOK:
            self._looked = time.monotonic()
            with transaction(writing=False):
                film = db.session.get(Video, self.id)
                self._wanted = bool(film and film.attempt == self.attempt and film.open)
        return self._wanted

    def allowed(self) -> bool:
        """May Claude be shown pictures of it, at this very moment? Asked before every request."""
        with transaction(writing=False):
            film = db.session.get(Video, self.id)
            return bool(film and film.attempt == self.attempt and film.open and film.watch == CLAUDE)

    def _unwanted(self) -> tuple[None, tuple[()], dict[str, Any]]:
        if not self.wanted(now=True):
            raise Superseded
        return None, (), {"note": "taken_back"}

    def leave_nothing(self) -> None:
        """What was put away of a film that was given up meanwhile goes too, also when its row is gone already."""
        with transaction(writing=False):
            gone = db.session.get(Video, self.id) is None
        if gone:
            self.means.storage.delete(self.key, self.poster)
        else:
            erase_files(self.id, self.means.storage)

    # --- ends ----------------------------------------------------------------------------------------------------

    def refuse(self, no: Unacceptable) -> None:
        """Not to be kept: its files go, the row says why."""
        attended = self.attended()
        with transaction():
            journey = Journey.locked(self.journey)
            if not Video.step(self.id, self.attempt, "refused", reason=no.reason, content=Seeing(twin=no.twin)):
                return
            Deed.note("video.refused", None, self.film)
            Upload.let_go(self.id, no.reason)
            self.told_later(Video.counted(journey))
            self.ended(journey, attended)
        erase_files(self.id, self.means.storage)

    def put_off(self, why: str) -> None:
        """To be tried again in a while, and given up in the end."""
        ours = why in ("storage", "full") and times.now() - self.film.created_at < PATIENCE
        if self.tries >= MOST_ATTEMPTS and not ours:
            return self.fail(why or "unable")
        with transaction():
            Journey.locked(self.journey)
            film = db.session.get(Video, self.id, populate_existing=True)
            rest: dict[str, Any] = {"lease_until": times.now() + REST * self.tries, "begun_at": None}
            if ours and self.tries >= MOST_ATTEMPTS:  # it is not the film's fault: the tries begin anew
                rest["attempt"] = (self.attempt // ROUND + 1) * ROUND
            if film and Video.step(self.id, self.attempt, content=film.content.but(waits=why), **rest):
                self.told_later(frozenset())
        return None

    def fail(self, reason: str) -> None:
        """We could not. The parent may ask for another try."""
        attended = self.attended()
        with transaction():
            journey = Journey.locked(self.journey)
            film = db.session.get(Video, self.id, populate_existing=True)
            ended = {"reason": reason, "ready_at": times.now()}
            if film and Video.step(self.id, self.attempt, "failed", content=film.content.but(waits=""), **ended):
                Deed.note("video.failed", None, film)
                self.told_later(Video.counted(journey))
                self.ended(journey, attended)

    def attended(self) -> bool:
        """Is a page of this journey open? Asked before a transaction, since it is Redis that knows."""
        return self.means.facts.attended(live(self.journey))

    def ended(self, journey: Journey, attended: bool) -> None:
        """Of the films none is on its way any more: whoever left is written to, once for several that end one after the other."""
        films, parent = journey.state.artifact("videos"), journey.child.parent
        if attended or not films or films.status == "processing":
            return
        kind: Kind = "film_again" if asks_for_more(Video.of(journey)) and parent.hears("film_again") else "films"
        told: tuple[Kind, ...] = ("film_again",) if kind == "film_again" else ("films", "film_again")
        if not OutgoingLetter.lately(parent, ONE_LETTER, *told):
            write_later(kind, parent.email, parent, f"/sessions/{journey.id}/view/{VIEW}")

    def tell(self, changed: frozenset[str] = frozenset()) -> None:
        """Open pages hear of it; a stream that is away is no reason to stop."""
        try:
            self.means.facts.append(live(self.journey), told(changed))
        except Exception as error:
            log.warning("nobody told of a film", video=str(self.id), error=type(error).__name__)

    def told_later(self, changed: frozenset[str]) -> None:
        after_commit(lambda: self.tell(changed))


def asks_for_more(films: list[Video]) -> bool:
    """Would another try help one of the moments filmed lately? The newest film of each says so. films: newest first, those
    that were not taken last."""
    lately = [film for film in films if film.created_at > times.now() - LATELY and film.reason != TWICE]
    newest: dict[str, Video] = {}
    for film in sorted(lately, key=lambda one: one.created_at):
        newest[film.scene] = film
    return any(film.status in ("refused", "failed") or not verdict(film.content)[0] for film in newest.values())


def told(changed: frozenset[str]) -> dict[str, Any]:
    """The fact that films changed."""
    return {"kind": "changed", "what": sorted(changed | {"videos"})}


def _said(why: str, playable: bool) -> Exception:
    """What the fence's last word means for the film. One that can be played was acceptable: what goes wrong later is ours."""
    if why == "cancelled":
        return Superseded()
    if why in ("full", "crashed"):  # a child that crashed may have been ended by somebody: it is tried again
        return Later("full" if why == "full" else "")
    return Impossible(why) if why == "time" or playable else Unacceptable(why)


def erase_files(video_id: uuid.UUID, storage: Storage) -> None:
    """The files of a refused, deleted or given up film go; then the last of a deleted one, once nobody can write of it any more.

    Raises StorageError: the sweeper comes again.
    """
    with transaction(writing=False):
        film = db.session.get(Video, video_id)
        if film is None or not (film.status == "refused" or film.hopeless):
            return
        keys, home, deleted = {film.key, film.original} - {""}, film.home, film.reason == "deleted"
        over = film.quiet
    storage.delete(*keys)
    storage.delete_all(f"{home}/")
    with transaction():
        if deleted and over:
            Video.vanish(video_id)
        elif not deleted:
            Video.emptied(video_id)
            Upload.let_go(video_id, "given_up")
