"""Errors with a sentence in them. `sentence` is a msgid: the door translates it for the reader."""


class Problem(Exception):
    """Something a person should be told in words. `status` is the HTTP status a door answers with."""

    status = 400

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence % values if values else sentence)
        self.sentence, self.values = sentence, values


class Refused(Problem):
    """A rule said no: a stage too early, an argument out of range. Nothing was written."""

    status = 422


class Conflict(Problem):
    """Somebody else changed it first; both texts are shown."""

    status = 409


class TooMuch(Problem):
    """Above a written limit."""

    status = 413


class Unavailable(Problem):
    """A part of the house is down: the database, the queue, a model."""

    status = 503


class GuideError(Exception):
    """The guide could not (go on to) answer.

    kind: busy (overloaded or rate limited) · cut (the stream ended early or stalled) · refusal · empty ·
    misconfigured (wrong key, rejected request) · unavailable (no connection) · unwanted (taken back meanwhile).
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind, self.detail = kind, detail
