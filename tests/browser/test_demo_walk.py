"""A house with sample families stands at once, and whoever looks in finds the first of them while the others still move in."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import end, serve
from tests.browser.test_walks import complaints_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sampled():
    house = serve(Path(tempfile.mkdtemp(prefix="walk-", dir="/tmp")), DEMO="true", PASSWORD_HASH_MEMORY_KIB="64")
    yield house
    end(house)


def test_one_tap_from_the_first_page_into_a_family_and_on_to_another(window, sampled):
    page = window(base_url=sampled.address).new_page()
    page.goto("/")
    page.locator("a[href='/demo']").click()
    expect(page.locator("#families [role=status]")).to_contain_text("נכנסות ממש עכשיו")
    page.locator("#families form button").first.wait_for(timeout=120_000)
    assert not complaints_of(page, "sample families")
    page.locator("#families form button").first.click()
    page.wait_for_url(re.compile("/sessions/"))
    banner = page.locator(".sample")
    expect(banner).to_contain_text("נמחק כל יום")
    assert "·" not in banner.inner_text() and page.locator("article[data-sender=user]").count() > 0
    banner.locator("a").click()
    expect(page.locator("#families h2").first).to_be_visible()
