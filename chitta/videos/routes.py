"""The doors of the videos: what to film and why, the family's choice about it, and the films they bring."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from chitta.accounts.guards import current_user, signed_in
from chitta.audit.models import Deed
from chitta.core.db import after_commit, release
from chitta.core.errors import Problem, Refused
from chitta.core.i18n import N_
from chitta.core.settings import Settings
from chitta.gateways.storage import Storage, StorageError
from chitta.gateways.streams import live
from chitta.journey import views
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.journey.routes import tell
from chitta.safety.reading import read
from chitta.uploads import purposes
from chitta.uploads.models import Upload
from chitta.uploads.posting import receive, roomy
from chitta.videos import keeping, sentences
from chitta.videos.chapters import beads
from chitta.videos.chapters import chapters as chapters_of
from chitta.videos.choosing import choose, chosen, lacking
from chitta.videos.forms import BringForm, FilmingForm, SceneForm, TellForm, UndoForm, WatchForm
from chitta.videos.guards import found, my_video
from chitta.videos.guidance import SCENES, VIEWS, guidance
from chitta.videos.jobs import erase_files_later, understand_later
from chitta.videos.models import MEDIA_TYPE, MOST, VIEW, Video
from chitta.videos.understanding import told
from chitta.videos.wording import QUESTIONS, TITLES
from chitta.videos.words import Name, short_name
from chitta.web import frame
from chitta.web.hx import done, readdress, retarget, show, wanted

bp = Blueprint("videos", __name__)

MEDIA_TYPES = {
    ".mp4": "video/mp4",
    ".m4v": "video/x-m4v",
    ".mov": "video/quicktime",
    ".avi": "video/x-msvideo",
    ".mkv": "video/x-matroska",
    ".webm": "video/webm",
}
NO_SECOND = N_("The film has no such second. Minute and second, please, like 1:24.")
LEADING = {scene: view for view, scene in VIEWS.items()}


# --- what to film, and whether ----------------------------------------------------------------------------------------


@bp.post("/sessions/<uuid:session_id>/filming")
@signed_in
def filming(session_id: UUID) -> Response:
    journey, form = my_journey(session_id), FilmingForm()
    if not form.validate():
        return _refused(journey, form, next(iter(form.errors.values()))[0])
    try:
        tell(journey.id, choose(journey, form.choice.data))
    except Refused as refused:
        return _refused(journey, form, refused.sentence, **refused.values)
    home = url_for("journey.view", session_id=journey.id, key=form.view.data, _anchor="filming-choice")
    return done("videos/_choice.html", back_to=home, answered=True, journey=journey, **_choice(journey, form.view.data))


def _refused(journey: Journey, form: FilmingForm, sentence: str, **values: Any) -> Response:
    """The kind reason, where the choice stands."""
    key = form.view.data if form.view.data in VIEWS else "instructions"
    seen = views.named(key)
    assert seen
    page = {**seen.load(journey), "journey": journey, "seen": seen, "refusal": sentence, "things": values}
    return show("journey/view.html", "videos/_choice.html", status=422, **page)


def _choice(journey: Journey, view: str) -> dict[str, Any]:
    state = journey.today
    return {
        "view": view,
        "chosen": chosen(state),
        "lacking": lacking(state),
        "name": Name(state.child),
    }


def instructions(journey: Journey) -> dict[str, Any]:
    """The three moments at a glance."""
    moments = [(view, *TITLES[scene]) for view, scene in VIEWS.items()]
    return {**_choice(journey, "instructions"), "moments": moments, "claude": _claude()}


def moment(view: str, journey: Journey) -> dict[str, Any]:
    """One moment, for this child."""
    child, scene = journey.today.child, VIEWS[view]
    return {
        **_choice(journey, view),
        "guide": guidance(scene, child, journey.observations()),
        "place_in_row": SCENES.index(scene),
        "short_name": short_name(child),
        "gender": child.gender,
    }


# --- bringing and listing ---------------------------------------------------------------------------------------------


@bp.get("/sessions/<uuid:session_id>/videos")
@signed_in
def index(session_id: UUID) -> Response:
    """All films, the newest first; for a region that asks again (?seen=), only if something changed."""
    journey = my_journey(session_id)
    if request.args.get("seen") and wanted() and request.args["seen"] == _stamp(journey):
        return Response(status=204)
    page = {"journey": journey, "seen": views.named(VIEW), **gallery(journey), **_sheet()}
    return show("journey/view.html", "videos/_films.html", bringing="bringing" in request.args, **page)


@bp.post("/sessions/<uuid:session_id>/videos")
@signed_in
def create(session_id: UUID) -> Response:
    """One film through a plain form."""
    journey, form = my_journey(session_id), BringForm()
    try:
        receive(
            journey, "video", form.file.data, {name: request.form[name] for name in DETAILS if name in request.form}
        )
    except Problem as no:
        form.refuse(no.sentence)
        journey = my_journey(session_id)
        page = {"journey": journey, "seen": views.named("uploadVideo"), **bring(journey), "form": form}
        answer = show("journey/view.html", **page)
        answer.status_code = no.status
        return answer
    return done(None, back_to=url_for("journey.view", session_id=session_id, key=VIEW))


@bp.post("/sessions/<uuid:session_id>/videos/seen")
@signed_in
def seen(session_id: UUID) -> Response:
    """The films were looked at."""
    journey = my_journey(session_id)
    _tell(journey.id, keeping.seen(journey))
    return done("", back_to=url_for("journey.view", session_id=journey.id, key=VIEW))


def gallery(journey: Journey) -> dict[str, Any]:
    """The films, and which of the three moments have none yet."""
    films = Video.of(journey)
    here = {film.scene for film in films if film.status not in ("refused", "failed")}
    known = journey.state.artifact("videos")
    return {
        "films": films,
        "wanted_moments": [(LEADING[scene], *TITLES[scene]) for scene in SCENES if scene not in here],
        "wanted_scenes": [scene for scene in SCENES if scene not in here],
        "films_stamp": _stamp(journey),
        "unseen": bool(known and films and VIEW not in known.viewed),
        "name": Name(journey.today.child),
        "claude": _claude(),
    }


def bring(journey: Journey) -> dict[str, Any]:
    """Where films are brought. ?scene= and ?replaces= say what for."""
    taken = purposes.named("video")
    assert taken
    page = gallery(journey)
    old = _replaced(journey, request.values.get("replaces", ""))
    asked = request.args.get("scene", "")
    scene = old.scene if old else asked if asked in SCENES else (page["wanted_scenes"] or SCENES)[0]
    watch = next((film.watch for film in page["films"]), None) if _claude() else "parent"
    return {
        **page,
        "purpose": taken,
        "most_mb": taken.most_bytes >> 20,
        "replaced": old,
        "form": BringForm(None, data={"scene": scene, "watch": watch, "replaces": str(old.id) if old else ""}),
    }


# --- one film ---------------------------------------------------------------------------------------------------------


@bp.get("/videos/<uuid:video_id>")
@signed_in
def video(video_id: UUID) -> Response:
    """A page, a dialog, or what of either asks again (?seen=<stamp>): where it stands, and what is new beside it."""
    film = my_video(video_id)
    if "seen" in request.args and wanted():
        if request.args["seen"] == film.stamp:
            return Response(status=204)
        return show("videos/video.html", "videos/way.hx.html", playing="playing" in request.args, **_page(film))
    return show("videos/video.html", "videos/video.hx.html", **_page(film))


@bp.get("/videos/<uuid:video_id>/film")
@signed_in
def play(video_id: UUID) -> AnyResponse:
    """The film itself, with byte ranges."""
    film = my_video(video_id)
    return _given(film, film.key, "film.mp4", MEDIA_TYPE)


@bp.get("/videos/<uuid:video_id>/poster")
@signed_in
def poster(video_id: UUID) -> AnyResponse:
    film = my_video(video_id)
    return _given(film, film.poster_key, "film.jpg", "image/jpeg")


@bp.get("/videos/<uuid:video_id>/chapters")
@signed_in
def chapters(video_id: UUID) -> Response:
    """What was seen, as WebVTT chapters for the player."""
    film = my_video(video_id)
    words, _ = _words(film)
    return Response(chapters_of(film.content.moments, words, film.content.seconds), mimetype="text/vtt")


@bp.post("/videos/<uuid:video_id>/moments")
@signed_in
def mark(video_id: UUID) -> Response:
    """What the parent saw at a second; one of them taken back (`undo`); or that there is nothing to add (`done`)."""
    film = my_video(video_id)
    if request.form.get("undo"):
        UndoForm().validate()
        _changed("untold", film, keeping.untell(film, request.form["undo"]))
        return _seen(film)
    if request.form.get("done"):
        _changed("told all", film, keeping.told_all(film))
        return _seen(film)
    form = TellForm()
    try:
        if not form.validate():
            raise Refused(next(iter(form.errors.values()))[0])
        second = keeping.a_second(form.at.data)
        if second is None or second > film.content.seconds:
            form.at.errors = [NO_SECOND]
            return _told_wrongly(film, form, 422)
        _changed("told", film, keeping.tell(film, second, form.words.data or "", form.kind.data))
    except Refused as no:
        form.refuse(no.sentence)
        return _told_wrongly(film, form, no.status)
    return _seen(film, focus="tell")


@bp.post("/videos/<uuid:video_id>/scene")
@signed_in
def put(video_id: UUID) -> Response:
    """It shows another of the three moments."""
    film, form = my_video(video_id), SceneForm()
    if not form.validate():
        return show("videos/video.html", "videos/_video.html", status=422, **{**_page(film), "scene_form": form})
    _changed("put", film, keeping.put(film, form.scene.data))
    return _answer(film)


@bp.post("/videos/<uuid:video_id>/watching")
@signed_in
def again(video_id: UUID) -> Response:
    """Look once more, or let somebody else look."""
    film, form = my_video(video_id), WatchForm()
    if not form.validate():
        raise Refused(N_("Please choose who may look at the film."))
    watch = form.watch.data if _claude() or form.watch.data == "parent" else film.watch
    begun, changed = keeping.again(film, watch)
    if begun:
        understand_later(film)
    _changed(f"asked again: {watch}", film, changed)
    return _answer(film)


@bp.post("/videos/<uuid:video_id>/delete")
@signed_in
def delete(video_id: UUID) -> Response:
    """Delete it everywhere; while it is worked on, that ends too."""
    film = my_video(video_id)
    journey = film.journey
    _changed("deleted", film, keeping.erase(film))
    erase_files_later(film)
    home = url_for("journey.view", session_id=journey.id, key=VIEW)
    page = {"journey": journey, "seen": views.named(VIEW), **gallery(journey)}
    answer = done("videos/_deleted.hx.html", back_to=home, gone=video_id, **page, **_sheet())
    return answer if _sheet()["in_sheet"] or not wanted() else readdress(answer, home)


# --- what is drawn ----------------------------------------------------------------------------------------------------


def _page(film: Video) -> dict[str, Any]:
    """What one film is drawn from."""
    enough, helps = sentences.verdict(film.content)
    words, disputed = _words(film)
    return {
        "words": words,
        "disputed": disputed,
        "alerts": _alerts(film),
        "film": film,
        "journey": film.journey,
        "film_title": TITLES[film.scene][0],  # type: ignore[index]
        "enough": enough,
        "helps": helps,
        "beads": beads(film.content.moments, film.content.seconds),
        "telling": TellForm(None),
        "prompts": QUESTIONS[film.scene],  # type: ignore[index]
        "scene_form": SceneForm(None, data={"scene": film.scene}),
        "twin": found(film.content.twin) if film.content.twin else None,
        "name": Name(film.journey.today.child),
        "gender": film.journey.today.child.gender,
        "claude": _claude(),
        **_sheet(),
    }


def _words(film: Video) -> tuple[dict[str, str], set[str]]:
    """The words of each moment as they stand in the child's picture now, and which the parent does not agree with."""
    held = {one.id: one for one in film.observations()}
    known = {one.id: held[one.observation] for one in film.content.moments if one.observation in held}
    words = {one.id: known[one.id].text if one.id in known else one.text for one in film.content.moments}
    return words, {id for id, one in known.items() if one.state == "disputed"}


def _alerts(film: Video) -> tuple[str, ...]:
    """Kinds of helplines that belong beside what the parent told of this film."""
    return tuple(dict.fromkeys(kind for one in film.content.told for kind in read(one.text)))


def _answer(film: Video) -> Response:
    """The film after a deed that worked."""
    return done("videos/answered.hx.html", back_to=_home(film), **_page(film), answered=True)


def _seen(film: Video, focus: str = "") -> Response:
    """What was seen of it, after something was told or taken back; what is playing goes on."""
    anchor = f"{focus or 'seen'}-{film.id}"
    return done("videos/told.hx.html", back_to=_home(film, anchor), **_page(film), focus=focus)


def _told_wrongly(film: Video, form: TellForm, status: int) -> Response:
    """The form with what was wrong, in its own place: what was told before stays on the page."""
    page = {**_page(film), "telling": form}
    answer = show("videos/video.html", "videos/_tell.html", status=status, **page)
    return retarget(answer, f"#tell-{film.id}", "outerHTML")


def _given(film: Video, key: str, name: str, media_type: str) -> AnyResponse:
    """A short address of our storage for this person."""
    if not film.playable:
        abort(404)
    storage: Storage = current_app.extensions["storage"]
    who = f"user:{current_user().id}"
    release()
    try:
        return redirect(storage.address(key, purpose="show", who=who, name=name, media_type=media_type), 303)
    except StorageError as error:
        abort(404 if error.kind == "lost" else 503)


def _changed(deed: str, film: Video, changed: frozenset[str]) -> None:
    """What changed leaves a line in the trail, and open pages hear of it."""
    if changed:
        Deed.note(f"video.{deed}", current_user().id, film)
        _tell(film.session_id, changed)


def _tell(session_id: UUID, changed: frozenset[str]) -> None:
    streams = current_app.extensions["streams"]
    if changed:
        after_commit(lambda: streams.append(live(session_id), told(changed)))


def _home(film: Video, anchor: str | None = None) -> str:
    return url_for("videos.video", video_id=film.id, _anchor=anchor)


def _stamp(journey: Journey) -> str:
    """Another one whenever anything in the list changed."""
    return sha256(repr([tuple(map(str, row)) for row in Video.stamp_of(journey)]).encode()).hexdigest()[:12]


def _replaced(journey: Journey, video_id: str) -> Video | None:
    """The film of this journey that another one is brought for."""
    try:
        old = found(UUID(video_id)) if video_id else None
    except ValueError:
        return None
    return old if old and old.session_id == journey.id else None


def _claude() -> bool:
    return "claude" in current_app.extensions["guides"]


def _sheet() -> dict[str, bool]:
    return {"in_sheet": bool(request.values.get("sheet"))}


# --- furnishing -------------------------------------------------------------------------------------------------------

DETAILS = ("scene", "watch", "agree", "replaces")


def details(journey: Journey, given: Any) -> dict[str, Any]:
    """Which moment it shows, who looks at it, and that everybody in it agrees. Raises Refused."""
    scene, watch, agree = given.get("scene"), given.get("watch"), given.get("agree")
    if scene not in SCENES:
        raise Refused(N_("Please choose which moment the film shows."))
    if not _claude():
        watch = "parent"
    if watch not in ("claude", "parent"):
        raise Refused(N_("Please choose who may look at the film."))
    if agree != "y":
        raise Refused(N_("Please confirm that everybody in the film agrees."))
    old = _replaced(journey, given.get("replaces", ""))
    return {"scene": scene, "watch": watch, "agree": True, "replaces": str(old.id) if old else "", "title": ""}


def take(upload: Upload) -> UUID:
    """A file arrived: it is a film now, and will be looked at."""
    about = upload.details
    film = Video.take(
        Journey.locked(upload.session_id),
        name=upload.name,
        scene=about["scene"],
        watch=about["watch"],
        size=upload.size,
        key=upload.key,
        replaces=UUID(about["replaces"]) if about.get("replaces") else None,
    )
    understand_later(film)
    Deed.note(f"video.brought: {film.watch}", upload.user_id, film)
    _tell(film.session_id, keeping.brought(film))
    return film.id


def purpose(settings: Settings) -> purposes.Purpose:
    """What may be brought here, by the settings of this installation."""
    return purposes.Purpose(
        name="video",
        media_types={ending: MEDIA_TYPES[ending] for ending in settings.video_extensions if ending in MEDIA_TYPES},
        most_bytes=settings.most_video_bytes,
        most_files=MOST,
        details=details,
        take=take,
        refusals={},
    )


roomy(bp, "create", "video")


def furnish(app: Flask) -> None:
    """The filming guidance and the films open from cards, from the menu and by Chitta; films may be uploaded."""
    views.register("instructions", N_("What to film, and why"), "videos/_instructions.html", instructions)
    for view, scene in VIEWS.items():
        views.register(view, TITLES[scene][0], "videos/_moment.html", partial(moment, view))  # type: ignore[arg-type]
    purposes.register(purpose(app.config["SETTINGS"]))
    views.register("uploadVideo", N_("Bring a film"), "videos/_bring.html", bring)
    views.register(VIEW, N_("The films"), "videos/_gallery.html", gallery)
    if Video.forget not in Journey.erased_hooks:
        Journey.erased_hooks.append(Video.forget)
    frame.values(
        app,
        state_of_film=sentences.state_of,
        reason_of_film=sentences.reason_of,
        film_notes=sentences.NOTES,
        film_kinds=sentences.KINDS,
        film_domains=sentences.DOMAINS,
        film_sure=sentences.SURE,
        film_titles={scene: title for scene, (title, _) in TITLES.items()},
    )
