"""Whatever is typed, what is kept of it can be kept, shown and sent."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from chitta.accounts import codes as second_codes
from chitta.accounts import passwords
from chitta.accounts.forms import LABEL, LOCAL
from chitta.accounts.guards import own_path
from chitta.accounts.models import fingerprint, mailbox
from chitta.core.errors import Refused
from chitta.core.text import HIDDEN, clean_text, one_line, searchable, short_name
from chitta.gateways.storage import LONGEST_NAME, clothed
from chitta.gateways.streams import as_pair
from chitta.journal.models import LONGEST_TAG, MOST_TAGS, tagged
from chitta.sharing import codes, refs
from chitta.sharing.forms import a_page, a_second
from chitta.web.jinja import TAGS, prose
from tests.anything import texts, tried


@tried()
@given(texts)
def test_a_text_that_was_cleaned_is_clean(text):
    kept = clean_text(text)
    assert clean_text(kept) == kept and not HIDDEN.search(kept) and "\r" not in kept
    kept.encode()


@tried()
@given(texts, st.integers(1, 50))
def test_a_name_is_one_line_of_so_many_letters_and_nobody_notices_it_being_read_twice(text, limit):
    kept = one_line(text, limit)
    assert len(kept) <= limit and kept == kept.strip() and "\n" not in kept
    assert not any(unicodedata.category(c) == "Cc" for c in kept)
    assert one_line(kept, limit) == kept


@tried()
@given(texts)
def test_what_is_looked_for_is_found_whichever_way_it_was_typed(text):
    looked = searchable(text)
    assert looked == looked.strip() and searchable(looked) == looked
    assert searchable(unicodedata.normalize("NFD", text)) == searchable(unicodedata.normalize("NFC", text))


@tried()
@given(texts, st.sampled_from(["", ".pdf", ".x" * 20]))
def test_a_files_name_leaves_as_a_name_and_one_header(name, ending):
    kind, disposition = clothed(name + ending, "application/pdf", "download")
    assert kind == "application/pdf" and disposition.startswith('attachment; filename="')
    assert disposition.isascii() and disposition.isprintable() and disposition.count('"') == 2
    plain = disposition.split('"')[1]
    said = unquote(disposition.partition("''")[2]) or plain
    assert plain and not {"/", "\\"} & set(plain + said) and len(said) <= LONGEST_NAME
    assert len(short_name(name, 20)) <= 20


@tried()
@given(texts)
def test_an_address_is_read_the_same_way_twice(text):
    assert mailbox(mailbox(text)) == mailbox(text)
    assert len(fingerprint(text)) == 64


@tried()
@given(texts)
def test_what_passes_for_an_address_is_a_plain_one(text):
    local, _, domain = mailbox(f"{text}@{text}.org").rpartition("@")
    if LOCAL.fullmatch(local) and all(LABEL.fullmatch(label) for label in domain.split(".")):
        assert (local + domain).isascii() and not set(' \r\n,;<>"') & set(local + domain)


@tried()
@given(texts)
def test_the_page_one_returns_to_is_ours(text):
    for address in (text, f"/{text}", f"//{text}", f"/\\{text}", f"https:{text}"):
        kept = own_path(address)
        assert kept.startswith("/") and kept[1:2] not in ("/", "\\") and not set("\r\n\t\\\x00") & set(kept)


@tried()
@given(texts)
def test_a_code_is_heard_as_letters_and_digits(text):
    heard = codes.heard(text)
    assert len(heard) <= codes.LONGEST and codes.heard(heard) == heard
    assert not any(c.isspace() or unicodedata.category(c)[0] == "C" for c in heard)


@tried(30)
@given(
    st.text("0123456789", min_size=4, max_size=8), st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९"])
)
def test_a_code_of_digits_is_the_same_in_every_script(digits, script):
    typed = "\u200f" + "-".join(script[int(digit)] for digit in digits) + " "
    assert codes.heard(typed) == digits and second_codes.plain(typed) == digits


@tried()
@given(texts)
def test_no_text_breaks_the_second_step_or_a_password(text):
    spare = second_codes.recovery(text)
    assert spare is None or len(spare) == second_codes.LENGTH
    assert len(second_codes.plain(text)) <= 40
    passwords.easy(text, (text[:5], "dana@example.org"))
    assert passwords.composed(passwords.composed(text)) == passwords.composed(text)


@tried()
@given(texts | st.from_regex(r"[0-9:]{1,9}", fullmatch=True))
def test_a_place_in_a_film_or_a_paper_is_a_number_or_a_sentence(text):
    for read in (a_second, a_page):
        try:
            place = read(text)
        except Refused as no:
            assert no.sentence
        else:
            assert place is None if not text else 0 <= place < 2**31


@tried(30)
@given(st.integers(0, 86_399))
def test_a_second_is_read_as_it_is_written(second):
    assert a_second(str(timedelta(seconds=second))) == a_second(str(second)) == second


@tried()
@given(texts | st.uuids().map(lambda id: f"video-{id}"))
def test_a_key_means_one_thing_or_nothing(key):
    ref = refs.parsed(key)
    assert ref is None or ref.key == key
    assert ref is not None or key not in (*refs.WHOLE,)


@tried()
@given(st.lists(texts, max_size=8))
def test_tags_are_few_short_and_never_twice(tags):
    try:
        kept = tagged(tags)
    except Refused as no:
        assert no.sentence
        return
    assert len(kept) <= MOST_TAGS and all(0 < len(tag) <= LONGEST_TAG for tag in kept)
    assert len({tag.casefold() for tag in kept}) == len(kept) and tagged(kept) == kept


@tried()
@given(texts | st.from_regex(r"[0-9]{0,25}-?[0-9]{0,25}", fullmatch=True))
def test_the_last_id_a_browser_saw_is_a_pair_of_numbers(text):
    first, second = as_pair(text)
    assert first >= 0 and second >= 0


@tried()
@given(st.lists(texts | st.sampled_from(
    ["<script>", "![x](http://a/b)", "[x](javascript:alert(1))", "<a href='data:x' onclick=1>", "hx-get=/", "**", "`", "\n\n", "> ",
     "[a](https://b.example)", "<img src=x onerror=1>", "&lt;", "[a]: vbscript:x\n[a]"]
), max_size=6))  # fmt: skip
def test_prose_of_a_model_or_an_expert_holds_nothing_that_acts(pieces):
    from html.parser import HTMLParser

    found: list[tuple[str, dict[str, str | None]]] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))  # type: ignore[method-assign]
    reader.feed(str(prose("".join(pieces))))
    for tag, attributes in found:
        assert tag in TAGS and set(attributes) <= {"href", "rel"}
        where = attributes.get("href") or ""
        assert ":" not in where.split("/")[0] or where.split(":")[0].lower() in ("http", "https", "mailto", "tel")
