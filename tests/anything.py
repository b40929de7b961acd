"""What a hostile or unlucky hand may type. The same examples in every run, however busy the machine is."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

# Characters that parsers stumble over: controls, marks that reorder, digits of other scripts, what composes, what quotes.
ODD = "\x00\x0b\r\n\t\x85\u2028\u202e\u2066\u200f\u200c\ufeff\u0301\u05b8٣３२²①ﬁİßשׂ״'\"`\\<>&%;,=+-@/.:#_*[]()"
letters = st.sampled_from(ODD) | st.characters()
texts = st.text(letters, max_size=40)


def tried(times: int = 40, **more: Any) -> Any:
    """So many examples, always the same ones."""
    return settings(
        max_examples=times,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        **more,
    )
