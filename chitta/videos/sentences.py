"""What the family is told of a film's way, and of how good it is to look at. Marked here, translated where they are shown."""

from __future__ import annotations

from typing import NamedTuple

from chitta.core.i18n import N_
from chitta.core.vocabulary import Domain, ObservationKind
from chitta.videos.models import Video
from chitta.videos.seeing import Seeing, Sure


class State(NamedTuple):
    """words: a msgid."""

    icon: str
    hue: str
    words: str


# fmt: off
STATES: dict[str, State] = {
    "received": State("clock", "pending", N_("Here, and next in line")),
    "checking": State("dots", "processing", N_("Checking the film")),
    "preparing": State("dots", "processing", N_("Preparing it for every device")),
    "measuring": State("dots", "processing", N_("Measuring light, sound and movement")),
    "watching": State("dots", "processing", N_("Looking at it")),
    "understood": State("check", "completed", N_("Looked at")),
    "refused": State("alert", "pending", N_("Not taken")),
    "failed": State("alert", "pending", N_("This did not work")),
}
PLEASE_TELL = State("pencil", "action", N_("What did you see?"))
PRIVATE = State("lock", "pending", N_("Nothing was noted"))
KINDS: dict[ObservationKind, str] = {
    "strength": N_("Something good"),
    "concern": N_("Something hard"),
    "development": N_("Where things stand"),
    "context": N_("What helps, or what is around"),
}
DOMAINS: dict[Domain, str] = {
    "communication": N_("Communication"),
    "social_play": N_("Being together and play"),
    "behaviour_emotion": N_("Behaviour and feelings"),
    "attention": N_("Attention"),
    "learning": N_("Learning"),
    "sensory": N_("Senses"),
    "motor": N_("Movement"),
    "sleep": N_("Sleep"),
    "eating": N_("Eating"),
    "general": N_("In general"),
}
SURE: dict[Sure, str] = {
    "clearly": N_("seen clearly"),
    "once": N_("seen once"),
    "unsure": N_("not quite clear"),
}
REASONS: dict[str, str] = {
    # The file itself.
    "empty": N_("There is nothing in this file. Look whether it plays on your device, and bring it again."),
    "not_a_film": N_("This is not a film, whatever its name says. Films from a phone or a camera can be brought."),
    "playlist": N_("This is a list that points at films elsewhere, not a film. Bring the film itself."),
    "misnamed": N_("This is a film of another kind than its name says. Give it its right ending, or send it from the phone that filmed it."),
    "audio_only": N_("There is only sound in this file, no picture. Look whether the film itself is still on your device."),
    "broken": N_("This film is damaged or was cut off. Look whether it plays to its end on your device, and bring it again."),
    "too_short": N_("This film is shorter than 30 seconds. Two to four minutes are best; a minute is already good."),
    "too_long": N_("This film is longer than 15 minutes. A part of it is enough: two to four minutes are best."),
    "too_large_picture": N_("The picture of this film is larger than can be opened here. A film in the phone's usual quality is enough."),
    "memory": N_("This film needs more room to be opened than a film may take. One in the phone's usual quality should work."),
    "twice": N_("You have brought this very film before. It is kept once."),
    # We could not.
    "time": N_("Working on this film took too long and was stopped. You can try again; a shorter film, or one in the phone's usual quality, should work."),
    "full": N_("There was no room on our side to work on it. Please try again in a while."),
    "storage": N_("The place where files are kept did not answer. The film is not lost; please try again."),
    "lost": N_("The film is no longer where it was kept. That is our fault. Please delete this one and bring it again."),
    "busy": N_("Claude did not get to it. The film is here; please try again in a while."),
    "given_up": N_("This film could not be prepared, and after a week its file was deleted. Please bring it again."),
}
BROKEN = N_("Something broke on our side while it was worked on. You can try again.")
WAITS: dict[str, str] = {
    "busy": N_("Claude has a lot to do just now. I keep trying by myself."),
    "storage": N_("The place where films are kept does not answer just now. I keep trying by myself."),
    "full": N_("There is no room on our side just now. I keep trying by myself."),
}
NOTES: dict[str, str] = {
    "budget": N_("Today's share of Claude is used up, so Claude did not look at it. You can ask again tomorrow, or tell what you see yourself."),
    "guide": N_("Claude could not look at this film. You can ask again, or tell what you see yourself."),
    "taken_back": N_("You did not want Claude to look at it after all, so nothing of what it saw was kept."),
}
PROBLEMS: dict[str, str] = {
    "too_dark": N_("It is rather dark. One more film by day, with the window behind the phone, would help."),
    "too_blurred": N_("The picture is blurred. A wipe over the lens and a phone that stands still would help."),
    "no_sound": N_("There is no sound. One more film with the microphone on would help to know what is heard."),
    "faint_sound": N_("The sound is very faint. A phone that stands a little closer would help."),
    "hardly_moves": N_("Hardly anything moves in it. If something covered the picture, one more film would help."),
}
NO_CHILD = N_("One cannot tell who the child is, so nothing was noted. A film with the child alone in the picture, or your own words below, would help.")
HARDLY = N_("The child can hardly be seen. A phone that stands a little further back would help.")
OTHER = N_("This looks like another moment than the one it was filmed for. That is fine; you can say below which it is.")
GOOD = N_("This is a good film to look at: there is light, there is sound, and something happens.")
PRIVATE_WORDS = N_("There is something in this film that belongs to nobody but you, so nothing of it was noted. You can delete it, and film another ordinary moment.")
# fmt: on


def state_of(film: Video) -> State:
    """Where a film stands, in words and with an icon."""
    if film.status != "understood":
        return STATES[film.status]
    content = film.content
    if content.answer and content.answer.private:
        return PRIVATE
    if content.silent:
        return PLEASE_TELL
    return STATES["understood"]


def reason_of(film: Video) -> str:
    """Why it was refused or failed, and what can be done: a msgid; "" while there is nothing to tell."""
    if film.status in ("refused", "failed"):
        return REASONS.get(film.reason, BROKEN)
    return WAITS.get(film.content.waits, "") if film.open else ""


def verdict(content: Seeing) -> tuple[bool, list[str]]:
    """Is it enough to look at, and what would help: msgids, the most telling first."""
    if content.measured is None:
        return True, []
    answer = content.answer
    if answer and answer.private:
        return False, [PRIVATE_WORDS]
    helps = [PROBLEMS[one] for one in content.measured.problems]
    if answer:
        helps += [NO_CHILD] if answer.child == "unclear" else [HARDLY] if answer.child == "hardly" else []
        helps += [OTHER] if answer.scene == "other" else []
    enough = answer.enough if answer else not content.measured.problems
    return enough, helps or ([GOOD] if enough and not answer else [])
