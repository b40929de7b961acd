"""A parent's text as words a reader can compare: unpointed, lower-case, with phone spelling forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

COMMA, STOP = 1, 2

_UNSEEN = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # nikud and cantillation
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"  # bidi marks, zero width
)
_QUOTES = str.maketrans(dict.fromkeys("’‘‛`´׳ʼ＇", "'") | dict.fromkeys("“”„‟״«»", '"') | {"־": " ", "_": " "})
_PIECES = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*|[.!?…]+|[\n,;:\"()]+|[-–—]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")

_SPOKEN = {
    "im": "i am", "ive": "i have", "ill": "i will", "id": "i would", "hes": "he is", "shes": "she is",
    "theyre": "they are", "youre": "you are", "theres": "there is", "thats": "that is",
    "whats": "what is", "whos": "who is", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "isnt": "is not", "wasnt": "was not", "arent": "are not", "werent": "were not", "wont": "will not",
    "cant": "can not", "cannot": "can not", "couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not",
    "hasnt": "has not", "havent": "have not", "hadnt": "had not", "aint": "is not", "wanna": "want to",
    "gonna": "going to", "gotta": "got to", "tryna": "trying to", "theyll": "they will",
    "noone": "nobody", "anymore": "any more", "u": "you", "mum": "mom", "hubby": "husband",
    "mummy": "mommy", "bf": "boyfriend", "gf": "girlfriend", "dh": "husband", "pls": "please",
}  # fmt: skip
_TAILS = (("n't", "not"), ("'m", "am"), ("'ve", "have"), ("'ll", "will"), ("'re", "are"), ("'d", "would"))
_IS = {"he", "she", "it", "that", "there", "who", "what", "baby"}
# What may stand glued to the front of a Hebrew word.
_PREFIXES = "ו ה ש ל ב מ כ וה וש ול וב ומ וכ שה של שב שמ שכ כש לכש מש מה בה כשה וכש ושה שכש ומה ולה ובה וכשה כשל כשב"
_GLUED = frozenset(_PREFIXES.split())

# "להם" is not "הם", "שאל" is not "אל", "שלי" is not "לי", "מטבע" is not "טבע".
_NEVER_GLUED = frozenset({"הם", "הן", "אל", "אף", "טבע", "לי", "לו", "לה", "להם", "לנו"})
# "beside" is no "to a hand", and "at once" no "from a hand".
_WHOLE = frozenset({"ליד", "מיד"})


class Token(NamedTuple):
    word: str
    raised: bool  # written with a capital, not at the start of a sentence
    cut: int  # what stands before it: nothing, a comma, a full stop


def clean(text: str) -> str:
    """NFKC, without points and invisible characters, quotes of one kind. Case is kept for the names."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES)


def tokens(text: str) -> list[Token]:
    """Words in order; punctuation stays only as the cut before the next word."""
    found: list[Token] = []
    cut = STOP
    for piece in _PIECES.finditer(clean(text)):
        raw = piece.group()
        if raw[0].isalnum():
            raised = raw[0].isupper() and raw[1:].islower() and cut != STOP
            for word in [re.split("[.,]", raw)[0]] if raw[0].isdigit() else _words(raw.lower()):
                found.append(Token(word, raised, cut))
                cut = 0
        else:
            cut = max(cut, _weight(raw))
    return found


def _weight(mark: str) -> int:
    """Dots in a row are a pause on a phone, not the end of a sentence."""
    if mark[0] in ".!?…":
        return STOP if mark in (".", "!", "?") or set(mark) & set("!?") else COMMA
    return COMMA if mark[0] in '\n,;:"()' else 0


def _words(raw: str) -> Iterable[str]:
    plain = raw.replace("'", "")
    if "'" not in raw or raw[0] >= "א":
        return _SPOKEN.get(plain, plain).split()
    if plain in _SPOKEN and plain not in ("ill", "id"):
        return _SPOKEN[plain].split()
    for tail, meant in _TAILS:
        if raw.endswith(tail):
            return [raw[: -len(tail)].replace("'", ""), meant]
    if raw.endswith("'s"):
        whose = raw[:-2].replace("'", "")
        return [whose, "is"] if whose in _IS else [whose]
    return [plain]


class Lexicon:
    """The words the phrases know, and which of them a written word may stand for."""

    def __init__(self, words: Iterable[str], exempt: Iterable[str]) -> None:
        known = set(words)
        self.stems = {word for word in known if word.endswith("*")}
        self.known = known - self.stems
        self.longest = max(map(len, known))
        self.typos = _typos(self.known) | _half_spelled(self.known)
        self.ordinary = frozenset(exempt)
        for word in self.known:
            self.typos.pop(word, None)

    def forms(self, word: str) -> frozenset[str]:
        """The known words this one may be; empty for most words of most sentences."""
        if len(word) > 40:  # nobody's word; and the work on it would grow with its length
            return frozenset()
        found = self._known(word)
        if not found and len(word) > 2:
            shorter = _DRAWN_OUT.sub(r"\1", word)
            found = self._known(shorter) if shorter != word else self._forgiven(word)
        return frozenset(found)

    def _known(self, word: str) -> set[str]:
        found = {word} & self.known
        found |= {word[:n] + "*" for n in range(3, min(len(word), self.longest) + 1) if word[:n] + "*" in self.stems}
        if "א" <= word[0] <= "ת" and word not in _WHOLE:
            for n in range(1, min(4, len(word) - 1)):
                if word[:n] in _GLUED:
                    rest = word[n:]
                    if found and rest in _NEVER_GLUED:
                        continue
                    found |= {rest} & self.known
                    found |= {rest[:m] + "*" for m in range(3, len(rest) + 1) if rest[:m] + "*" in self.stems}
        return found

    def _forgiven(self, word: str) -> set[str]:
        if word in self.ordinary or (word[0] in "ושהכ" and word[1:] in self.ordinary):
            return set()
        if meant := self.typos.get(word):
            return {meant}
        if "א" <= word[0] <= "ת":
            bare = _skeleton(word)
            meant = self.typos.get(bare) or (self.typos.get(_skeleton(word[1:])) if word[0] in "ושהלבמכ" else None)
            return {meant} if meant else set()
        if len(word) >= 7:
            for n in range(1, len(word)):
                if word[:n] + word[n + 1 :] in self.known:
                    return {word[:n] + word[n + 1 :]}
        return set()


def _typos(known: Iterable[str]) -> dict[str, str]:
    """One letter missing or two exchanged, never one for another: "sharing" must not become "shaking"."""
    found: dict[str, str] = {}
    for word in known:
        if len(word) >= (7 if word[0] < "א" else 6):
            for n in range(1, len(word)):
                if word[0] < "א":
                    found[word[:n] + word[n + 1 :]] = word
                if n + 1 < len(word):
                    found[word[:n] + word[n + 1] + word[n] + word[n + 2 :]] = word
    return found


def _skeleton(word: str) -> str:
    """Hebrew without its optional vowel letters and doubled endings: full and defective spelling meet here."""
    bare = word[:1] + re.sub("[יו]", "", word[1:])
    return "~" + re.sub(r"(.)\1", r"\1", bare)


def _half_spelled(known: Iterable[str]) -> dict[str, str]:
    hebrew = sorted(word for word in known if "א" <= word[0] <= "ת")
    return {_skeleton(word): word for word in hebrew if len(_skeleton(word)) > 4}
