"""What a message tells about the child: observations in the parent's own words, sorted by kind and domain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chitta.core.vocabulary import Domain, ObservationKind, Topic
from chitta.gateways.builtin import addressing, answers, asking, curated, frames, lexicon
from chitta.gateways.builtin.normalising import Sentence, fold, plain, sentences, shortened, tidy, words
from chitta.gateways.builtin.people import People, mentions
from chitta.gateways.builtin.wishes import wish as wish_of

TEXT_LIMIT = 600
MOST_NOTES = 8

_TURN = re.compile(
    r"\s*,\s+|\s+(?=(?:אבל|אולם|ומצד\s+שני|למרות\s+ש\S*|but|however|although|whereas)\s)|\s+(?=(?:והוא|והיא|ובגן|ובבית|ולפעמים|and\s+(?:he|she|they)|and\s+at\s+\w+)\s)",
    re.I,
)
_LEADING = re.compile(
    r"^(?:(?:(?:אבל|אז|ועוד|but|and|so|also|well)[,\s]+)|(?:actually(?:\s+no)?|yes|no|sorry|בעצם(?:\s+לא)?|כן|לא|סליחה),\s+)+|^ו(?=(?:הוא|היא)(?![א-ת]))",
    re.I,
)
_NEGATION_BEFORE = re.compile(
    r"(?:(?<![א-ת])[ושכ]{0,2}(?:לא|אין|אינו|אינה|בלי)|\b(?:not|no|never|without|cannot|doesnt|dont|isnt|wont|hasnt|didnt|cant)|n't)"
    r"(?:\s+(?:כל\s+כך|ממש|הכי|כזה|כזאת|לו|לה|שום|לי|לנו|so|very|really|too|that|much|any|a|even|always))?\s*$"
)
_DENIED = re.compile(r"(?:(?<![א-ת])[ושכ]{0,2}(?:לא|אין|בלי)|\b(?:not|never|no|hardly)|n't)\s+\S+\s*$")
_SELF_BEFORE = re.compile(
    r"(?:(?<![א-ת])ו?(?:אני|אנחנו)|\b(?:i|we|i'm|we're))(?:\s+(?:כל\s+כך|ממש|מאוד|really|just|do|so))?\s*$"
)
_SHIFT = re.compile(r"^\W*(?:כש|אם|when|if)")
_SUBJECT = re.compile(r"(?<![א-ת])(?:הוא|היא)(?![א-ת])|\b(?:he|she|they)\b")
_WISHED = re.compile(r"^\W*(?:that\s+(?:he|she|they|we)\b|to\b)")
_WISHED_HE = re.compile(r"^\W*(?:ש[ית][א-ת]|ל[א-ת])")
_FILLER = re.compile(
    r"^(?:\W*(?:sorry|actually|oops|wait|well|so\s+what|i\s+guess|no|yes|ok|okay|hmm|טעיתי|בעצם|סליחה|אה|אז\s+מה|נו|לא|כן|טוב)(?![א-ת\w]))+\W*$"
)
_FIRST_PERSON = re.compile(r"^\W*[א-ת]{2,}תי(?![א-ת])")  # קראתי, ניסיתי
_DURATION = re.compile(
    r"^\W*(?:בערך\s+|about\s+|around\s+|maybe\s+)?(?:חצי\s+שנה|שנה|שנתיים|חודש|חודשיים|שבועיים|כמה\s+חודשים|[א-ת\d]+\s+(?:חודשים|שנים|שבועות)"
    r"|half\s+a\s+year|a\s+year|a\s+month|(?:\w+|a\s+few)\s+(?:months?|years?|weeks?))(?:\s+(?:בערך|or\s+so|now))?\W*$"
)
_SINCE = (*frames.BEGAN, re.compile(lexicon.SINCE))
_SINCE_LIMIT = 80
_NARROW: frozenset[Domain] = frozenset({"communication", "eating", "sleep", "social_play"})


@dataclass(frozen=True, slots=True)
class Note:
    """One observation to be recorded. about: "since" or "helps" where that is all it says, whatever was asked."""

    kind: ObservationKind
    domain: Domain
    text: str
    example: str = ""
    since: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What was asked when the message came, and what is known already."""

    asked: str = ""  # id of the question, "" when nothing was asked
    topic: Topic | None = None
    domains: tuple[Domain, ...] = ()  # the domains the question named
    main: Domain = "general"  # domain of the family's main concern
    has_concern: bool = False
    has_example: bool = False
    people: People = field(default_factory=People)
    known: frozenset[str] = frozenset()  # folded texts that are recorded already


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    note: tuple[ObservationKind, Domain] | None
    detail: bool
    own: bool = True  # its words say what it is; else only the question did
    lead: str = ""  # what stands before it in the message: a comma, a space


def since(text: str) -> str:
    """Since when, as the parent says it, or ""."""
    said = _began(text)
    return shortened(plain(text)[slice(*said)].strip(" ,-"), _SINCE_LIMIT) if said else ""


def _began(text: str) -> tuple[int, int] | None:
    """Where a text says since when."""
    low = fold(text)
    for pattern in _SINCE:
        if match := pattern.search(low):
            return match.span("when" if "when" in pattern.groupindex else 0)
    match = _DURATION.match(low) or frames.TIME_ALONE.match(low)
    return match.span() if match else None


def only_since(text: str) -> bool:
    """Whether a text says since when and next to nothing else: "it started in July", "ככה כבר שנתיים"."""
    said = _began(text)
    if not said:
        return False
    low = fold(text)
    rest = low[: said[0]] + " " + low[said[1] :]
    return len(words(rest)) <= 5 and not (
        domains(rest) or trouble(rest) or frames.HARD.search(rest) or frames.GOOD.search(rest)
    )


def helps(text: str) -> bool:
    """Whether a text says what helps."""
    low = fold(text)
    return bool(lexicon.HELPS.search(low) or frames.HELPING.search(low))


def domains(low: str) -> list[Domain]:
    """The domains a folded text touches, the most mentioned first."""
    low = lexicon.REPORTED.sub(" ", _of_child(low))
    places = {
        domain: {m.start() for words_ in (lexicon.DOMAIN_WORDS, frames.DOMAINS) for m in words_[domain].finditer(low)}
        for domain in lexicon.DOMAIN_ORDER
    }
    touched = [domain for domain in lexicon.DOMAIN_ORDER if places[domain]]
    return sorted(touched, key=lambda domain: -len(places[domain]))


def trouble(low: str) -> str:
    """Which everyday difficulty a folded text describes, or ""."""
    low = _of_child(low)
    return next((key for key, pattern in lexicon.TROUBLES.items() if pattern.search(low)), "")


def only_trouble(low: str) -> str:
    """The one difficulty a folded text describes; "" for none or several, where a word about one of them would be a guess."""
    low = _of_child(low)
    found = [key for key, pattern in lexicon.TROUBLES.items() if pattern.search(low)]
    return found[0] if len(found) == 1 else ""


def _of_child(low: str) -> str:
    """A folded text without what it says of the parent alone."""
    low = lexicon.ABLE_ALONE.sub(lambda match: match["he"] or match["en"], frames.OTHERS_HARD.sub(" ", low))
    return lexicon.SMALL_WORDS.sub(" ", lexicon.OF_PARENT.sub(" ", low))


def is_strength(low: str) -> bool:
    """Whether a folded text says something good of the child."""
    if addressing.TIRED.search(low) or answers.too_much(low):
        return False
    found = (*lexicon.STRENGTH.finditer(low), *frames.GOOD.finditer(low))
    before = (low[max(0, m.start() - 24) : m.start()] for m in found)
    return any(not _denied_or_own(one) and not _DENIED.search(one) for one in before)


def is_concern(low: str) -> bool:
    """Whether a folded text says that something is hard; a bare "I am worried" does not say what."""
    low = lexicon.CONDITION.sub(" ", _of_child(low))
    if lexicon.NO_WORRY.search(low):
        return False
    if _FIRST_PERSON.match(low) and not (lexicon.CHILD_WORD.search(low) or trouble(low)):
        return False
    touched = domains(low)
    hits = [m for m in lexicon.CONCERN.finditer(low) if not _denied_or_own(low[max(0, m.start() - 24) : m.start()])]
    if _denied_trouble(low):
        return False  # "he does not hit", "noise does not bother her"
    if hard_frame(low):
        return True
    if any(not lexicon.BARE_WORRY.fullmatch(m.group(0).strip()) for m in hits):
        return bool(touched) or bool(trouble(low)) or bool(lexicon.CHILD_WORD.search(low))
    if hits:
        return bool(touched) or bool(trouble(low))
    if lexicon.ONLY.search(low) and _NARROW & set(touched[:1]):
        return True
    return bool(touched or trouble(low)) and _denies(low) and not fine(low)


def hard_frame(low: str) -> bool:
    """Whether a folded text tells a difficulty by its frame: how long it takes, what it ends in."""
    low = _of_child(low)
    return any(not _denied_or_own(low[max(0, m.start() - 24) : m.start()]) for m in frames.HARD.finditer(low))


def _denied_trouble(low: str) -> bool:
    """Whether every trouble that is named is named to be denied."""
    named = list(lexicon.CONCERN.finditer(low))
    strong = [m for m in named if not lexicon.BARE_WORRY.fullmatch(m.group(0).strip())]
    return bool(strong) and all(_NEGATION_BEFORE.search(low[max(0, m.start() - 24) : m.start()]) for m in strong)


def fine(low: str) -> bool:
    """Whether something is said to be well, and not "does not sleep well"."""
    return any(not _DENIED.search(low[: m.start()]) for m in lexicon.FINE.finditer(low))


def _denied_or_own(before: str) -> bool:
    return bool(_NEGATION_BEFORE.search(before) or _SELF_BEFORE.search(before))


def _denies(low: str) -> bool:
    return any(
        not re.match(r"\s*(?:יודעת?|בטוחה?|זוכרת?|know|sure|remember|think)\b", low[m.end() :])
        for m in lexicon.NEGATED.finditer(low)
    )


def worry_announced(low: str) -> bool:
    """A worry without saying about what: "something is worrying me"."""
    if lexicon.NO_WORRY.search(low):
        return False
    return any(
        not _NEGATION_BEFORE.search(low[max(0, m.start() - 24) : m.start()]) for m in lexicon.BARE_WORRY.finditer(low)
    )


def notice(text: str, setting: Setting, details: Sequence[str] = ()) -> list[Note]:
    """The observations of a message; questions, greetings, refusals and what is known already make none.

    `details` are folded bits (a name, an age) that are kept elsewhere.
    """
    told = [one for one in map(told_part, sentences(tidy(text))) if one and not addressing.to_chitta(one.low)]
    if not told:
        return []
    if setting.asked in ("example", "missing_example", "example_hope") and (moment := _moment(told, setting, details)):
        return _fresh([moment], setting)
    of_stage = _of_stage(told, setting) if setting.asked in asking.OF_STAGES else None
    if of_stage and setting.asked != "film_easy":
        return _fresh([of_stage], setting)
    found: list[Note] = []
    for sentence in told:
        if only_since(sentence.text) and (dated := _dated(found, sentence.text, setting)):
            found = dated
            continue
        happened = _happened(sentence, setting, bool(found)) or _whole(sentence, setting)
        found += [happened] if happened else _merged(_pieces(sentence.text, setting, details))
    if of_stage and not found:
        found = [of_stage]
    return _fresh(found, setting)[:MOST_NOTES]


def _whole(sentence: Sentence, setting: Setting) -> Note | None:
    """A sentence that is one thing however many commas it has: who lives at home, what helps when."""
    low = sentence.low
    if setting.asked in ("example", "missing_example", "example_hope") or is_concern(low) or wish_of(low):
        return None
    if frames.who_lives_at_home(low):
        return Note("context", "general", _clean(sentence.text))
    if frames.HELPING.match(low) and setting.has_concern and not lexicon.HOPE.search(low):
        return Note("context", setting.main, _clean(sentence.text), about="helps")
    return None


def _dated(found: list[Note], text: str, setting: Setting) -> list[Note]:
    """ "It started in July" belongs to the worry told just before it; with none in the message it stands by itself. Empty where
    there is no worry it could be about."""
    at = next((n for n in range(len(found) - 1, -1, -1) if found[n].kind == "concern"), None)
    if at is not None and not found[at].since:
        return [*found[:at], replace(found[at], since=since(text)), *found[at + 1 :]]
    if at is None and not setting.has_concern and setting.asked != "since":
        return []
    return [*found, Note("context", setting.main, _clean(text), since=since(text), about="since")]


def _of_stage(told: Sequence[Sentence], setting: Setting) -> Note | None:
    """The answer to a stage's own question, whole: what a document says, what a film shows, what matters in an expert."""
    kind = asking.OF_STAGES[setting.asked]
    whole = shortened(". ".join(one.text for one in told), TEXT_LIMIT - 40)
    low = fold(whole)
    if answers.angry(low) or answers.defensive(low) or wish_of(low) or answers.corrects(low):
        return None
    if (
        kind is None
        or len(words(whole)) < 2
        or answers.short_answer(whole)
        or answers.nonsense(whole)
        or answers.off_topic(low)
    ):
        return None
    touched = domains(low) if setting.asked in ("doc_says", "film_seen", "film_easy") else []
    return Note(kind, touched[0] if touched else "general", whole)


def _happened(sentence: Sentence, setting: Setting, after_another: bool) -> Note | None:
    """A worry told as one moment ("yesterday at the park he ...") stays in one piece and is its own example."""
    low = sentence.low
    if not lexicon.MOMENT.search(low) or len(words(low)) < 6 or answers.off_topic(low) or lexicon.HISTORY.search(low):
        return None
    if _about_sibling(low, setting.people):
        return None
    known = (setting.has_concern or after_another) and lexicon.CHILD_WORD.search(low) and not is_strength(low)
    if not is_concern(low) and not (known and (domains(low) or not setting.has_example)):
        return None
    whole = _clean(sentence.text)
    domain = _domain(low, "concern", setting)
    return Note("concern", setting.main if domain == "general" else domain, whole, whole, since(whole))


def told_part(sentence: Sentence) -> Sentence | None:
    """The sentence without the part that is a question; None when it is nothing else."""
    if not curated.asks(sentence.low, sentence.asked) or (sentence.asked and curated.rising(sentence.low)):
        return Sentence(sentence.text, False)
    head = curated.before_tag(sentence.text) or (sentence.text.rsplit(",", 1)[0] if "," in sentence.text else "")
    return Sentence(head, False) if not curated.asks(fold(head), False) and len(words(head)) >= 3 else None


def _moment(told: Sequence[Sentence], setting: Setting, details: Sequence[str]) -> Note | None:
    """The whole answer to "when did it last happen" as one example; small refusals are none."""
    kept = [one.text for one in told if len(words(one.text)) > 8 or not any(bit in one.low for bit in details)]
    whole = shortened(_LEADING.sub("", ". ".join(kept)), TEXT_LIMIT)
    low = fold(whole)
    if len(words(whole)) < 4 or answers.off_topic(low) or answers.passes(whole) or answers.nonsense(whole):
        return None
    if lexicon.NO_WORRY.search(low) or (answers.too_much(low) and not domains(low)) or answers.defensive(low):
        return None
    if only_since(whole) or frames.HELPING.search(low) or frames.EARLY.search(low):
        return None
    other = lexicon.HISTORY.search(low) or (
        setting.asked != "example_hope" and is_strength(low) and not is_concern(low)
    )
    if other and not lexicon.MOMENT.search(low) and setting.asked != "missing_example":
        return None
    touched = domains(low)
    domain = setting.main if setting.main in touched or setting.main != "general" or not touched else touched[0]
    kind: ObservationKind = "hope" if setting.asked == "example_hope" and not is_concern(low) else "concern"
    return Note(kind, domain, whole, whole, since(whole))


def _pieces(text: str, setting: Setting, details: Sequence[str]) -> list[_Piece]:
    found, end, of_sibling = [], 0, False
    for start, stop in _turns(text):
        part = text[start:stop].strip(" ,-")
        if part:
            at = text.index(part, start)
            low = fold(part)
            detail = any(bit and bit in low for bit in details)
            note = _sorted(part, low, setting, detail)
            goes_on = of_sibling and _of_the_other(low, setting.people)
            of_sibling = goes_on or _about_sibling(low, setting.people)
            note = ("context", "general") if note and goes_on else note
            own = _kind(low, replace(setting, asked="", topic=None, domains=()), detail, len(words(part)))
            found.append(_Piece(part, note, detail, own not in (None, "development"), text[end:at]))
            end = at + len(part)
    return _continued(found)


def _of_the_other(low: str, people: People) -> bool:
    """Whether a piece begins with "he" while the child is a girl, or "she" while it is a boy."""
    other = {"boy": r"\W*(?:ו?היא|she)(?![א-ת\w])", "girl": r"\W*(?:ו?הוא|he)(?![א-ת\w])"}.get(people.gender)
    return bool(other and re.match(other, low))


def _continued(pieces: list[_Piece]) -> list[_Piece]:
    """What a sentence says of itself goes on: a piece that only the question would place joins those that place themselves."""
    clear = {piece.note[0] for piece in pieces if piece.note and piece.own}
    if len(clear) != 1 or not clear & {"concern", "strength"}:
        return pieces
    return [piece if piece.own or not piece.note or piece.detail else replace(piece, note=None) for piece in pieces]


def _turns(text: str) -> list[tuple[int, int]]:
    """Where the pieces of a sentence begin and end."""
    cuts = [(m.start(), m.end()) for m in _TURN.finditer(text)]
    return list(zip([0, *(stop for _, stop in cuts)], [*(start for start, _ in cuts), len(text)], strict=True))


def _sorted(part: str, low: str, setting: Setting, detail: bool) -> tuple[ObservationKind, Domain] | None:
    if (answers.off_topic(low) and not lexicon.CHILD_WORD.search(low)) or answers.nonsense(part):
        return None
    if detail and len(words(part)) == 1:
        return None  # a name that is also a word
    declined = answers.short_answer(part)
    if (
        (declined == "unsure" and not trouble(low))
        or declined in ("stop", "skip", "later", "thanks", "greeting")
        or lexicon.NO_WORRY.search(low)
    ):
        return None
    if answers.angry(low) or addressing.unseen(low):
        return None
    if answers.defensive(low) or (answers.too_much(low) and not trouble(low)) or addressing.hard_to_say(low):
        return None
    if _says_nothing(part, low):
        return None
    kind = _kind(low, setting, detail, len(words(part)))
    return (kind, _domain(low, kind, setting)) if kind else None


def _says_nothing(part: str, low: str) -> bool:
    """ "All fine there" and a bare "no" are answers, but nothing to keep."""
    count = len(words(part))
    if _FILLER.match(low) or (count <= 3 and answers.corrects(low)):
        return True
    return (
        count <= 4
        and not domains(low)
        and (
            answers.short_answer(part) in ("yes", "no")
            or bool(lexicon.FINE.search(low) and count <= 3 and not lexicon.HISTORY.search(low))
        )
    )


def _kind(low: str, setting: Setting, detail: bool, count: int) -> ObservationKind | None:
    """What it is about decides where it goes; the question asked only where the words themselves say nothing clear."""
    hard = is_concern(low)
    good = is_strength(low) or (not hard and setting.topic in (None, "basics", "strengths") and _does_gladly(low))
    if lexicon.LOST.search(low):
        return "concern"
    if setting.topic == "hopes" and (_WISHED.match(low) or _WISHED_HE.match(low)):
        return "hope"
    if _WISHED.match(low) and hard and hard_frame(low):
        return "concern"  # "that he's not walking": what the worry is
    if _about_sibling(low, setting.people) and not (hard and lexicon.CHILD_WORD.search(low)):
        return "context"
    wished = lexicon.HOPE.search(low) or _WISHED.match(low) or (setting.topic == "hopes" and _WISHED_HE.match(low))
    if (wished and (setting.topic == "hopes" or count >= 4)) or frames.WISHED_FOR.search(low):
        return "hope"
    if not detail and (own := _own_kind(low, setting, count)):
        return own
    by_topic = _by_topic(low, setting, good, hard, count, detail)
    if by_topic:
        return by_topic
    if hard and not (lexicon.HISTORY.search(low) and not trouble(low)):
        return "concern"
    if good:
        return "strength"
    return _background(low, setting, count) if not detail or count > 6 else None


def _own_kind(low: str, setting: Setting, count: int) -> ObservationKind | None:
    """What the words say by themselves, strongly enough to stand against the question that was asked."""
    hard, good = is_concern(low), is_strength(low)
    clearly_hard = hard and (trouble(low) or hard_frame(low) or (lexicon.CHILD_WORD.search(low) and domains(low)))
    if frames.HELPING.search(low) and not (hard and hard_frame(low)):
        return "context"
    if setting.asked == "helps" and helps(low):
        return None
    if frames.EARLY.search(low):
        return "history"
    if not hard and (lexicon.DEVELOPMENT.search(low) or frames.DEVELOPED.search(low)):
        return "development"
    if (frames.LIVES.search(low) or frames.who_lives_at_home(low)) and not (hard and hard_frame(low)):
        return "context"
    if clearly_hard and not good:
        return None if setting.topic == "history" and lexicon.HISTORY.search(low) else "concern"
    clearly_good = frames.GOOD.search(low) or (setting.topic == "history" and not lexicon.HISTORY.search(low))
    return "strength" if good and not hard and count >= 2 and clearly_good else None


def _by_topic(low: str, setting: Setting, good: bool, hard: bool, count: int, detail: bool) -> ObservationKind | None:
    """What the answer to a question about a topic is, when it has no clearer kind of its own."""
    topic = setting.topic
    if (detail and count <= 5) or (worry_announced(low) and not hard):
        return None
    if setting.asked in ("since", "helps") and not (good and not helps(low)):
        return None if trouble(low) and not helps(low) and not _SHIFT.match(low) else "context"
    if (
        topic == "hopes"
        and _may_be_hope(low, count)
        and not ((good or hard) and _SUBJECT.search(low) and not lexicon.HOPE.search(low))
    ):
        return "hope"
    if topic in ("history", "areas") and not good and not hard and _of_home(low):
        return "context"
    if topic == "history" and not (hard and trouble(low) and not lexicon.HISTORY.search(low)):
        now = domains(low) and not lexicon.HISTORY.search(low)
        return "development" if lexicon.DEVELOPMENT.search(low) or now else "history"
    if topic in ("family", "day") and not good and not (hard and trouble(low)):
        return "context"
    if topic == "areas" and not good and not hard:
        return (
            "development" if domains(low) or lexicon.CHILD_WORD.search(low) or (count > 1 and not since(low)) else None
        )
    if topic == "strengths" and not hard and (good or _told_as_good(low, count)):
        return "strength"
    if (
        topic == "concerns"
        and not good
        and not hard
        and not lexicon.FINE.search(low)
        and _speaks_of_child(low, count)
        and count >= 2
    ):
        return "concern"
    return None


def _may_be_hope(low: str, count: int) -> bool:
    """What was told when hopes were asked and is none: "no allergies", "his father talked late too"."""
    wished = lexicon.HOPE.search(low) or _WISHED.match(low) or _WISHED_HE.match(low)
    return bool(wished) or (count <= 6 and not lexicon.NEGATED.search(low) and not lexicon.FAMILY.search(low))


def _background(low: str, setting: Setting, count: int) -> ObservationKind | None:
    if lexicon.DEVELOPMENT.search(low):
        return "development"
    if lexicon.HISTORY.search(low) and count >= 3:
        return "history"
    if count >= 3 and (lexicon.FAMILY.search(low) or lexicon.DAY.search(low)):
        return "context"
    return "development" if count >= 4 and domains(low) and lexicon.CHILD_WORD.search(low) else None


def _of_home(low: str) -> bool:
    told = lexicon.FAMILY.search(low) or lexicon.DAY.search(low)
    return bool(told) and not lexicon.HISTORY.search(low) and not lexicon.DEVELOPMENT.search(low)


def _does_gladly(low: str) -> bool:
    """An interest told of the child ("she draws all day"), and nothing denied."""
    told = any(pattern.search(low) for pattern in lexicon.INTERESTS.values())
    return told and bool(lexicon.CHILD_WORD.search(low)) and not lexicon.NEGATED.search(low)


def _speaks_of_child(low: str, count: int) -> bool:
    known = any(pattern.search(low) for pattern in lexicon.INTERESTS.values())
    return count <= 4 or known or bool(domains(low)) or bool(lexicon.CHILD_WORD.search(low))


def _told_as_good(low: str, count: int) -> bool:
    """An answer to "what makes her happy" without a word of praise: an interest, or a short thing that is not a number."""
    if (
        lexicon.NEGATED.search(low)
        or lexicon.CONCERN.search(low)
        or addressing.amount(low)
        or any(c.isdigit() for c in low)
    ):
        return False
    if addressing.of_self(low) and not lexicon.CHILD_WORD.search(low):
        return False  # "I am just tired"
    if _does_gladly(low) or any(one.search(low) for one in lexicon.INTERESTS.values()) or count <= 4:
        return True
    told_of_child = not (
        addressing.of_self(low) or lexicon.REPORTED.search(low) or lexicon.FAMILY.search(low) or answers.angry(low)
    )
    return count <= 14 and told_of_child and not trouble(low) and not lexicon.ONLY.search(low)


def _about_sibling(low: str, people: People) -> bool:
    met = mentions(low, people)
    return bool(met) and any(mention.sibling for mention in met) and not any(mention.child for mention in met)


def _domain(low: str, kind: ObservationKind, setting: Setting) -> Domain:
    if kind == "concern" and trouble(low) == "hitting":
        return "behaviour_emotion"  # whatever it was about: a ball, a meal
    touched = domains(low)
    if kind in ("history", "context", "hope") and setting.asked not in ("helps", "since"):
        return touched[0] if kind == "hope" and touched else "general"
    if setting.domains and not touched:
        return setting.domains[0] if kind != "development" or len(setting.domains) == 1 else "general"
    if setting.asked in ("helps", "since") and kind == "context":
        return setting.main
    return next((domain for domain in touched if domain in setting.domains), touched[0] if touched else "general")


def _merged(pieces: list[_Piece]) -> list[Note]:
    """Neighbouring pieces of one sentence that say the same kind of thing are one note, so that words stay together."""
    groups: list[tuple[list[_Piece], tuple[ObservationKind, Domain]]] = []
    waiting: list[_Piece] = []
    for piece in pieces:
        last = groups[-1] if groups else None
        if piece.note is None:
            if piece.detail:
                waiting = []
            elif last:
                last[0].append(piece)
            else:
                waiting.append(piece)
        elif last and _belongs(last[1], piece.note, piece.text):
            last[0].append(piece)
        else:
            groups.append(([*waiting, piece], piece.note))
            waiting = []
    told = [
        ("".join(f"{one.lead if at else ''}{one.text}" for at, one in enumerate(pieces)), note)
        for pieces, note in groups
    ]
    return [Note(kind, domain, _clean(words_), since=since(words_)) for words_, (kind, domain) in told]


def _belongs(before: tuple[ObservationKind, Domain], now: tuple[ObservationKind, Domain], text: str) -> bool:
    return before[0] == now[0] and (before[1] == now[1] or len(words(text)) <= 3 or "general" in (before[1], now[1]))


def _clean(text: str) -> str:
    return shortened(_LEADING.sub("", text), TEXT_LIMIT)


def _fresh(notes: list[Note], setting: Setting) -> list[Note]:
    seen = set(setting.known)
    found = []
    for note in notes:
        key = fold(note.text)
        if key not in seen and words(note.text) and not any(key in old for old in setting.known if len(key) > 8):
            seen.add(key)
            found.append(note)
    return found
