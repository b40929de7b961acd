"""The doors of the papers: bring one, look at it, say what holds, mark what matters, delete it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from chitta.accounts.guards import current_user, signed_in
from chitta.audit.models import Deed
from chitta.core.db import after_commit, release
from chitta.core.errors import Conflict, Problem, Refused
from chitta.core.i18n import N_
from chitta.core.settings import Settings
from chitta.documents import keeping, rules, wording
from chitta.documents.forms import BringForm, DescribeForm, FindingsForm, MarkForm, TellForm, UndoForm, a_place
from chitta.documents.guards import found, my_document
from chitta.documents.jobs import erase_files_later, understand_later
from chitta.documents.models import ENDINGS, PAGE, TYPES, Document
from chitta.documents.reading import Place
from chitta.documents.understanding import told
from chitta.gateways.storage import Storage, StorageError
from chitta.gateways.streams import live
from chitta.journey import views
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.uploads import purposes
from chitta.uploads.models import Upload
from chitta.uploads.posting import receive, roomy
from chitta.web import frame
from chitta.web.hx import done, show, wanted

bp = Blueprint("documents", __name__)

MOST_FILES = 100  # papers of one journey
LATEST = 6  # shown beside the place where new ones are brought
TO_MARK = 3  # pages whose sentences can be tapped at once; the others after one more tap
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".heic": "image/heic",
    ".heif": "image/heif",
}


# --- bringing and listing ---------------------------------------------------------------------------------------------


@bp.get("/sessions/<uuid:session_id>/documents")
@signed_in
def index(session_id: UUID) -> Response:
    """All papers, the newest first; older ones by ?before=<id>; for a region that asks again (?seen=), only if it changed."""
    journey = my_journey(session_id)
    before, size = _before(session_id), LATEST if "latest" in request.args else PAGE
    known = request.args.get("seen")
    if known and wanted() and known == _stamp(Document.versions(journey, before, size + 1)):
        return Response(status=204)
    page = _list(journey, before, size)
    seen = views.named("viewDocs")
    return show("journey/view.html", "documents/_list.html", journey=journey, seen=seen, in_sheet=_in_sheet(), **page)


@bp.post("/sessions/<uuid:session_id>/documents")
@signed_in
def create(session_id: UUID) -> Response:
    """One file through a plain form."""
    journey, form = my_journey(session_id), BringForm()
    try:
        if not form.validate():
            raise Refused(next(iter(form.errors.values()))[0])
        receive(journey, "document", form.file.data, {"type": form.type.data})
    except Problem as no:
        form.refuse(no.sentence)
        journey = my_journey(session_id)
        page = {"journey": journey, "seen": views.named("uploadDoc"), **_bring(journey), "form": form}
        answer = show("journey/view.html", **page)
        answer.status_code = no.status
        return answer
    return done(None, back_to=url_for("journey.view", session_id=session_id, key="viewDocs"))


@bp.post("/sessions/<uuid:session_id>/documents/seen")
@signed_in
def seen(session_id: UUID) -> Response:
    """The list was looked at."""
    journey = my_journey(session_id)
    _tell(journey.id, keeping.seen(journey))
    return done("", back_to=url_for("journey.view", session_id=journey.id, key="viewDocs"))


# --- one paper --------------------------------------------------------------------------------------------------------


@bp.get("/documents/<uuid:document_id>")
@signed_in
def document(document_id: UUID) -> Response:
    """A page, a dialog, or the region of either that asks again (?seen=<version>)."""
    paper = my_document(document_id)
    if "seen" in request.args and wanted():
        if request.args["seen"] == str(paper.version):
            return Response(status=204)
        return _region(paper)
    page = {"journey": paper.journey, **_page(paper)}
    return show("documents/document.html", "documents/document.hx.html", **page, **_sheet())


@bp.get("/documents/<uuid:document_id>/download")
@signed_in
def download(document_id: UUID) -> AnyResponse:
    paper = my_document(document_id)
    if not paper.content.texts and not paper.content.images:
        abort(404)  # not checked, or not taken: nothing that may be given out
    return _given(paper, paper.key, "download", paper.given_name, paper.media_type)


@bp.get("/documents/<uuid:document_id>/pages/<int:page>")
@signed_in
def picture(document_id: UUID, page: int) -> AnyResponse:
    paper = my_document(document_id)
    if page not in paper.content.images:
        abort(404)
    return _given(paper, paper.image_key(page), "show", f"page-{page}.jpg", "image/jpeg")


@bp.post("/documents/<uuid:document_id>/read")
@signed_in
def read(document_id: UUID) -> Response:
    """It was looked at."""
    paper = my_document(document_id)
    _tell(paper.session_id, keeping.seen(paper.journey, paper))
    return done("", back_to=_home(paper))


@bp.post("/documents/<uuid:document_id>/details")
@signed_in
def describe(document_id: UUID) -> Response:
    paper, form = my_document(document_id), DescribeForm()
    if not form.validate():
        return _region(paper, form=form, part="details")
    try:
        _changed("described", paper, keeping.describe(paper, form.type.data, form.title.data or "", form.version.data))
    except Conflict as no:
        return _region(paper, form=form, part="details", conflict=no, status=409)
    return _answer(paper, template="documents/described.hx.html")


@bp.post("/documents/<uuid:document_id>/reading")
@signed_in
def again(document_id: UUID) -> Response:
    """Read it once more."""
    paper = my_document(document_id)
    begun, changed = keeping.again(paper)
    if begun:
        understand_later(paper)
        _changed("asked again", paper, changed)
    return _answer(paper)


@bp.post("/documents/<uuid:document_id>/findings")
@signed_in
def findings(document_id: UUID) -> Response:
    """Which findings hold."""
    paper, form = my_document(document_id), FindingsForm()
    form.validate()
    try:
        _changed("kept", paper, keeping.keep(paper, keeping.ids(request.form.getlist("keep")), form.version.data))
    except (Conflict, Refused) as no:
        return _region(paper, conflict=no, part="findings", status=no.status)
    return _answer(paper, part="findings")


@bp.get("/documents/<uuid:document_id>/marks")
@signed_in
def marking(document_id: UUID) -> AnyResponse:
    """A page whose sentences can be tapped (?page=), or the form of one sentence (?at=), left again with ?leave=."""
    paper = my_document(document_id)
    place, page = a_place(request.args.get("at", "")), request.args.get("page", 0, type=int)
    if not wanted():
        return redirect(_home(paper, marking=place[0] if place else page, at=request.args.get("at")))
    if place:
        return _sentence(paper, place, opened="leave" not in request.args)
    shown = _page(paper, (page,))["leaves"]
    leaf = next((one for one in shown if one["number"] == page), None) or abort(404)
    return show("documents/_leaf.html", paper=paper, leaf=leaf, **_sheet())


@bp.post("/documents/<uuid:document_id>/marks")
@signed_in
def mark(document_id: UUID) -> Response:
    """A sentence that matters, words for a picture, or one of them taken back (`undo`)."""
    paper = my_document(document_id)
    if request.form.get("undo"):
        return _unmark(paper, UndoForm())
    return _tell_picture(paper, TellForm()) if "words" in request.form else _mark(paper, MarkForm())


@bp.post("/documents/<uuid:document_id>/delete")
@signed_in
def delete(document_id: UUID) -> Response:
    paper = my_document(document_id)
    _changed("deleted", paper, keeping.erase(paper))
    erase_files_later(paper)
    home = url_for("journey.view", session_id=paper.session_id, key="viewDocs")
    page = {"journey": paper.journey, "seen": views.named("viewDocs"), **_list(paper.journey)}
    return done("documents/_deleted.hx.html", back_to=home, gone=document_id, **page, **_sheet())


# --- what is drawn ----------------------------------------------------------------------------------------------------


def _mark(paper: Document, form: MarkForm) -> Response:
    place = form.place
    sentence = _words_at(paper, place) if place else ""
    if place is None or not sentence:
        raise Refused(N_("This sentence is no longer here. Reload the page, please."))
    if form.print.data != _print(sentence):
        raise Conflict(N_("This was changed a moment ago. Please look at what stands here now, then choose."))
    if not form.validate():
        return _sentence(paper, place, form=form, opened=True, status=422)
    try:
        _changed("marked", paper, keeping.mark(paper, place, sentence, form.kind.data, form.domain.data))
    except Refused as no:
        form.refuse(no.sentence)
        return _sentence(paper, place, form=form, opened=True, status=no.status)
    return _sentence(paper, place)


def _unmark(paper: Document, form: UndoForm) -> Response:
    one = next((mark for mark in paper.content.marks if mark.id == form.undo.data), None)
    _changed("unmarked", paper, keeping.unmark(paper, form.undo.data or ""))
    if one and one.sentence:
        return _sentence(paper, (one.page, one.sentence))
    return _answer(paper, part=f"page-{one.page}" if one else "")


def _tell_picture(paper: Document, form: TellForm) -> Response:
    try:
        if not form.validate():
            raise Refused(next(iter(form.errors.values()))[0])
        _changed("told", paper, keeping.tell(paper, form.page.data, form.words.data or "", form.kind.data))
    except Refused as no:
        return _region(paper, telling=form, conflict=no, part=f"page-{form.page.data}", status=no.status)
    return _answer(paper, part=f"page-{form.page.data}")


def _sentence(
    paper: Document, place: Place, opened: bool = False, form: MarkForm | None = None, status: int = 200
) -> Response:
    """One sentence, marked or not, or with its form open: in its place, or on the paper's page."""
    words = _words_at(paper, place) or abort(404)
    if not wanted():
        if form is None and not opened:
            return done(None, back_to=_home(paper, f"s-{place[0]}-{place[1]}", marking=place[0]))
        return show(
            "documents/document.html", journey=paper.journey, status=status, **_page(paper, (place[0],), place, form)
        )
    line = _line(paper, place, words, opened, form)
    return show("documents/sentence.hx.html", paper=paper, line=line, status=status, focus=True, **_sheet())


def _region(paper: Document, status: int = 200, **more: Any) -> Response:
    """The paper with a form that was refused, or after the region asked again."""
    page = {"journey": paper.journey, **_page(paper), **more}
    if page["form"].errors or page["form"].form_errors:
        status = 422 if status == 200 else status
    return show("documents/document.html", "documents/_document.html", status=status, **page, **_sheet())


def _answer(paper: Document, part: str = "", template: str = "documents/_document.html") -> Response:
    """The paper after a deed that worked; part: where the reader's focus goes."""
    page = {"journey": paper.journey, **_page(paper), "part": part}
    return done(template, back_to=_home(paper, part or None), **page, **_sheet())


def _page(
    paper: Document, marking: tuple[int, ...] = (), at: Place | None = None, form: MarkForm | None = None
) -> dict[str, Any]:
    """What one paper is drawn from. marking: pages whose sentences can be tapped; at: the sentence whose form is open."""
    at = at or a_place(request.args.get("at", ""))
    wanted_page = request.args.get("marking", 0, type=int)
    tapped = {wanted_page, *marking, *(mark.page for mark in paper.content.marks if mark.sentence)}
    tapped |= set(range(1, TO_MARK + 1)) if paper.engine == "built-in" else set()
    count = max(paper.pages, len(paper.content.texts))
    return {
        "paper": paper,
        "document_title": paper.title,
        "leaves": [_leaf(paper, page, page in tapped, at, form) for page in range(1, count + 1)],
        "form": DescribeForm(None, data={"type": paper.type, "title": paper.title, "version": paper.version}),
        "telling": None,
        "part": "",
        "twin": _twin(paper),
        "claude": "claude" in current_app.extensions["guides"],
    }


def _leaf(paper: Document, page: int, tapped: bool, at: Place | None, form: MarkForm | None) -> dict[str, Any]:
    """One page: its lines when it can be marked, else its text; whether it has a picture."""
    text, lines = paper.content.text(page), []
    if text and tapped and paper.status == "understood":
        for number, words in enumerate(rules.sentences(text), 1):
            place = (page, number)
            lines.append(_line(paper, place, words, place == at, form if place == at else None))
    return {
        "number": page,
        "text": text,
        "lines": lines,
        "picture": page in paper.content.images,
        "told": paper.content.told(page),
        "headings": {one.text for one in paper.content.headings if one.page == page},
    }


def _line(paper: Document, place: Place, words: str, opened: bool, form: MarkForm | None) -> dict[str, Any]:
    mark = paper.content.mark_at(place)
    kind, domain = (mark.kind, mark.domain) if mark else keeping.guess(words) if opened else ("", "")
    return {
        "place": place,
        "at": f"{place[0]}.{place[1]}",
        "words": words,
        "mark": mark,
        "open": opened,
        "print": _print(words),
        "form": form or (MarkForm(None, data={"kind": kind, "domain": domain}) if opened else None),
    }


def _words_at(paper: Document, place: Place) -> str:
    """The sentence at a place; "" where there is none."""
    lines = rules.sentences(paper.content.text(place[0])) if paper.status == "understood" else []
    return lines[place[1] - 1] if 1 <= place[1] <= len(lines) else ""


def _print(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:12]


def _twin(paper: Document) -> Document | None:
    """The paper that this one repeats, if it is still there."""
    return found(paper.content.twin) if paper.content.twin else None


def _list(journey: Journey, before: Document | None = None, size: int = PAGE) -> dict[str, Any]:
    papers = Document.of(journey, before, size + 1)
    shown = papers[:size]
    known = journey.state.artifact("documents")
    return {
        "papers": shown,
        "older": shown[-1] if len(papers) > size else None,
        "before": before,
        "latest": size == LATEST,
        "stamp": _stamp((one.id, one.version) for one in papers),
        "unseen": bool(known and known.count and "viewDocs" not in known.viewed),
    }


def _stamp(versions: Iterable[tuple[UUID, int]]) -> str:
    """Another one whenever anything in the list changed."""
    return sha256("".join(f"{id}{version}" for id, version in versions).encode()).hexdigest()[:12]


def _bring(journey: Journey) -> dict[str, Any]:
    taken = purposes.named("document")
    assert taken
    return {
        "purpose": taken,
        "most_mb": taken.most_bytes >> 20,
        "form": BringForm(None),
        **_list(journey, size=LATEST),
    }


def _before(session_id: UUID) -> Document | None:
    """The paper an address speaks of; 404 for one of another journey."""
    if "before" not in request.args:
        return None
    try:
        found = my_document(UUID(request.args["before"]))
    except ValueError:
        abort(404)
    return found if found.session_id == session_id else abort(404)


def _given(paper: Document, key: str, purpose: Any, name: str, media_type: str) -> AnyResponse:
    """A short address of our storage for this person."""
    storage: Storage = current_app.extensions["storage"]
    who = f"user:{current_user().id}"
    release()
    try:
        return redirect(storage.address(key, purpose=purpose, who=who, name=name, media_type=media_type), 303)
    except StorageError as error:
        abort(404 if error.kind == "lost" else 503)


def _changed(deed: str, paper: Document, changed: frozenset[str]) -> None:
    """What changed leaves a line in the trail, and open pages hear of it."""
    if changed:
        Deed.note(f"document.{deed}", current_user().id, paper)
        _tell(paper.session_id, changed)


def _tell(session_id: UUID, changed: frozenset[str]) -> None:
    streams = current_app.extensions["streams"]
    if changed:
        after_commit(lambda: streams.append(live(session_id), told(changed)))


def _home(paper: Document, anchor: str | None = None, **more: Any) -> str:
    return url_for("documents.document", document_id=paper.id, _anchor=anchor, **{k: v for k, v in more.items() if v})


def _in_sheet() -> bool:
    return bool(request.values.get("sheet"))


def _sheet() -> dict[str, bool]:
    return {"in_sheet": _in_sheet()}


# --- furnishing -------------------------------------------------------------------------------------------------------


def take(upload: Upload) -> UUID:
    """A file arrived: it is a paper now, and will be read."""
    paper = Document.take(
        upload.journey,
        name=upload.name,
        type=upload.details["type"],
        media_type=upload.media_type,
        size=upload.size,
        key=upload.key,
    )
    understand_later(paper)
    Deed.note("document.brought", upload.user_id, paper)
    _tell(paper.session_id, Document.counted(paper.journey) | {"documents"})
    return paper.id


def details(_journey: Journey, given: Any) -> dict[str, Any]:
    """What kind of paper it is. Raises Refused."""
    type = given.get("type") or "other"
    if type not in TYPES:
        raise Refused(N_("Please choose what kind of document this is."))
    return {"type": type}


def purpose(settings: Settings) -> purposes.Purpose:
    """What may be brought here, by the settings of this installation."""
    return purposes.Purpose(
        name="document",
        media_types={ending: MEDIA_TYPES[ending] for ending in settings.document_extensions if ending in MEDIA_TYPES},
        most_bytes=settings.most_document_bytes,
        most_files=MOST_FILES,
        details=details,
        take=take,
        refusals={".doc": wording.OLD_WORD},
    )


roomy(bp, "create", "document")


def furnish(app: Flask) -> None:
    """The deep views open, files of this kind may be uploaded, a deleted observation is known to its paper."""
    purposes.register(purpose(app.config["SETTINGS"]))
    views.register("uploadDoc", N_("Add a document"), "documents/_bring.html", _bring)
    views.register("viewDocs", N_("Documents"), "documents/_documents.html", _list)
    if Document.forget not in Journey.erased_hooks:
        Journey.erased_hooks.append(Document.forget)
    frame.values(
        app,
        document_types=wording.TYPES,
        document_kinds=wording.KINDS,
        document_domains=wording.DOMAINS,
        state_of_document=wording.state_of,
        reason_of_document=wording.reason_of,
        document_notes=wording.NOTES,
    )


assert set(ENDINGS) == set(MEDIA_TYPES.values())
