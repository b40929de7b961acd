"""What the guide does away from the interview: at each of the ten stages, for each wish, with each answer there."""

from __future__ import annotations

import re
from collections.abc import Callable

from chitta.core.text import one_line
from chitta.core.vocabulary import STAGES
from chitta.gateways.builtin import asking, journaling, planning, wishes
from chitta.gateways.builtin.lexicon import CONDITION
from chitta.gateways.builtin.normalising import fold, sentences, shortened, words
from chitta.gateways.builtin.noticing import domains
from chitta.gateways.builtin.replying import Reply, Said
from chitta.gateways.builtin.speaking import quoted

_DECLINES = ("no", "later", "skip", "unsure")
_ASKS_LEAVE = re.compile(r"^\W*(?:אפשר|איך|האם|can\s+i|could\s+i|may\s+i|how\s+(?:do|can)\s+i)(?![א-ת\w])")
_WRITE = re.compile(r"(?<![א-ת])(?:ת?כתוב|ת?כתבי|לכתוב)(?![א-ת])|\bwrite\s+it\b")
_IN_DOCUMENT = re.compile(
    r"(?:כתוב|כתבו|כתבה|נאמר|רשום)\s+(?:שם\s+|בו\s+|בה\s+)?(?P<says>ש.+)|\b(?:it\s+says|says|it\s+said|wrote|states)\s+(?:there\s+)?that\s+(?P<en>.+)",
    re.S | re.I,
)
_FILMING = ("video_instructions", "video_upload")
_FOR_CHITTA = {
    "home_try",
    "meeting_ask",
    "meeting_bring",
    "what_next",
    "safe_words",
    "person",
    "share_who",
    "share_end",
    "how_long",
}
_TALKING = ("interview", "consultation", "analysis")


class Accompanied(Reply):
    """A reply to a wish, or to the answer of a question that a stage put."""

    # --- wishes ------------------------------------------------------------------------------------------------

    def wished(self) -> Said:
        """What is said and done when the parent wants something."""
        deeds: dict[str, Callable[[], Said]] = {
            "film": self._film_wished, "decline": self._declined, "upload_video": self._filmed, "go_on": self._go_on,
            "report": self._report, "explain": self._explain, "journal": self._journal, "document": self._document,
            "no_document": self._no_document, "experts": self._experts, "meeting": self._meeting, "share": self._share,
            "portrait": self._portrait, "back": self._back, "add": self._add, "papers": self._papers,
        }  # fmt: skip
        return deeds.get(self.heard.wish, self._opened)()

    def film(self) -> str:
        """The parent wants to film: consent is kept, the guidance opens."""
        self.covered()
        self.reached("filming_wanted")
        self.move("video_instructions", "the parent wants to film")
        return self.one(self.words.FILM_YES if self.view("film") else self.words.FILM_YES_NO_VIEW, must=True)

    def no_film(self) -> Said:
        """ "Not now": the door stays open, and nobody waits in front of it."""
        self.reached("filming_later")
        self.move("consultation", "no filming for now")
        return self.one(self.words.FILM_NO, must=True), "open" if self.at.finished else self.next()

    def _film_wished(self) -> Said:
        question = planning.to_film(self.at)
        return (self.film(), "") if question == "film" else (self.one(self.words.FILM_EARLY), question)

    def _declined(self) -> Said:
        self.reached("filming_declined")
        return self.one(self.words.FILM_DECLINED, must=True), self._towards_letter()

    def _filmed(self) -> Said:
        if _ASKS_LEAVE.match(self.low) and self.heard.asked != "film_done":
            return self._closed("upload_video"), ""
        if "video_upload" in self.prompt.not_yet:
            return self._too_early("video_upload", planning.to_film(self.at))
        told = self._beside_the_wish()
        if told and "uploadVideo" not in self.prompt.views:
            self.move("video_upload", "the parent tells of what was filmed")
            self._keep("film_seen", "development", told)
            return self.one(self.words.FILM_TAKEN, must=True), "film_easy"
        return self._brought("upload_video", "film_seen")

    def _document(self) -> Said:
        found = _IN_DOCUMENT.search(self.heard.text)
        says = (found["says"] or found["en"]).strip() if found else ""
        if len(words(says)) >= 2:
            self._keep("doc_says", "history", says)
            self.move("document_upload", "the parent tells of a document")
            return self.one(self.words.DOC_TAKEN, must=True), self._once("doc_what")
        return self._brought("document", "doc_what")

    def _beside_the_wish(self) -> str:
        """What a message tells after the sentence that says what is wanted."""
        rest = [one.text for one in sentences(self.heard.text)][1:]
        told = ". ".join(rest)
        return told if len(words(told)) >= 3 else ""

    def _keep(self, asked: str, kind: str, text: str) -> None:
        """An answer given before its question."""
        touched = domains(fold(text))
        note = {
            "kind": kind,
            "domain": touched[0] if touched else "general",
            "text": self.words.LABELS[asked] + shortened(text, 500),
        }
        self.calls.append(("note_observation", note))

    def _brought(self, wish: wishes.Wish, question: str) -> Said:
        """Something is brought: into its place where that opens, in the parent's words where it does not."""
        self.move(wishes.STAGE_OF[wish], f"the parent asked for it: {wish}")
        if self.view(wish):
            return self.voice.say(self.words.WISH_OPENED[wish]), ""
        return self._closed(wish), question

    def _no_document(self) -> Said:
        if self.prompt.stage == "document_upload":
            self._to_talk()
        return self.one(self.words.DOC_NONE, must=True), self.next()

    def _go_on(self) -> Said:
        """ "Go on with what we have": the letter is written; with very little known, one thing more is asked for first."""
        thin = [self.voice.say(one) for one in self.words.GO_ON_THIN]
        question = planning.to_film(self.at)
        if question not in ("film", "open") and not any(text in said for text in thin for said in self.said[-8:]):
            return thin[0], question
        self.reached("go_on")
        self.calls.append(
            ("update_journey_stage", {"new_stage": "analysis", "reason": "the parent goes on with what there is"})
        )
        return self.one(self.words.GOING_ON, must=True), ""

    def _report(self) -> Said:
        if "parent_report" in self.prompt.milestones:
            self.move("report_ready", "the parent reads the letter")
            return self._opened()
        if self.prompt.stage == "analysis":
            return self.voice.say(self.words.NEXT["analysis"]), ""
        if self._towards_letter() == "go_on":
            return self.one(self.words.REPORT_NOT_YET, must=True), "go_on"
        return self._closed("report"), self.next()

    def _explain(self) -> Said:
        if "parent_report" not in self.prompt.milestones:
            return self._papers() if self.prompt.papers else self._report()
        self.view("explain")
        return self.voice.say(self.words.EXPLAIN[0]), ""

    def _papers(self) -> Said:
        """What became of a document that was brought. Only one of which something was kept is spoken of as read: of a picture,
        or of a text in which nothing is marked yet, there is nothing to tell."""
        papers = self.prompt.papers
        if not papers:
            return self._no_papers()
        held = [one for one in self.prompt.known if one.state == "held"]
        told = {one.paper for one in held}
        understood = [one for one in papers if one.status == "understood"]
        paper = next((one for one in understood if one.id in told), (understood or papers)[0])
        kept = [one.text for one in held if one.paper == paper.id]
        status = "reading" if paper.status in ("received", "checking") else paper.status
        if paper in understood and not kept:
            status = "unmarked"
        title = quoted(one_line(paper.title.replace("~", ""), 60), self.prompt.language)
        said = self.voice.say(self.words.PAPER[status], paper=title)
        if status == "understood":
            listed = "; ".join(quoted(shortened(text.rstrip("."), 90), self.prompt.language) for text in kept[:2])
            said = f"{said} {self.words.PAPER_SAYS.replace('<says>', listed)}"
        if self.view("papers") and paper in understood:
            said = f"{said} {self.words.WISH_OPENED['papers']}"
        return said, "" if self.at.finished else self.next()

    def _no_papers(self) -> Said:
        """Asked of a document while none is here: the letter may be meant; else the place to bring it opens."""
        if "parent_report" in self.prompt.milestones:
            return self._explain()
        said, question = self._brought("document", "doc_what")
        return f"{self.voice.say(self.words.PAPER['none'])} {said}", question

    def _experts(self) -> Said:
        self.move("expert_search", "the parent looks for a professional")
        if self.view("experts"):
            return self.voice.say(self.words.WISH_OPENED["experts"]), ""
        first = self.voice.say(self.words.FIRST[self.main])
        closed = self._closed("experts") if not any(first in text for text in self.said[-8:]) else ""
        return f"{closed} {first}".strip(), self._once("expert_wants")

    def _meeting(self) -> Said:
        if "meeting_prep" in self.prompt.not_yet:
            return self._too_early("meeting_prep", self.next())
        self.move("meeting_prep", "the parent prepares a meeting")
        if self.view("meeting"):
            return self.voice.say(self.words.WISH_OPENED["meeting"]), self._once("meet_ask")
        return self._closed("meeting"), self._once("meet_who")

    def _share(self) -> Said:
        if "sharing" in self.prompt.not_yet:
            return self._too_early("sharing", self.next())
        return self._brought("share", "")

    def _journal(self) -> Said:
        """ "Add to the journal: …" writes the entry; without words they are asked for, or the journal is opened."""
        moment = journaling.ordered(self.heard.text, self.prompt.history, self.prompt.today)
        if moment:
            return self._journaled(moment, self.words.JOURNALED)
        if journaling.orders(self.low):
            return "", "journal_what"
        return self._opened()

    def _journaled(self, moment: journaling.Moment, said: tuple[str, ...], *tags: str) -> Said:
        self.calls.append(("add_journal_entry", moment.arguments(*tags)))
        return self.one(said, must=True), "" if self.at.finished else self.next()

    def _portrait(self) -> Said:
        return self._opened() if self.view("portrait") else (self._known_so_far(), self.next())

    def _back(self) -> Said:
        self._to_talk()
        return self.one(self.words.BACK, must=True), self.next()

    def _add(self) -> Said:
        return self.one(self.words.ADD), "add_what"

    def _opened(self) -> Said:
        """A view that only opens; where it does not, an honest word and the next question."""
        wish = self.heard.wish
        called = any(name == "trigger_deep_view" for name, _ in self.calls)
        if called or self.view(wish) or wish == "talk":
            if wish in wishes.STAGE_OF:
                self.move(wishes.STAGE_OF[wish], f"the parent asked for it: {wish}")
            return self.voice.say(self.words.WISH_OPENED[wish]), ""
        return self._closed(wish), self.next()

    def _closed(self, wish: wishes.Wish) -> str:
        said = self.voice.say(self.words.WISH_CLOSED[wish])
        return self.one(self.words.REPEATED_CLOSED) if any(said in text for text in self.said[-8:]) else said

    def _too_early(self, stage: str, question: str) -> Said:
        """The kind reason why not yet, and the question that leads there."""
        return self.prompt.not_yet[stage], question

    def _known_so_far(self) -> str:
        held = [
            known.text
            for known in self.prompt.known
            if known.state == "held" and not CONDITION.search(fold(known.text))
        ]
        listed = "; ".join(quoted(shortened(text, 70), self.prompt.language) for text in held[:3])
        first = self.voice.say(self.words.WISH_CLOSED["portrait"])
        return f"{first} {self.words.REMIND_KNOWN.replace('<known>', listed)}" if listed else ""

    # --- answers to what a stage asked -----------------------------------------------------------------------------

    def followed(self) -> Said | None:
        """What follows an answer to one of the stages' own questions; None where the conversation just goes on."""
        heard = self.heard
        if heard.asked in ("film", "film_short"):
            return self._on_filming()
        if self._for_the_meeting():
            return self._meeting_question()
        if heard.wish or heard.order or heard.questions is not None or heard.off_topic or heard.nonsense:
            return None
        if wishes.only_for_now(self.low):
            return self.no_film()
        if heard.answer == "later" and heard.asked not in asking.OF_STAGES and self.prompt.stage not in _TALKING:
            return self.no_film() if self.prompt.stage in _FILMING else self._left()
        deeds: dict[str, Callable[[], Said | None]] = {
            "doc_what": self._doc_named, "doc_says": self._doc_told, "film_done": self._film_done, "film_seen": self._film_seen,
            "film_easy": self._film_told, "go_on": self._go_on_answered, "expert_wants": self._wants_told, "meet_who": self._meeting_named,
            "meet_ask": self._meeting_question, "journal_what": self._journal_told,
        }  # fmt: skip
        deed = deeds.get(heard.asked)
        return deed() if deed else None

    def _on_filming(self) -> Said | None:
        heard = self.heard
        if heard.answer == "yes" or heard.wish == "film":
            return self.film(), ""
        if heard.answer in _DECLINES:
            return self.no_film()
        return None

    def _for_the_meeting(self) -> bool:
        """A question that is not meant for Chitta: it was asked for, or there is no answer to it here."""
        heard = self.heard
        if heard.questions is None or heard.wish or heard.order or self.prompt.stage != "meeting_prep":
            return False
        return not heard.questions or (heard.asked == "meet_ask" and not _FOR_CHITTA & set(heard.questions))

    def _declines(self) -> bool:
        return self.heard.answer in _DECLINES

    def _doc_named(self) -> Said:
        if self._declines():
            return self._no_document()
        return self.one(self.words.TAKEN), "doc_says"

    def _doc_told(self) -> Said:
        self._to_talk()
        head = self.one(self.words.SKIP if self._declines() else self.words.DOC_TAKEN, must=True)
        return head, self.next()

    def _film_done(self) -> Said:
        if self.heard.answer == "yes":
            return self._filmed()
        return self.one(self.words.NO_HURRY, must=True), ""

    def _film_seen(self) -> Said:
        if self._declines():
            return self.one(self.words.SKIP, must=True), self._towards_letter()
        return self.one(self.words.FILM_TAKEN, must=True), "film_easy"

    def _film_told(self) -> Said:
        head = self.one(self.words.SKIP if self._declines() else self.words.FILM_TAKEN, must=True)
        return head, self._towards_letter()

    def _left(self) -> Said:
        """ "Not now" somewhere on the way: back to the conversation, nothing is lost."""
        self._to_talk()
        return self.one(self.words.NO_HURRY, must=True), ""

    def _go_on_answered(self) -> Said | None:
        if self.heard.answer == "yes" or _WRITE.search(self.low):
            return self._go_on()
        return (self.one(self.words.NO_HURRY, must=True), "") if self._declines() else None

    def _wants_told(self) -> Said:
        return self.one(self.words.SKIP if self._declines() else self.words.TAKEN, must=True), ""

    def _meeting_named(self) -> Said:
        return self.one(self.words.SKIP if self._declines() else self.words.TAKEN), "meet_ask"

    def _meeting_question(self) -> Said:
        if self._declines() or len(words(self.heard.text)) < 2:
            return self.one(self.words.NO_HURRY, must=True), ""
        moment = journaling.moment(self.heard.text, self.prompt.today)
        return self._journaled(moment, self.words.MEETING_NOTED, self.words.MEETING_TAG)

    def _journal_told(self) -> Said:
        if self._declines():
            return self.one(self.words.NO_HURRY, must=True), ""
        return self._journaled(journaling.moment(self.heard.text, self.prompt.today), self.words.JOURNALED)

    # --- where one is ------------------------------------------------------------------------------------------

    def what_next(self) -> str:
        """ "What happens now": by stage; in the interview the whole way."""
        return self.voice.say(self.words.NEXT.get(self.prompt.stage) or self.words.CURATED["what_next"])

    def whom_first(self) -> str:
        """ "Whom do we turn to": by the main concern."""
        return self.voice.say(self.words.FIRST[self.main])

    def to_try(self) -> str:
        """ "What can we try at home": general ideas by the main concern, and what the parent said helps."""
        label = self.words.LABELS["helps"]
        helped = [
            known.text.removeprefix(label)
            for known in self.prompt.known
            if known.state == "held" and known.text.startswith(label)
        ]
        touched = domains(self.low)
        parts = [self.voice.say(self.words.TRY[touched[0] if touched else self.main])]
        if helped:
            parts.append(
                self.words.TRY_HELPED.replace("<known>", quoted(shortened(helped[-1], 70), self.prompt.language))
            )
        return " ".join([*parts, self.words.TRY_CLOSE])

    def returned(self) -> str:
        """A parent who comes back after hours or days is greeted by where they stopped."""
        topic = next(
            (line.topic for line in reversed(self.prompt.history) if line.sender == "chitta" and line.topic), ""
        )
        place = topic if self.prompt.stage == "interview" else self.prompt.stage
        where = self.voice.say(self.words.WHERE.get(place) or self.words.WHERE["interview"])
        return self.voice.say(self.words.RETURNED).replace("<where>", where)

    def _towards_letter(self) -> str:
        """The offer to write the letter, once it could say something; else what is still needed for it."""
        question = planning.to_film(self.at)
        return "go_on" if question in ("film", "open") or self.at.finished else question

    def _once(self, question: str) -> str:
        return question if self.at.may(question) else ""

    def _to_talk(self) -> None:
        self.move("consultation" if self.at.finished else "interview", "back to the conversation")


assert set(wishes.STAGE_OF.values()) <= set(STAGES)
