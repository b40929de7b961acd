import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chitta.core.i18n import gettext_, speaking
from chitta.safety.helplines import lines_for
from chitta.safety.reading import KINDS

ROOT = Path(__file__).parents[2]
CARD = (
    '{% from "safety/_crisis.html" import crisis %}'
    "{% call crisis(lines, child_name, kinds) %}<button>QUESTION</button>{% endcall %}"
)
PINNED = '{% from "safety/_lines.html" import pinned %}{{ pinned(lines) }}'


def drawn(source: str, **values: object) -> str:
    house = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined)
    house.globals.update(_=gettext_, icon=lambda name: "#i-" + name)
    return house.from_string(source).render(**values)


def card(language="en", country="IL", kinds=("child_harm",), child_name="Ori"):
    with speaking(language):
        return drawn(CARD, lines=lines_for(country, kinds), child_name=child_name, kinds=kinds)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("country", ["IL", "US", "FR"])
def test_the_card_says_that_no_person_reads(country, kind):
    words = card("en", country, (kind,)).lower()
    assert "no person" in words and "nobody has been alerted" in words and "may not come up" in words
    assert "אף אדם לא קורא" in card("he", country, (kind,))


@pytest.mark.parametrize("language", ["he", "en"])
def test_the_card_follows_its_order(language):
    page = card(language)
    safe, numbers, nobody, question = (
        page.index(part) for part in ('tabindex="-1"', "tel:100", 'small soft"', "QUESTION")
    )
    assert safe < numbers < nobody < question


def test_the_numbers_are_links_and_plain_text():
    page = card(kinds=("medical",))
    assert 'href="tel:101"' in page and 'href="tel:047771900"' in page and ">04-7771900<" in page
    assert "call 101." in page


def test_elsewhere_the_local_number_is_words_and_the_others_say_their_country():
    page = card("en", "FR", ("self_harm",))
    assert 'href="tel:"' not in page
    assert "Your local emergency number" in page and "call your local emergency number" in page
    assert "ERAN emotional support, Israel" in page and ", United States" in page


def test_the_card_is_marked_and_its_heading_can_take_focus():
    page = card(kinds=("self_harm", "violence_home"))
    assert 'data-safety="self_harm violence_home"' in page
    assert re.search(r'<h2 id="safety-heading" tabindex="-1">First, your safety and Ori’s</h2>', page)


def test_two_cards_on_one_page_have_headings_of_their_own():
    twice = "".join(CARD.replace("kinds)", f'kinds, "safety-{n}")') for n in (1, 2))
    with speaking("en"):
        page = drawn(twice, lines=lines_for("IL", ("medical",)), child_name="", kinds=("medical",))
    assert (
        re.findall(r'id="([^"]+)"', page) == re.findall(r'aria-labelledby="([^"]+)"', page) == ["safety-1", "safety-2"]
    )


def test_without_a_name_the_child_is_still_meant():
    assert "your child’s" in card(child_name="")
    assert "הילד או הילדה" in card("he", child_name="")


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_hostile_name_stays_text(language):
    page = card(language, child_name='<script>alert("1")</script>%s%(x)s')
    assert "<script" not in page and "&lt;script&gt;" in page


def test_the_pinned_strip_is_closed_and_still_calls():
    with speaking("he"):
        page = drawn(PINNED, lines=lines_for("IL", ("self_harm",)))
    assert "<details" in page and " open" not in page
    assert page.index("<summary>") < page.index("tel:1201")


def test_no_card_speaks_of_diagnosis_secrecy_or_how():
    for kind in KINDS:
        assert not re.search(r"diagnos|secret|promise|film|disorder", card(kinds=(kind,)), re.I)


def test_every_sentence_of_the_room_has_its_hebrew():
    files = [*(ROOT / "templates/safety").glob("*.html"), ROOT / "chitta/safety/helplines.py"]
    asked = {said for file in files for said in re.findall(r'(?:_|N_)\("([^"]+)"', file.read_text("utf-8"))}
    with (ROOT / "chitta/safety/he.po").open("rb") as lines:
        known = {message.id: message.string for message in read_po(lines, locale="he") if message.id}
    assert asked == set(known)
    for sentence, hebrew in known.items():
        assert sorted(re.findall(r"%\(\w+\)s", sentence)) == sorted(re.findall(r"%\(\w+\)s", hebrew))
