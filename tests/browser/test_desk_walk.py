"""Omer at the desk: a list of professionals comes in, one is verified and hidden, a help line is changed and put back."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, ROOT, arrive
from tests.browser.test_walks import complaints_in_both_schemes, complaints_of

pytestmark = pytest.mark.browser
ROWS = "שם,name,תחומים,עיר,שפות\nאבי כהן,Avi Cohen,ריפוי בעיסוק,חיפה,עברית; רוסית\n=1+1,,קלינאות תקשורת,באר שבע,\nדן,,אלכימיה,חיפה,\n"
APPOINT = """
import sys
from chitta import create_app
from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import transaction
app = create_app()
with app.app_context(), transaction():
    omer = User.by_email(sys.argv[1])
    omer.role, omer.second_factor_at = "operator", times.now()
    for login in omer.living_logins():
        login.proved_at = times.now()
"""


def appoint(served, email):
    """As the command and a second factor would; the walk of the second factor is another one."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "REDIS"))}
    environment |= {
        "CHITTA_HOME": str(served.home),
        "SECRET_KEY_FILE": str(served.home / "secret_key"),
        "LOG_LEVEL": "ERROR",
    }
    subprocess.run([sys.executable, "-c", APPOINT, email], cwd=ROOT, env=environment, check=True)


def test_omer_keeps_the_directory_and_the_help_lines(window, served, tmp_path):
    page = window(**PHONE).new_page()
    email = arrive(page)
    page.goto("/admin")
    expect(page.locator("main h1")).to_have_text("אין כאן כלום")
    appoint(served, email)
    page.goto("/admin")
    expect(page.locator("#part-database")).to_be_visible()
    assert not complaints_in_both_schemes(page, "the desk")

    file = tmp_path / "רשימה.csv"
    file.write_bytes(ROWS.encode("cp1255"))
    page.goto("/admin/lists/new")
    page.set_input_files("#file", str(file))
    page.click("main form button.primary")
    expect(page.locator("#list[data-status=checked]")).to_be_visible()
    expect(page.locator("[data-line='4']")).to_contain_text("דן")
    assert not complaints_of(page, "a checked list")
    page.click("#list form button.primary")
    expect(page.locator("#list[data-status=brought]")).to_be_visible()

    page.goto("/admin/experts?q=כהן")
    page.click("#experts tbody a")
    page.click("main section.panel form:nth-of-type(1) button")
    expect(page.locator("[data-hue=completed]").first).to_be_visible()
    page.click("main section.panel form:nth-of-type(2) button")
    expect(page.locator(".panel [data-hue=upcoming]")).to_be_visible()
    assert not complaints_of(page, "an entry")
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"), (
        "scrolls sideways"
    )

    page.goto("/admin/helplines/IL/2")
    page.fill("[name=name_he]", "ער״ן, מישהו לדבר איתו")
    page.click("main form button.primary")
    expect(page.locator("#lines-IL [role=status]")).to_be_visible()
    assert not complaints_of(page, "help lines")
    page.goto("/help")
    expect(page.locator("main")).to_contain_text("מישהו לדבר איתו")
    page.goto("/admin/helplines?said=IL")
    page.click("#lines-IL .note button")
    page.goto("/help")
    expect(page.locator("main")).not_to_contain_text("מישהו לדבר איתו")


def test_axe_finds_nothing_on_the_other_pages_of_the_desk(window, served):
    page = window("en-US", **DESK).new_page()
    appoint(served, arrive(page, "en", "Noa"))
    for door in ("jobs", "letters", "deeds", "experts", "experts/new", "lists/new", "helplines", "helplines/US/new"):
        page.goto(f"/admin/{door}")
        expect(page.locator("main h1")).to_be_visible()
        assert not complaints_of(page, door)
