"""Ages as a parent would say them."""

from __future__ import annotations

from datetime import date

import pytest

from chitta.children.ages import age_words
from chitta.children.models import Child
from chitta.core.i18n import speaking

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("born", "gender", "hebrew", "english"),
    [
        (date(2023, 7, 10), "boy", "בן 3 וארבעה חודשים", "3 years 4 months"),
        (date(2024, 11, 24), "girl", "בת שנתיים", "2 years"),
        (date(2025, 11, 20), "", "גיל שנה", "1 year"),
        (date(2025, 10, 20), "girl", "בת שנה וחודש", "1 year 1 month"),
        (date(2024, 5, 20), "boy", "בן שנתיים וחצי", "2 years 6 months"),
        (date(2026, 4, 24), "girl", "בת שבעה חודשים", "7 months"),
        (date(2026, 5, 24), "boy", "בן חצי שנה", "6 months"),
        (date(2026, 9, 24), "boy", "בן חודשיים", "2 months"),
        (date(2025, 12, 24), "", "גיל אחד עשר חודשים", "11 months"),
        (date(2026, 11, 23), "girl", "בת פחות מחודש", "less than a month"),
        (date(2020, 2, 1), "girl", "בת 6 ותשעה חודשים", "6 years 9 months"),
        (date(2016, 2, 1), "boy", "בן 10", "10 years"),
        (None, "boy", "", ""),
    ],
)
def test_age_in_words(born, gender, hebrew, english):
    child = Child(date_of_birth=born, gender=gender, birth_precision="day")
    with speaking("he"):
        assert age_words(child, TODAY) == hebrew
    with speaking("en"):
        assert age_words(child, TODAY) == english


def test_no_more_exact_than_the_parent_was():
    child = Child(date_of_birth=date(2023, 3, 1), gender="girl", birth_precision="year")
    with speaking("he"):
        assert age_words(child, TODAY) == "בת 3"
