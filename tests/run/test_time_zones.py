"""The machine's own zone, and an hour that comes twice in it, change nothing that comes out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from newsclean.fetch.clock import rfc3339
from newsclean.fetch.politeness import retry_after
from newsclean.records import Article, Rejected, Response
from newsclean.run.pipeline import clean_response

ZONES = (
    "UTC Europe/Berlin America/New_York America/St_Johns Asia/Kolkata Asia/Kathmandu Asia/Tokyo "
    "Australia/Lord_Howe Pacific/Kiritimati Pacific/Pago_Pago Africa/Casablanca"
).split()
PROSE = "The harbour council voted on Monday to rebuild the old eastern pier by hand. "
# the hour that comes twice in Berlin, one that never comes in New York, and one with its offset
WRITTEN = ("2026-10-25T02:30:00", "2026-03-08 02:30", "2026-11-24T10:00:00+05:45", "24 Nov 2026")
DATES = [
    ("2026-10-25T02:30:00", "second"),
    ("2026-03-08T02:30", "minute"),
    ("2026-11-24T10:00:00+05:45", "second"),
    ("2026-11-24", "day"),
]
FOLD = datetime.fromisoformat("2026-10-25T00:30:00+00:00").timestamp()


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def cleaned(written: str) -> Article | Rejected:
    head = f'<meta property="article:published_time" content="{written}">'
    body = f"<article><h1>Pier</h1><time>{written}</time><p>{PROSE * 4}</p></article>"
    page = f"<html lang=en><head>{head}<title>Pier</title></head><body>{body}".encode()
    at = "2026-11-25T00:00:00Z"
    return clean_response(Response(body=page, url="https://a.example/pier", fetched_at=at))


def test_dates_of_a_page_are_those_of_the_page(zone: str) -> None:
    """A date without a zone gets none; one with an offset keeps it."""
    got = [cleaned(written) for written in WRITTEN]
    dates = [(g.published, g.published_precision) for g in got if isinstance(g, Article)]
    assert dates == DATES


def test_times_of_a_fetch_are_utc(zone: str) -> None:
    assert rfc3339(FOLD) == "2026-10-25T00:30:00Z"
    assert rfc3339(FOLD + 3600) == "2026-10-25T01:30:00Z"
    assert retry_after("Sun, 25 Oct 2026 00:31:00 GMT", FOLD, 3600.0) == 60.0
    assert retry_after("Sun, 25 Oct 2026 01:31:00 GMT", FOLD + 3600, 3600.0) == 60.0


def test_control_a_naive_reader_gives_the_machines_own_time() -> None:
    with pytest.MonkeyPatch.context() as patch:
        moments = set()
        for name in ZONES:
            patch.setenv("TZ", name)
            time.tzset()
            moments.add(datetime.fromisoformat(WRITTEN[0]).timestamp())
        assert len(moments) == len(ZONES)
    time.tzset()
