"""Real Ray on two CPUs: actors and pages die, and every record comes out exactly once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from newsclean.options import RunOptions, WorkerOptions
from tests.adapters.pages import EMPTY, SITE, page, text
from tests.run.engines.collection import by_a_crawl, collection
from tests.run.engines.gate import WORK, Strike

pytest.importorskip("ray.data", reason="the extra ray is not installed")
import ray.data

from newsclean.engines.ray import Columns, clean_dataset, mark_duplicates

pytestmark = pytest.mark.xdist_group("ray")
QUICK = RunOptions(workers=WorkerOptions(seconds=2.0))


def pages_of(bodies: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "body": body.encode(),
            "url": f"{SITE}/{n}.html",
            "fetched_at": f"2026-11-{10 + n % 2}T10:00:00Z",
            "record": f"r{n:04d}",
        }
        for n, body in enumerate(bodies)
    ]


def cleaned(bodies: list[str], size: int) -> dict[str, dict[str, Any]]:
    """Clean pages as a data set, and return the rows, which must be as many, by record."""
    data = ray.data.from_items(pages_of(bodies), override_num_blocks=4)
    rows = clean_dataset(
        data, QUICK, Columns(html="body"), actors=2, batch_size=size, work=WORK
    ).take_all()
    assert Counter(row["record"] for row in rows) == Counter(
        f"r{n:04d}" for n in range(len(bodies))
    )
    return {row["record"]: row for row in rows}


def killed_amid(folder: Path, count: int, size: int) -> None:
    """Kill an actor amid a batch; pages that hang or kill their process are rows of their own."""
    strike = Strike(folder)
    bodies = [page(n) for n in range(count)]
    bodies[3], bodies[5], bodies[7], bodies[9] = "hang", "segv", EMPTY, strike.page
    rows = cleaned(bodies, size)
    assert len(strike.holders) >= 2, "the batch of the killed actor was not run again"
    assert strike.holders[0] != strike.holders[-1]
    failed = {record: row["reason"] for record, row in rows.items() if row["reason"]}
    assert failed == {
        "r0003": "worker_time",
        "r0005": "worker_crash",
        "r0007": "no_article",
        "r0009": "no_article",
    }
    assert rows["r0003"]["url"] == f"{SITE}/3.html"
    assert "more than 2 s" in rows["r0003"]["detail"]
    for n in (n for n in range(count) if n not in (3, 5, 7, 9)):
        assert rows[f"r{n:04d}"]["text"] == text(n)
    assert rows["r0001"]["crawl_date"] == "2026-11-11"


def test_a_killed_actor_and_hostile_pages_lose_nothing(cluster: str, tmp_path: Path) -> None:
    """Each record is there once, though its actor was killed with signal 9 amid its batch."""
    killed_amid(tmp_path, 24, 6)


@pytest.mark.soak
def test_many_records_and_a_killed_actor_lose_nothing(cluster: str, tmp_path: Path) -> None:
    killed_amid(tmp_path, 5_000, 64)


@pytest.mark.parametrize("count", [400, pytest.param(20_000, marks=pytest.mark.soak)])
def test_near_copies_are_those_that_a_crawl_finds(cluster: str, count: int, tmp_path: Path) -> None:
    """Bands shuffled over parts give each article the same original as one machine's state."""
    articles = collection(count)
    wanted = by_a_crawl(articles, tmp_path / "state.db")
    assert len(wanted) > count / 10
    shuffled = sorted(articles, key=lambda article: str(article["id"])[::-1])
    rows = [{**article, "duplicate_of": None, "reason": None} for article in shuffled]
    rows.append({**rows[0], "record": "failed", "text": None, "reason": "no_article"})
    data = ray.data.from_items(rows, override_num_blocks=5)
    marked = mark_duplicates(data, parts=3).take_all()
    assert len(marked) == len(rows)
    found = {row["record"]: row["duplicate_of"] for row in marked if row["duplicate_of"]}
    assert found == wanted
