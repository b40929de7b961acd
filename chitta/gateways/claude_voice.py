"""Claude's words as they are to be appended to what is already on the screen."""

from __future__ import annotations

LONGEST_ECHO = 1200  # how much of its own words a continued reply may repeat and still be recognised
SURE = 12  # so many letters alike are no chance


class Voice:
    """Words as they are to be appended: a blank line between two stretches of text, no echo in a continued reply."""

    def __init__(self, said: str, echo_of: str = "") -> None:
        self.spoke = False
        self._echo = Echo(echo_of) if echo_of else None
        self._begun = bool(said)
        self._apart = bool(said) and not echo_of and not said[-1].isspace()
        self._ends_open = bool(said) and not said[-1].isspace()

    def breath(self) -> None:
        """Something other than text came between."""
        self._apart = self._ends_open and not (self._echo and self._echo.open)

    def say(self, text: str) -> str:
        """The words to show for these words of the model; "" while it is not clear yet."""
        return self._show(self._echo.feed(text) if self._echo else text)

    def last(self) -> str:
        """What was held back, now that the model is done."""
        return self._show(self._echo.flush()) if self._echo else ""

    def _show(self, text: str) -> str:
        if self._apart or not self._begun:
            text = text.lstrip()
        if not text:
            return ""
        if self._apart:
            text = f"\n\n{text}"
        self._apart, self._begun, self.spoke = False, True, True
        self._ends_open = not text[-1].isspace()
        return text


class Echo:
    """Drops the words a continued reply repeats from its first part, holding back only while they might be."""

    def __init__(self, said: str) -> None:
        self.tail, self.held, self.open = said.rstrip()[-LONGEST_ECHO:], "", True

    def feed(self, text: str) -> str:
        if not self.open:
            return text
        self.held += text
        begun = self.held.lstrip()
        return "" if not begun or begun in self.tail else self.flush()

    def flush(self) -> str:
        """What is held, without its echo."""
        begun, held = self.held.lstrip(), self.held
        self.held, self.open = "", False
        for start in range(max(0, len(self.tail) - len(begun)), len(self.tail)):
            if begun.startswith(self.tail[start:]) and self._is_echo(start, begun, led=begun != held):
                return begun[len(self.tail) - start :]
        return held

    def _is_echo(self, start: int, begun: str, led: bool) -> bool:
        """A long repeat, the cut word begun anew, or the last whole word; a letter or two alike are chance.

        `led`: white space stood before it, so it is a new word and not the rest of one."""
        length = len(self.tail) - start
        if length >= SURE:
            return True
        if start > 0 and not self.tail[start - 1].isspace() and not self.tail[start].isspace():
            return False
        whole = not begun[length : length + 1].isalnum()
        return length >= 3 if whole else length >= 2 and not led
