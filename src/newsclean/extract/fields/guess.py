"""htmldate as the last source of a date (its only importer)."""

from __future__ import annotations


def guess_date(source: str, url: str | None) -> str | None:
    """Return the day of publication that htmldate finds in a page; None if it finds none.

    Its extensive search is left off: on 120 pages of the corpus without any other date it was
    right 67 times and wrong 50 times at 27 ms a page, without it 47 and 25 at 5 ms.
    """
    if not source:
        return None
    from htmldate import find_date

    try:
        found = find_date(source, original_date=True, url=url, extensive_search=False)
        # the first of January is how it writes a year of which it knows no more
        return None if found and found.endswith("-01-01") else found
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None  # it has no errors of its own for pages that it cannot read
