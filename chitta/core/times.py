"""The only clock. Everything stored is UTC and aware; everything shown is in the reader's zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HOME_ZONE = ZoneInfo("Asia/Jerusalem")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: ZoneInfo = HOME_ZONE) -> date:
    """The date on the family's wall calendar, which near midnight is not the date in UTC."""
    return now().astimezone(zone).date()


def age_years(born: date, on: date | None = None) -> float:
    """Age in years with one decimal, rounded down, so that a child never turns four a month early."""
    on = on or today()
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    return int(max(months, 0) / 12 * 10) / 10


def age_months(born: date, on: date | None = None) -> int:
    """Completed months of life, never negative."""
    on = on or today()
    return max((on.year - born.year) * 12 + on.month - born.month - (on.day < born.day), 0)
