"""What the house claims, kept."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from chitta.core.settings import Settings
from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.claude import Claude
from chitta.gateways.guide import Guide

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
SOURCES = sorted((ROOT / "chitta").rglob("*.py"))
PLACEHOLDER = re.compile(r"%\(\w+\)s")
KEYWORDS = {"_": None, "N_": None, "gettext_": None, "pgettext": ((1, "c"), 2), "ngettext": (1, 2)}


def sentences() -> set[str]:
    """Every sentence the house says, from templates and code."""
    found: set[str] = set()
    for file in (*TEMPLATES, *SOURCES):
        method = "python" if file.suffix == ".py" else "jinja2.ext:babel_extract"
        options = {} if file.suffix == ".py" else {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.do"}
        with file.open("rb") as lines:
            for _line, message, _comments, _context in extract(method, lines, KEYWORDS, options=options):
                found |= {one for one in ((message,) if isinstance(message, str) else message) if one}
    return found


def hebrew() -> dict[str, set[str]]:
    """msgid → all its Hebrew forms."""
    found: dict[str, set[str]] = {}
    for file in (ROOT / "chitta").rglob("he.po"):
        with file.open("rb") as lines:
            for message in read_po(lines, locale="he"):
                ids = (message.id,) if isinstance(message.id, str) else message.id
                if ids == ("",):
                    continue
                forms = (message.string,) if isinstance(message.string, str) else message.string
                for one in ids:
                    found.setdefault(one, set()).update(form for form in forms if form)
    return found


def test_every_sentence_has_its_hebrew():
    known = hebrew()
    assert not sorted(one for one in sentences() if not known.get(one))


def test_hebrew_has_the_same_placeholders():
    for english, forms in hebrew().items():
        for form in forms:
            extra = set(PLACEHOLDER.findall(form)) - set(PLACEHOLDER.findall(english))
            assert not extra, (english, form)
            if PLACEHOLDER.findall(english) and "%(n)s" not in english:
                assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(english)), (english, form)


def test_hebrew_has_no_slashed_genders_and_no_dash_between_numbers():
    slashed = re.compile(r"[א-ת]+/(?:ה|ת|י|ית|ים|ות|[א-ת]{2,})\b")
    ranges = re.compile(r"\d\s*[-–—]\s*\d")
    assert not [form for forms in hebrew().values() for form in forms if slashed.search(form)]
    assert not [form for forms in hebrew().values() for form in forms if ranges.search(form) and "047" not in form]


def test_every_setting_is_documented():
    named = set(re.findall(r"^#?\s?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert {name.upper() for name in Settings.model_fields} <= named


def test_posting_forms_are_written_in_one_place():
    places = {file.relative_to(ROOT).as_posix() for file in TEMPLATES if 'method="post"' in file.read_text()}
    assert places == {"templates/web/forms.html"}


def test_htmx_headers_are_known_in_one_place():
    places = {file.relative_to(ROOT).parts[1] for file in SOURCES if re.search(r"""["']HX-""", file.read_text())}
    assert places <= {"web"}


def test_css_knows_no_left_and_right():
    physical = re.compile(
        r"(?<![\w-])(?:margin|padding|border|inset)?-?(?:left|right)\s*:|text-align\s*:\s*(?:left|right)|float\s*:"
    )
    for file in (ROOT / "static" / "css").glob("*.css"):
        assert not physical.search(file.read_text()), file.name


@pytest.mark.parametrize(
    "pattern", [r"<script(?![^>]*\bsrc=)", r"\son\w+=\"", r"\sstyle=\"", r"<style", r"hx-on", r"javascript:"]
)
def test_no_template_has_inline_script_or_style(pattern):
    for file in TEMPLATES:
        if "mail" not in file.parts:
            assert not re.search(pattern, file.read_text()), file


def test_nothing_vendored_was_changed():
    folder = ROOT / "static" / "vendor"
    listed = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert listed == {file.name: sha256(file.read_bytes()).hexdigest() for file in folder.glob("*.js")}


@pytest.mark.parametrize("twin", [Claude, BuiltIn])
def test_both_guides_have_every_method_of_their_protocol(twin):
    assert all(callable(getattr(twin, name)) for name in vars(Guide) if not name.startswith("_"))


def test_models_know_no_web():
    for file in SOURCES:
        if file.name == "models.py":
            assert not re.search(r"^\s*(?:from|import) (?:flask|flask_wtf|rq)\b", file.read_text(), re.MULTILINE), file


def test_no_file_names_a_registry_or_this_machine():
    for file in (*SOURCES, *TEMPLATES, ROOT / "run", ROOT / "test", ROOT / "requirements.txt"):
        assert not re.search(r"/work/main|/root/\.", file.read_text()), file
