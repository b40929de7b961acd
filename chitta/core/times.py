"""The only clock. Everything stored is UTC and aware; everything shown is in the reader's zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

HOME = "Asia/Jerusalem"
HOME_ZONE = ZoneInfo(HOME)
_zone: ContextVar[ZoneInfo] = ContextVar("zone", default=HOME_ZONE)


@cache
def zones() -> frozenset[str]:
    """Every name a zone may have; looked up once, it reads a whole folder."""
    return frozenset(available_timezones())


def zone() -> ZoneInfo:
    """Where the clock hangs of whoever reads what is being written now."""
    return _zone.get()


def go_to(name: str) -> None:
    """From here on, in this context, show times as they are there; at home for a name that is none."""
    _zone.set(ZoneInfo(name) if name in zones() else HOME_ZONE)


@contextmanager
def there(name: str) -> Iterator[None]:
    """Times are shown so within the block: in a job, for another reader."""
    token = _zone.set(ZoneInfo(name) if name in zones() else HOME_ZONE)
    try:
        yield
    finally:
        _zone.reset(token)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on the reader's wall calendar, which near midnight is not the date in UTC."""
    return now().astimezone(zone()).date()


def today_at(name: str) -> date:
    """The date on the wall calendar of a zone, at home for a name that is none: for jobs, where nobody is reading."""
    return now().astimezone(ZoneInfo(name) if name in zones() else HOME_ZONE).date()


def age_years(born: date, on: date | None = None) -> float:
    """Age in years with one decimal, rounded down, so that a child never turns four a month early."""
    on = on or today()
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    return int(max(months, 0) / 12 * 10) / 10


def age_months(born: date, on: date | None = None) -> int:
    """Completed months of life, never negative."""
    on = on or today()
    return max((on.year - born.year) * 12 + on.month - born.month - (on.day < born.day), 0)
