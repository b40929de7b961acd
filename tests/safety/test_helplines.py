import shutil
import tomllib
from itertools import combinations

import pytest

from chitta.core.i18n import speaking
from chitta.safety.helplines import BUNDLED, HOME, ON_A_CARD, lines_for, problems
from chitta.safety.reading import KINDS

TABLE = {
    "IL": {"100", "101", "1201", "118", "105", "04-7771900"},
    "US": {"911", "988", "1-800-422-4453", "1-800-843-5678", "1-800-799-7233", "1-800-222-1222"},
}


@pytest.fixture
def desk(tmp_path):
    """The operator's folder, with copies to edit."""
    for file in BUNDLED.glob("*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def phones(lines):
    return [line.phone for line in lines]


def edit(desk, old, new, file="il.toml"):
    text = (desk / file).read_text("utf-8")
    assert old in text
    (desk / file).write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("country", HOME)
def test_all_the_founders_lines_are_there(country):
    assert set(phones(lines_for(country))) == TABLE[country]


@pytest.mark.parametrize("file", sorted(BUNDLED.glob("*.toml")), ids=lambda file: file.stem)
def test_every_bundled_line_says_who_checked_it_and_when(file):
    for line in tomllib.loads(file.read_text("utf-8"))["line"]:
        assert line["checked_on"] and line["source"] and line["hours"] and line["languages"]


def test_the_bundled_files_have_no_problems():
    assert problems(BUNDLED) == []


@pytest.mark.parametrize("country", HOME)
@pytest.mark.parametrize("kind", KINDS)
def test_a_card_has_the_right_line_and_one_for_danger_now(country, kind):
    lines = lines_for(country, (kind,))
    assert len(lines) <= ON_A_CARD
    assert kind in lines[0].kinds
    assert any(line.danger_now for line in lines)


def test_the_card_of_a_frightened_mother_is_the_designed_one():
    assert phones(lines_for("IL", ("child_harm",))) == ["100", "101", "1201", "118"]


def test_many_kinds_still_make_a_short_card():
    assert phones(lines_for("il", KINDS)) == ["100", "101", "1201", "105"]
    assert phones(lines_for("IL", ("self_harm", "medical"))) == ["101", "1201", "04-7771900", "100"]


@pytest.mark.parametrize("country", HOME)
@pytest.mark.parametrize("kinds", [pair for n in range(1, 6) for pair in combinations(KINDS, n)], ids=" ".join)
def test_with_any_kinds_danger_now_stays_and_nobody_is_left_without_a_line(country, kinds):
    lines = lines_for(country, kinds)
    assert len(lines) <= ON_A_CARD
    assert any(line.danger_now for line in lines)
    assert set(kinds) <= {kind for line in lines for kind in line.kinds}


def test_elsewhere_comes_the_local_number_and_then_both_lists():
    first, *others = lines_for("FR")
    assert first.tel == "" and first.danger_now and first.name
    assert set(phones(others)) == TABLE["IL"] | TABLE["US"]
    with speaking("en"):
        assert {line.country for line in others} == {"Israel", "United States"}


@pytest.mark.parametrize("country", ["", "../il", "ZZ", "עברית", "ILX", "I\nL"])
def test_a_strange_country_still_has_someone_to_call(country):
    assert len(lines_for(country, ("medical",))) > 1


def test_a_line_speaks_the_reader_s_language():
    line = lines_for("IL")[0]
    with speaking("en"):
        assert (line.name, line.hours) == ("Police", "Any hour")
    with speaking("he"):
        assert (line.name, line.hours) == ("משטרה", "בכל שעה")


def test_the_link_dials_digits_only():
    assert "047771900" in [line.tel for line in lines_for("IL")]


def test_an_unchecked_line_is_not_shown(desk):
    text = (desk / "il.toml").read_text("utf-8")
    head, tail = text.split('phone = "105"')
    (desk / "il.toml").write_text(head + 'phone = "105"' + tail.replace("checked_on = 2026-11-23", "", 1), "utf-8")
    assert "105" not in phones(lines_for("IL", folder=desk))
    assert "105" in phones(lines_for("IL"))


def test_omer_s_own_file_is_used_at_once(desk):
    lines_for("IL", folder=desk)
    edit(desk, 'phone = "118"', 'phone = "119-0"')
    assert "119-0" in phones(lines_for("IL", folder=desk))
    assert problems(desk) == []


def test_omer_can_add_a_country(desk):
    shutil.copy(desk / "us.toml", desk / "gb.toml")
    edit(desk, 'phone = "911"', 'phone = "999"', "gb.toml")
    assert "999" in phones(lines_for("GB", ("medical",), desk))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('phone = "100"', "phone = 100"),
        ('phone = "100"', 'phone = "soon"'),
        ('name = { he = "משטרה", en = "Police" }', 'name = { he = "משטרה" }'),
        ('kinds = ["medical"]', 'kinds = ["medicine"]'),
        ('kinds = ["medical"]', 'kinds = "medical"'),
        ("checked_on = 2026-11-23", 'checked_on = "yesterday"'),
        ("[[line]]", "[line"),
        ("country =", "land ="),
    ],
)
def test_a_spoiled_file_gives_way_to_the_bundled_one_and_is_reported(desk, old, new):
    edit(desk, old, new)
    assert set(phones(lines_for("IL", folder=desk))) == TABLE["IL"]
    (problem,) = problems(desk)
    assert problem.startswith("il.toml")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"line = 3", b"line = [3]", b"line = []"])
def test_a_file_that_is_no_list_never_empties_the_card(desk, content):
    (desk / "il.toml").write_bytes(content)
    assert set(phones(lines_for("IL", folder=desk))) == TABLE["IL"]
    assert problems(desk)


def test_a_file_without_danger_now_is_not_used(desk):
    text = (desk / "us.toml").read_text("utf-8")
    (desk / "us.toml").write_text(text.replace("danger_now = true", ""), "utf-8")
    assert "911" in phones(lines_for("US", ("medical",), desk))
    assert "danger" in problems(desk)[0]


def test_a_missing_folder_is_no_trouble(tmp_path):
    assert lines_for("IL", folder=tmp_path / "gone") == lines_for("IL")
    assert problems(tmp_path / "gone") == problems(None) == []
