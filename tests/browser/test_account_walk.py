"""A second step at log-in: set up on a phone, used with a code and with a recovery code, turned off by hand."""

from __future__ import annotations

import re

import pyotp
import pytest
from playwright.sync_api import expect

from chitta.core import times
from tests.browser.conftest import DESK, PHONE, SMALL, register
from tests.browser.test_walks import complaints_in_both_schemes, complaints_of

pytestmark = pytest.mark.browser
PASSWORD = "four quiet words tonight"
SUBMIT = "main form button[type=submit]"


def set_up(page):
    """From the settings to the recovery codes; what the phone's app makes codes with, and the recovery codes."""
    page.goto("/settings")
    page.locator("a[href='/settings/second-step']").click()
    made = pyotp.TOTP(page.locator(".key").inner_text().replace(" ", ""))
    page.fill("[name=code]", made.now())
    page.click(SUBMIT)
    spare = page.locator(".codes code")
    expect(spare).to_have_count(10)
    return made, spare.all_inner_texts()


def half_in(page, email):
    page.goto("/login?next=/settings/sessions")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click(SUBMIT)
    page.wait_for_url(re.compile("/login/code"))


def fits(page):
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def test_a_mother_sets_it_up_on_her_phone_and_comes_in_with_a_code(window):
    page = window("he-IL", **SMALL).new_page()
    email = register(page)
    page.goto("/settings/second-step")
    found = complaints_in_both_schemes(page, "setting up")
    fits(page)
    made, _ = set_up(page)
    found += complaints_in_both_schemes(page, "recovery codes")
    fits(page)
    for path in ("/settings/second-step", "/settings/sure", "/settings/sessions", "/settings"):
        page.goto(path)
        found += complaints_of(page, path)
        fits(page)
    page.click("[popovertarget=menu]")
    page.locator("#menu form button").click()
    page.wait_for_url("**/")

    half_in(page, email)
    page.fill("[name=code]", "000000")
    page.click(SUBMIT)
    expect(page.locator("[name=code][aria-invalid=true]")).to_be_visible()
    found += complaints_in_both_schemes(page, "the code")
    fits(page)
    page.fill("[name=code]", made.at(times.now(), counter_offset=1))  # the one of the setting up is used
    page.click(SUBMIT)
    page.wait_for_url("**/settings/sessions")
    expect(page.locator("ul.list > li")).to_have_count(1)
    assert not found


def test_with_the_phone_lost_a_recovery_code_opens_and_turns_it_off_by_keyboard(window):
    page = window("en-US", **DESK).new_page()
    email = register(page, "en", "Noa")
    _, spare = set_up(page)
    elsewhere = window("en-US", **PHONE).new_page()
    half_in(elsewhere, email)
    elsewhere.locator("main a.full").click()
    found = complaints_of(elsewhere, "a recovery code")
    elsewhere.fill("[name=code]", spare[0].upper())
    elsewhere.keyboard.press("Enter")
    elsewhere.wait_for_url("**/settings/sessions")
    expect(elsewhere.locator("ul.list > li")).to_have_count(2)

    elsewhere.goto("/settings/second-step")
    elsewhere.focus("[name=current]")
    elsewhere.keyboard.type(PASSWORD)
    elsewhere.keyboard.press("Tab")
    elsewhere.keyboard.press("Tab")
    elsewhere.keyboard.type(spare[1])
    elsewhere.keyboard.press("Enter")
    elsewhere.wait_for_url("**/settings")
    expect(elsewhere.locator(".note[role=status]")).to_be_visible()
    assert not found


def test_without_javascript_it_is_set_up_and_used(window):
    page = window(java_script_enabled=False).new_page()
    email = register(page)
    made, _ = set_up(page)
    page.locator("main a.primary").click()
    page.wait_for_url("**/settings")
    other = window(java_script_enabled=False).new_page()
    half_in(other, email)
    other.fill("[name=code]", made.at(times.now(), counter_offset=1))
    other.click(SUBMIT)
    other.wait_for_url("**/settings/sessions")
