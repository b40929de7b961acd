"""The doors of the conversation."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Flask, Response, abort, current_app, g, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from chitta.accounts.consents import Purpose
from chitta.accounts.guards import current_user, person, signed_in
from chitta.chat import questions, returning, speaking
from chitta.chat.forms import AskForm, RetryForm, SayForm
from chitta.chat.guards import listening, my_message
from chitta.chat.jobs import answer_later, answer_next_later
from chitta.chat.models import Message
from chitta.chat.spending import barred
from chitta.children.models import Child
from chitta.core import db as ground
from chitta.core.errors import Refused
from chitta.core.i18n import N_, tongue
from chitta.core.settings import Settings
from chitta.gateways.streams import Streams
from chitta.gateways.streams import live as stream_of
from chitta.journey import views
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.journey.routes import tell
from chitta.safety.helplines import lines_for
from chitta.web import frame
from chitta.web.hx import done, show, wanted
from chitta.web.live import Hub, as_events

bp = Blueprint("chat", __name__)
A_DAY = 2000  # messages of one person; a conversation needs a tenth of it
DANGER_NOW = ("violence_home",)


def _streams() -> Streams:
    streams: Streams = current_app.extensions["streams"]
    return streams


def _pace() -> str:
    settings: Settings = current_app.config["SETTINGS"]
    return f"{settings.rate_limit_burst} per 5 seconds;{settings.rate_limit_per_minute} per minute;{A_DAY} per day"


@bp.get("/")
def home() -> AnyResponse | str:
    parent = person()
    if parent is None:
        g.public = True
        return render_template("accounts/landing.html")
    family = Journey.of_family(parent)
    return redirect(url_for("chat.talk", session_id=family[0][1]) if family else url_for("children.new"))


@bp.get("/help")
def help() -> str:
    return render_template("chat/help.html")


@bp.get("/sessions/<uuid:session_id>")
@signed_in
def talk(session_id: UUID) -> Response:
    """The conversation, to its newest line; with ?at=<id> from a little before that line, or the lines about it."""
    journey, at = my_journey(session_id), _id_of("at") if "at" in request.args else None
    page = _page(journey, at)
    if page["newest"]:
        return show("chat/index.html", **page, form=None)
    return show("chat/older.html", journey=journey, messages=page["messages"], older=page["older"])


@bp.post("/sessions/<uuid:session_id>/messages")
@signed_in
@frame.limiter.limit(_pace, key_func=lambda: str(current_user().id))
def say(session_id: UUID) -> Response:
    journey, form = my_journey(session_id), SayForm()
    if not form.validate():
        return show("chat/index.html", "chat/refused.hx.html", **_page(journey), form=form)
    alarm = DANGER_NOW if form.safe.data == "no" else ()
    hers, ours, new = speaking.say(journey, form.text.data, form.key.data or None, _streams(), alarm)
    if new:
        answer_later(ours)
    home = url_for("chat.talk", session_id=journey.id, _anchor=f"message-{ours.id}")
    return done("chat/said.hx.html", back_to=home, journey=journey, messages=[hers, ours], key=uuid4())


@bp.post("/sessions/<uuid:session_id>/questions")
@signed_in
@frame.limiter.limit(_pace, key_func=lambda: str(current_user().id))
def ask(session_id: UUID) -> AnyResponse:
    """Chitta asks about something the parent wishes to tell; on to the conversation, where the question stands."""
    journey, form = my_journey(session_id), AskForm()
    if not form.validate():
        raise Refused(N_("There is no such question."))
    asked, changed = speaking.invite(journey, form.about.data, _streams())
    tell(journey.id, changed)
    return done(None, back_to=_at(asked) if asked else url_for("chat.talk", session_id=journey.id))


@bp.get("/sessions/<uuid:session_id>/messages")
@signed_in
def lines(session_id: UUID) -> Response:
    """Older messages (?before=<id>), or those after one that a page already has (?after=<id>)."""
    journey = my_journey(session_id)
    if "after" in request.args:
        known = my_message(_id_of("after"))
        return show(
            "chat/older.html",
            "chat/said.hx.html",
            journey=journey,
            messages=_fresh(Message.after(journey, known.seq)),
            key=None,
        )
    before = my_message(_id_of("before")) if "before" in request.args else None
    messages = Message.page(journey, before)
    return show(
        "chat/older.html",
        "chat/older.hx.html",
        journey=journey,
        messages=messages,
        older=_older(messages),
        before=before,
    )


@bp.get("/messages/<uuid:message_id>")
@signed_in
def line(message_id: UUID) -> AnyResponse:
    message = my_message(message_id)
    if not wanted():
        return redirect(_at(message))
    return show("chat/line.hx.html", journey=message.journey, message=_fresh([message])[0])


@bp.post("/messages/<uuid:message_id>/stop")
@signed_in
def stop(message_id: UUID) -> Response:
    stopped = speaking.stop(my_message(message_id), _streams())
    reply = my_message(message_id)
    if stopped:
        answer_next_later(reply.session_id)
    return done("chat/line.hx.html", back_to=_at(reply), journey=reply.journey, message=reply)


@bp.post("/messages/<uuid:message_id>/retry")
@signed_in
@frame.limiter.limit(_pace, key_func=lambda: str(current_user().id))
def retry(message_id: UUID) -> Response:
    reply, form = my_message(message_id), RetryForm()
    if form.validate() and speaking.try_again(reply, form.guide.data or "", _streams()):
        answer_later(reply)
    return done("chat/line.hx.html", back_to=_at(reply), journey=reply.journey, message=reply)


@bp.get("/sessions/<uuid:session_id>/live")
@listening
def live(session_id: UUID) -> Response:
    """The event stream of an open page; it resumes after Last-Event-ID, or after what the page was drawn with."""
    journey, login = my_journey(session_id), current_user().login
    after = request.headers.get("Last-Event-ID") or request.args.get("after", "0-0")
    ground.release()
    hub: Hub = current_app.extensions["hub"]
    leave = hub.sit(str(login.user_id)) or abort(429)
    events = as_events(hub, stream_of(journey.id), (str(login.id), str(journey.id)), after)
    response = Response(events, mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})
    response.call_on_close(leave)
    return response


def _page(journey: Journey, at: UUID | None = None) -> dict[str, Any]:
    # The stream's id is read before the rows: what is told between the two arrives twice rather than never.
    after = _streams().last_id(stream_of(journey.id))
    found, newest = Message.around(journey, at) if at else (Message.page(journey), True)
    messages = _fresh(found)
    alerted = Message.alerted(journey)
    last_said = next((message for message in reversed(messages) if message.sender == "user"), None)
    return {
        "journey": journey,
        "messages": messages,
        "older": _older(messages),
        "newest": newest,
        "at": at,
        "after": after,
        "key": uuid4(),
        "alerted": alerted,
        "welcome": _welcome(journey, messages),
        "crisis_now": bool(alerted and last_said and alerted.id == last_said.id),
        "at_home": True,
    }


def _welcome(journey: Journey, messages: list[Message]) -> str:
    """For a parent who comes back after hours, until something is said."""
    at = returning.stopped(journey, messages)
    return returning.welcome(journey.today, current_user().first_name, at) if at else ""


def _fresh(messages: list[Message]) -> list[Message]:
    """With the words that were told but not yet written down."""
    for message in messages:
        if message.open:
            ground.db.session.expunge(message)
            message.text = speaking.spoken(message, _streams())
    return messages


def _older(messages: list[Message]) -> bool:
    return bool(messages and messages[0].seq > 1)


def _id_of(name: str) -> UUID:
    try:
        return UUID(request.args[name])
    except ValueError:
        return UUID(int=0)


def _at(message: Message) -> str:
    return url_for("chat.talk", session_id=message.session_id, at=message.id, _anchor=f"message-{message.id}")


def _helplines(app: Flask) -> Markup:
    """The lines for the reader's country; drawn on error pages too, when nothing else may work."""
    parent = person()
    lines = lines_for(parent.country if parent else "IL" if tongue().language == "he" else "")
    return app.jinja_env.get_template("safety/_lines.html").module.lines_list(lines)  # type: ignore[attr-defined,no-any-return]


def _speaker(purpose: Purpose = "talk") -> str:
    """Who does this for the reader now: the built-in guide, where Claude is not allowed or the day's budget is used up."""
    first, *others = current_app.extensions["guides"]
    parent, budget = person(), current_app.config["SETTINGS"].daily_token_budget
    return others[-1] if others and parent and barred(parent, purpose, budget) else first


def furnish(app: Flask) -> None:
    """Children's journeys open with our first words; templates know the helplines; common questions have their page."""

    def open_for(child: Child) -> str:
        journey = Journey.active(child) or speaking.open_conversation(child)  # a form that came twice
        return url_for("chat.talk", session_id=journey.id)

    Child.born_hooks[:] = [open_for]
    views.register("consultDoc", N_("Common questions"), "chat/_questions.html", questions.load)
    frame.values(app, lines_for=lines_for, helplines=lambda: _helplines(app), speaker=_speaker)
