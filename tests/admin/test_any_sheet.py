"""Whatever an operator brings as a list, it is read, or refused with a sentence; what we wrote comes back as it was."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from chitta.admin import sheets
from chitta.core.errors import Refused
from tests.anything import texts, tried

NAMES = "name_en,specialties,city\n"
cells = st.lists(texts, min_size=1, max_size=5)


@tried()
@given(
    st.binary(max_size=80) | texts.map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04"]),
)
def test_a_file_of_anything_is_read_or_refused_with_a_sentence(data, mark):
    try:
        heading, rows = sheets.read(sheets.decoded(mark + data))
        list(rows)
    except Refused as no:
        assert no.sentence
    else:
        assert {"specialties", "city"} <= set(heading.fields)


@tried()
@given(st.lists(cells, max_size=4), st.sampled_from([",", ";", "\t"]))
def test_rows_of_anything_are_each_taken_or_told_what_is_wrong(table, separator):
    into = io.StringIO()
    csv.writer(into, delimiter=separator).writerows([NAMES.strip().split(","), *table])
    try:
        read = list(sheets.read(into.getvalue())[1])
    except Refused as no:
        assert no.sentence
        return
    assert len(read) <= len(table) and all(row.wrong or row.wish for row in read)
    assert all(sentence for row in read for _, sentence, _ in row.wrong)


@tried()
@given(texts)
def test_no_cell_is_calculated_and_each_comes_back(text):
    written = sheets.guarded(text)
    assert not written.startswith(sheets.FORMULA)
    assert sheets.bare(written) == text or text.startswith("'")
