"""Whatever piece of a file is asked for, the answer is that piece, the whole, or a no that says how long the file is."""

from __future__ import annotations

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from chitta.gateways.storage import Found
from chitta.web import ranges
from tests.anything import texts, tried

SIZE = 10
numbers = st.integers(0, 30).map(str) | st.sampled_from(["", "٣", "-1", "1e3", str(2**80)])
pieces = st.tuples(numbers, st.sampled_from(["-", "--", "", " - "]), numbers).map("".join)
asked = st.lists(pieces, min_size=1, max_size=3).map(lambda some: "bytes=" + ",".join(some))
ours = Flask("ranges")


@tried(120)
@given(asked | texts.map(lambda text: f"bytes={text}") | texts, st.sampled_from(['"mark"', "mark", 'W/"mark"', ""]))
def test_any_range_is_answered_within_the_file(wanted, mark):
    headers = {"Range": wanted.replace("\r", "").replace("\n", ""), **({"If-Range": mark} if mark else {})}
    with ours.test_request_context("/", headers=headers):
        start, stop, status = ranges._asked(Found(size=SIZE, etag="mark"))
    assert 0 <= start <= stop <= SIZE and status in (200, 206, 416)
    assert status != 200 or (start, stop) == (0, SIZE)
    assert status != 206 or (start < stop and mark in ('"mark"', ""))
