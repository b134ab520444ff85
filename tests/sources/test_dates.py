"""Dates of feeds keep their offset, and junk is none."""

import pytest

from newsclean.sources.dates import feed_date


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Thu, 19 Nov 2026 07:30:22 +0100", "2026-11-19T07:30:22+01:00"),
        ("19 Nov 2026 07:30 GMT", "2026-11-19T07:30:00+00:00"),
        ("2026-11-19T07:30:22.123-05:00", "2026-11-19T07:30:22-05:00"),
        ("2026-11-19 07:30", "2026-11-19T07:30:00"),
        ("2026-11-19", "2026-11-19"),
        ("2026-02-31", None),
        ("2026-11-19T25:00:00Z", None),
        ("", None),
        (None, None),
        ("Thu, 99 Nov 2026 07:30:22 +0100", None),
        ("9" * 10_000, None),
    ],
)
def test_a_date_is_read_or_none(written: str | None, read: str | None) -> None:
    assert feed_date(written) == read
