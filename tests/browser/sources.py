"""Every mark of a report followed to where its words come from."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

WROTE = {"parent": "parentReport", "professional": "proReport"}


def report_of(page: Page, session: str, variant: str) -> None:
    """The report as a page; written now where there is none yet."""
    page.goto(f"{session}/view/{WROTE[variant]}")
    if not page.locator("#letter article[data-status=ready]").count():
        page.locator("#letter form button").first.click()
        page.wait_for_selector("#letter article[data-status=ready]", timeout=60_000)


def follow_every_source(page: Page) -> int:
    """Go from this report to all its sources, one after the other, and find what is pointed at; how many there were."""
    marks = page.locator("#letter article a.src, #letter .srcs a")
    addresses = dict.fromkeys(marks.evaluate_all("all => all.map(one => one.getAttribute('href'))"))
    named = page.locator("#letter .srcs li").count()
    assert len(addresses) >= named > 0
    for address in addresses:
        page.goto(address)
        entry = re.search(r"/journal/([0-9a-f-]+)$", address)
        target = f"entry-{entry[1]}" if entry else address.partition("#")[2]
        expect(page.locator(f"[id='{target}']")).to_be_visible()
    return len(addresses)
