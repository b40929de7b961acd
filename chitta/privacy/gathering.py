"""From an open copy to rows and files that may become ours: what comes back, whose it is now, and what is left out."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Table, select

from chitta.accounts.models import NOTICES, User
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import db
from chitta.core.text import clean_text
from chitta.experts.models import Expert
from chitta.experts.places import cities
from chitta.journey.models import MOST_OBSERVATIONS
from chitta.journey.state import MasterState
from chitta.privacy.opening import Brought, Damaged
from chitta.privacy.rules import Ids, Row, row

# Of the tables of a copy these come back, and those stay away for a reason. A table nobody thought about fails a test.
BROUGHT = frozenset({
    "children", "sessions", "messages", "observations", "traces", "journal_entries", "documents", "videos", "uploads", "reports",
    "meeting_questions", "expert_matches", "share_links", "share_openings", "share_views", "expert_notes",
})  # fmt: skip
STAYS = {
    "users": "the account is that of whoever brings the copy; only how things look comes along",
    "login_sessions": "a device that is logged in there is not logged in here",
    "consents": "they were given there, for there; here they are asked for anew",
    "letters": "they were on their way from there",
    "spendings": "each house counts for itself",
    "exports": "copies are made anew",
    "imports": "what was brought there was brought there",
    "audit_deeds": "a house writes its own trail",
    "prints": "they are made anew from the reports",
    "experts": "professionals are found again in the directory that is here",
}
MOST: Mapping[str, int] = {  # of one journey; of a child what it has journeys of
    "observations": 5 * MOST_OBSERVATIONS, "messages": 200_000, "traces": 1_000_000, "journal_entries": 20_000, "documents": 400,
    "videos": 60, "uploads": 6_000, "reports": 4_000, "meeting_questions": 20, "expert_matches": 60, "share_links": 10_000,
    "sessions": 200,
}  # fmt: skip
MOST_ROWS = 1_000_000
LOOKS = {"theme": ("", "light", "dark"), "country": ("IL", "US", "ZZ")}


@dataclass(frozen=True, slots=True)
class Filing:
    """A file that comes along. kind: paper, page, film, poster, photo, or raw (as it came, to be looked at from the start);
    row: what it belongs to."""

    kind: str
    path: str
    key: str
    row: Row


@dataclass
class Harvest:
    """What a copy gives. rows: by table, with their new ids; files; held: of each journey its observations' versions by their
    old ids, and its state as it was; left: how much of what does not come back; looks: of the account."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    files: list[Filing] = field(default_factory=list)
    held: dict[uuid.UUID, SimpleNamespace] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)
    looks: Row = field(default_factory=dict)

    def weigh(self, row_id: uuid.UUID, size: int) -> None:
        """What came of an upload takes up so many bytes: it counts for no less in the family's share."""
        for one in self.rows["uploads"]:
            if one["outcome"] == row_id:
                one["size"] = one["received"] = max(one["size"], size)


def gather(brought: Brought, user_id: uuid.UUID, known: Mapping[uuid.UUID, uuid.UUID], ids: Ids) -> Harvest:
    """Everything of it that comes back to this person. known: children of the copy that are here, by their old ids. ids: of
    the children that come, the new ones. Raises Damaged."""
    missing = (BROUGHT | {"users", "experts"}) - set(brought.manifest.tables)
    if missing:
        raise Damaged("incomplete")
    return _Gathering(brought, user_id, known, ids).all()


class _Gathering:
    def __init__(self, brought: Brought, user_id: uuid.UUID, known: Mapping[uuid.UUID, uuid.UUID], ids: Ids) -> None:
        self.brought, self.user_id, self.known, self.ids = brought, user_id, known, ids
        self.harvest, self.places = Harvest(), brought.manifest.places
        self.seen: dict[str, set[str]] = {}  # old ids of every row of a table, those that stay away too
        self.kept: dict[str, dict[uuid.UUID, Row]] = {}  # rows by their new ids
        self.home: dict[uuid.UUID, str] = {}  # of a journey (new id) the old id of its child
        self.experts = dict(_experts(brought))

    def all(self) -> Harvest:
        if len(set(self.brought.manifest.children)) > 20:
            raise Damaged("family")
        for table in db.metadata.sorted_tables:
            if table.name in BROUGHT:
                self.table(table)
        self._together()
        self._photos()
        self._uploads()
        self.harvest.looks = _looks(self.brought)
        self.harvest.rows = {name: list(some.values()) for name, some in self.kept.items()}
        self.harvest.rows["messages"].sort(key=lambda one: (one["session_id"], one["seq"]))
        return self.harvest

    def table(self, table: Table) -> None:
        self.seen[table.name], self.kept[table.name] = set(), {}
        for told in self.brought.rows(table.name):
            old = str(told.get("id"))
            if old in self.seen[table.name] or sum(map(len, self.seen.values())) >= MOST_ROWS:
                raise Damaged("values")
            self.seen[table.name].add(old)
            kept = self._row(table, told)
            if kept is not None:
                self.kept[table.name][kept["id"]] = kept
                self._files(table.name, told, kept)

    def _row(self, table: Table, told: Row) -> Row | None:
        if table.name == "children" and _uuid(told.get("id")) in self.known:
            self.harvest.left["children"] += 1
            return None
        kept = row(table, told, self.ids)
        if kept is None or not self._leans(table, told, kept):
            return None
        if table.name == "children":
            kept["parent_id"] = self.user_id
        elif table.name == "sessions":
            self.home[kept["id"]] = str(told["child_id"])
            self.harvest.held[kept["id"]] = SimpleNamespace(state=_as_it_was(told), held={})
        elif table.name == "observations" and kept["state"] == "held":
            self.harvest.held[kept["session_id"]].held[uuid.UUID(told["id"])] = kept["version"]
        return kept

    def _leans(self, table: Table, told: Row, kept: Row) -> bool:
        """Is all that it hangs on here? What leads out of the copy is no copy of ours."""
        for key in table.foreign_keys:
            column, of = key.parent.name, key.column.table.name
            if of == "users":
                kept[column] = self.user_id
            elif of == "experts":
                found = self.experts.get(str(told[column]))
                if found is None:
                    self.harvest.left["experts"] += 1
                    return False
                kept[column] = found
            elif kept[column] is not None and of != table.name and kept[column] not in self.kept[of]:
                if str(told[column]) not in self.seen[of]:
                    raise Damaged("values")
                if not key.parent.nullable:
                    return False
                kept[column] = None
        return True

    # --- files ---------------------------------------------------------------------------------------------------

    def _files(self, table: str, told: Row, kept: Row) -> None:
        """Those that belong to this row, as far as the copy has them."""
        if table not in ("documents", "videos", "journal_entries"):
            return
        child = self.home[kept["session_id"]]
        home, new = f"families/{child}/{told['id']}", f"families/{self.ids[uuid.UUID(child)]}/{kept['id']}"
        if table == "documents":
            self._paper(told, kept, home, new)
        elif table == "videos":
            self._film(told, kept, home, new)
        elif kept["photo_id"]:
            photo = (
                f"families/{child}/{told['photo_id']}/original",
                self.ids.within(f"families/{child}/{told['photo_id']}/original"),
            )
            if not self._take("photo", *photo, kept):
                kept["photo_id"] = kept["photo_width"] = kept["photo_height"] = None

    def _paper(self, told: Row, kept: Row, home: str, new: str) -> None:
        if kept["status"] != "understood":
            kept["key"] = f"{new}/original"
            old = (told.get("content") or {}).get("original") or told.get("key")
            if not self._take("raw", old, kept["key"], kept):
                del self.kept["documents"][kept["id"]]
            return
        kept["key"] = f"{new}/file"
        self._take("paper", told.get("key"), kept["key"], kept)
        if not kept["media_type"].startswith("image/"):
            for page in kept["content"].images:
                self._take("page", f"{home}/page-{page}.jpg", f"{new}/page-{page}.jpg", kept)

    def _film(self, told: Row, kept: Row, home: str, new: str) -> None:
        if kept["status"] != "understood":
            kept["original"] = f"{new}/original"
            if not self._take("raw", told.get("original") or told.get("key"), kept["original"], kept):
                del self.kept["videos"][kept["id"]]
            return
        kept["key"] = f"{new}/film.mp4"
        self._take("film", told.get("key"), kept["key"], kept)
        self._take("poster", f"{home}/poster.jpg", f"{new}/poster.jpg", kept)

    def _take(self, kind: str, old: Any, new: str, kept: Row) -> bool:
        path = self.places.get(str(old))
        if path is None:
            self.harvest.left["files"] += kind != "poster"
            return False
        self.harvest.files.append(Filing(kind, path, new, kept))
        return True

    # --- what only all of it together shows ------------------------------------------------------------------------

    def _together(self) -> None:
        """Rules between rows: as many as there may be, answers to lines of the same conversation, one open journey a child."""
        for name, some in self.kept.items():
            many = Counter(one.get("session_id") or one.get("child_id") for one in some.values())
            if name in MOST and many and max(many.values()) > MOST[name]:
                raise Damaged("values")
        messages = self.kept["messages"]
        for one in messages.values():
            to = messages.get(one["reply_to"]) if one["reply_to"] else None
            if one["reply_to"] and (
                to is None or (to["session_id"], to["seq"] < one["seq"]) != (one["session_id"], True)
            ):
                raise Damaged("values")
        open_ones = Counter(one["child_id"] for one in self.kept["sessions"].values() if one["closed_at"] is None)
        if open_ones and max(open_ones.values()) > 1:
            raise Damaged("values")
        for entry in self.kept["journal_entries"].values():
            if entry["observation_id"] not in self.kept["observations"]:
                entry["observation_id"] = None

    def _photos(self) -> None:
        """Each photo is one moment's."""
        held = Counter(one["photo_id"] for one in self.kept["journal_entries"].values() if one["photo_id"])
        if held and max(held.values()) > 1:
            raise Damaged("values")

    def _uploads(self) -> None:
        """The family's share is counted by these: every file that came has one, and none is without its file."""
        films, papers = self.kept["videos"], self.kept["documents"]
        photos = {one["photo_id"]: one for one in self.kept["journal_entries"].values() if one["photo_id"]}
        whose = {"document": papers, "video": films, "photo": photos}
        rows, had = self.kept["uploads"], set[uuid.UUID]()
        for one in list(rows.values()):
            of = whose[one["purpose"]].get(one["outcome"])
            if of is None or of["session_id"] != one["session_id"] or one["outcome"] in had:
                del rows[one["id"]]
                continue
            had.add(one["outcome"])
            one["key"] = self._upload_key(one)
        for purpose, some in whose.items():
            for outcome, of in some.items():
                if outcome not in had:
                    fresh = _upload(purpose, outcome, of, self.user_id)
                    fresh["key"] = self._upload_key(fresh)
                    rows[fresh["id"]] = fresh

    def _upload_key(self, upload: Row) -> str:
        child = self.ids[uuid.UUID(self.home[upload["session_id"]])]
        return f"families/{child}/{upload['id']}/original"


def _upload(purpose: str, outcome: uuid.UUID, of: Row, user_id: uuid.UUID) -> Row:
    at = of["created_at"]
    return {
        "id": outcome if purpose == "photo" else uuid.uuid4(),
        "session_id": of["session_id"],
        "user_id": user_id,
        "purpose": purpose,
        "name": of.get("name") or "photo.jpg",
        "media_type": of.get("media_type") or ("video/mp4" if purpose == "video" else "image/jpeg"),
        "size": of.get("size") or 0,
        "fingerprint": "",
        "details": {},
        "multipart": "",
        "received": of.get("size") or 0,
        "status": "complete",
        "reason": "",
        "outcome": outcome,
        "created_at": at,
        "touched_at": at,
        "ended_at": at,
    }


def _as_it_was(told: Row) -> MasterState:
    """The state with its old ids: a report remembers what it was written from by these."""
    return MasterState.model_validate(told["state"])


def _experts(brought: Brought) -> Iterator[tuple[str, uuid.UUID]]:
    """Old id → the same professional in the directory that is here: by key, else by both names and the town."""
    for told in brought.rows("experts"):
        names = [clean_text(str(told.get(name) or ""))[:200] for name in ("name_he", "name_en", "city")]
        key = clean_text(str(told.get("key") or ""))[:200]
        mine = Expert.name_he == names[0], Expert.name_en == names[1], Expert.city == names[2]
        found = db.session.scalar(select(Expert.id).where(*mine, Expert.key == key).limit(1)) if key else None
        found = found or db.session.scalar(select(Expert.id).where(*mine).order_by(Expert.id).limit(1))
        if found:
            yield str(told.get("id")), found


def _looks(brought: Brought) -> Row:
    """How things look and which letters come: of the account that is in the copy, where it is not nonsense."""
    told = next(brought.rows("users"), {})
    kept = {name: told[name] for name, some in LOOKS.items() if told.get(name) in some}
    if str(told.get("time_zone")) in times.zones():
        kept["time_zone"] = str(told["time_zone"])
    if told.get("city") in ("", *cities()):
        kept["city"] = told["city"]
    stopped = told.get("stopped_letters")
    if isinstance(stopped, list):
        kept["stopped_letters"] = [kind for kind in NOTICES if kind in stopped]
    return kept


def _uuid(text: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except (ValueError, TypeError, AttributeError):
        return None


def here(user: User, before: Mapping[str, str]) -> dict[uuid.UUID, uuid.UUID]:
    """Children that are here, by the ids that copies may have of them. before: those that came in copies, old id → id."""
    mine = {child.id for child in Child.of(user)}
    came = {uuid.UUID(old): uuid.UUID(new) for old, new in before.items()}
    return {one: one for one in mine} | {old: new for old, new in came.items() if new in mine}
