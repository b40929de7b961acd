"""The picture of the weeks: pure, and the table behind it says the same."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from chitta.core import times
from chitta.journal import weeks

TODAY = date(2026, 11, 28)  # a Saturday
SUNDAY = date(2026, 11, 22)


def test_weeks_begin_on_sunday_and_nothing_is_drawn_of_nothing():
    assert weeks.sunday(TODAY) == weeks.sunday(SUNDAY) == SUNDAY
    assert weeks.first_day(TODAY) == SUNDAY - timedelta(weeks=11)
    assert weeks.picture({}, TODAY, True) is None
    assert weeks.picture({(date(2026, 1, 1), "progress"): 3}, TODAY, True) is None


@pytest.mark.parametrize(("right_to_left", "newest_is_left"), [(True, True), (False, False)])
def test_time_goes_as_the_reader_reads(right_to_left, newest_is_left):
    daily = {(TODAY, "progress"): 1, (SUNDAY - timedelta(weeks=11), "challenge"): 1}
    new, old = weeks.picture(daily, TODAY, right_to_left).blocks
    assert (new.kind, old.kind) == ("progress", "challenge") and (new.x < old.x) == newest_is_left


def test_kinds_differ_in_shape_and_no_block_leaves_the_picture():
    daily = {(TODAY, kind): 500 if kind == "progress" else 1 for kind in weeks.KINDS}
    for counts in ({(TODAY, kind): 1 for kind in weeks.KINDS}, daily):
        blocks = weeks.picture(counts, TODAY, False).blocks
        assert len(blocks) == 3 and all(one.y >= 0 and one.y + one.height <= weeks.GROUND for one in blocks)
        assert all(one.x >= 0 and one.x + one.width <= weeks.WIDE for one in blocks)
    assert len({one.corner for one in weeks.picture({(TODAY, k): 1 for k in weeks.KINDS}, TODAY, False).blocks}) == 3


def test_the_page_draws_it_and_the_table_counts_the_same(dana, wrote):
    for place, kind in enumerate(("progress", "progress", "challenge")):
        wrote(f"moment {place}", kind=kind)
    wrote("Last week", day=times.today() - timedelta(days=7))
    page = dana.get(f"/sessions/{dana.session_id}/journal").text
    svg = re.search('<svg class="fig".*?</svg>', page, re.S)[0]
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page)
    cells = [[int(n) for n in re.findall(r"<td>(\d+)</td>", row)] for row in rows]
    assert svg.count("<rect") == 4 and "from 0 to 3 moments" in svg
    assert len(cells) == 12 and cells[0] == [2, 0, 1] and cells[1] == [0, 1, 0] and not any(map(sum, cells[2:]))


def test_a_deletion_draws_it_anew(dana, wrote):
    entry = wrote()
    answer = dana.post(f"/journal/{entry}/delete", headers={"HX-Request": "true"}).text
    assert 'hx-target="#journal-weeks"' in answer and "<rect" not in answer
    assert "<rect" in dana.post(f"/journal/{entry}/restore", headers={"HX-Request": "true"}).text
