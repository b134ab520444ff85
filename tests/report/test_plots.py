"""Plots are plain SVG: the same for the same numbers, with no style, script or outside address."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("matplotlib", reason="the extra report is not installed")

from newsclean.report.plots import binned, lengths, over_time

DAYS = {"2026-11-02": 3, "2026-11-09": 1}


@pytest.mark.parametrize("svg", [over_time(DAYS), lengths([12, 400, 400, 90_000, 10**9, 1])])
def test_a_plot_obeys_the_policy_of_its_page(svg: str) -> None:
    assert svg.startswith("<svg ")
    assert "style" not in svg
    assert "<script" not in svg
    assert set(re.findall(r'https?://[^"]+', svg)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert 'role="img" aria-label="Articles by ' in svg
    assert "fill-bar" in svg


def test_the_same_numbers_give_the_same_bytes() -> None:
    assert over_time(DAYS) == over_time(dict(reversed(DAYS.items())))
    assert lengths([5, 50, 500]) == lengths([500, 5, 50])


def test_nothing_to_draw_is_no_plot() -> None:
    assert over_time({}) == ""
    assert lengths([]) == lengths([0]) == ""


@pytest.mark.parametrize(
    ("last", "first_bar", "most"),
    [
        ("2026-11-30", "2026-11-01", 30),
        ("2027-11-01", "2026-10-26", 60),  # weeks, from a Monday
        ("2031-11-01", "2026-11", 61),  # months
        ("9999-12-31", "2026", 7974),  # years
    ],
)
def test_bars_are_as_wide_as_the_span_asks(last: str, first_bar: str, most: int) -> None:
    bars = binned({"2026-11-01": 2, last: 1})
    assert bars[0] == (first_bar, 2)
    assert sum(count for _, count in bars) == 3
    assert len(bars) <= most
