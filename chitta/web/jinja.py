"""What every template may use: sentences, icons, addresses of static files, dates, and prose made safe."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

import nh3
from babel.dates import format_date, format_time
from flask import Flask, url_for
from markdown_it import MarkdownIt
from markupsafe import Markup

from chitta.core import i18n, times

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "h3", "h4", "code", "hr"}
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["image", "html_block", "html_inline"])


@lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """Markdown by a model or an expert as safe HTML: no images, no raw HTML, no attributes, links only where they may lead."""
    drawn = _markdown.render(text)
    return Markup(  # nosec B704 # nh3 let through what TAGS allows
        nh3.clean(
            drawn,
            tags=TAGS,
            attributes={"*": set(), "a": {"href"}},
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel="nofollow noopener noreferrer",
        )
    )


def day(moment: datetime | date) -> str:
    """היום · Thursday, 19 November: the date as a separator says it, with the year when it is not this one."""
    on = moment.astimezone(times.zone()).date() if isinstance(moment, datetime) else moment
    today = times.today()
    if on == today:
        return i18n.gettext_("Today")
    if (today - on).days == 1:
        return i18n.gettext_("Yesterday")
    return _spelled(on, "EEEE, d MMMM" if on.year == today.year else "d MMMM y")


def long_date(moment: datetime | date) -> str:
    """19 November 2026 in the reader's language."""
    on = moment.astimezone(times.zone()).date() if isinstance(moment, datetime) else moment
    return _spelled(on, "d MMMM y")


def short_date(on: date) -> str:
    """19 November, where the year is plain."""
    return _spelled(on, "d MMMM")


def month_name(on: date) -> str:
    """November 2026"""
    return format_date(on, "LLLL y", locale=i18n.tongue().language)


def _spelled(on: date, pattern: str) -> str:
    """Hebrew says the month with its letter: 19 בנובמבר."""
    language = i18n.tongue().language
    return format_date(on, pattern.replace("MMMM", "'ב'MMMM") if language == "he" else pattern, locale=language)


def clock(moment: datetime) -> str:
    """20:41"""
    return format_time(moment.astimezone(times.zone()), "HH:mm", locale=i18n.tongue().language)


def furnish(app: Flask) -> None:
    """Put the globals and filters into the app's Jinja environment."""
    folder = Path(app.static_folder or "static")

    @cache
    def asset(name: str) -> str:
        """Address of a static file with its hash, so that it may be cached for a year."""
        mark = sha256((folder / name).read_bytes()).hexdigest()[:12] if (folder / name).exists() else "0"
        return url_for("static", filename=name, v=mark)

    def icon(name: str) -> str:
        return f"{asset('icons.svg')}#i-{name}"

    env = app.jinja_env
    env.trim_blocks = env.lstrip_blocks = True
    env.add_extension("jinja2.ext.do")
    env.globals.update(
        _=i18n.gettext_,
        ngettext=i18n.ngettext,
        pgettext=i18n.pgettext,
        tongue=i18n.tongue,
        asset=asset,
        icon=icon,
        day=day,
        clock=clock,
        long_date=long_date,
        short_date=short_date,
        month_name=month_name,
    )
    env.filters.update(prose=prose)
