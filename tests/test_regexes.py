"""No regular expression of ours takes more than linear time on text that makes it backtrack."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import newsclean

_OPTIONAL = {"archive"}
_SHORTEST = 2e-3  # seconds; below this a ratio measures noise


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Yield every compiled pattern that a module of the package holds, alone or in a container."""
    for info in pkgutil.walk_packages(newsclean.__path__, "newsclean."):
        if info.name.endswith("__main__") or info.name.rpartition(".")[2] in _OPTIONAL:
            continue
        module = importlib.import_module(info.name)
        for name, value in sorted(vars(module).items()):
            values = value.values() if isinstance(value, dict) else value
            if not isinstance(values, (list, tuple, type({}.values()))):
                values = [value]
            for number, one in enumerate(values):
                parts = one if isinstance(one, tuple) else (one,)
                for part in parts:
                    if isinstance(part, re.Pattern):
                        yield f"{info.name}.{name}[{number}]", part


# quadratic on text that never comes: what they are given is short, or has its spaces folded
BOUNDED = {
    "newsclean.document.charset._ATTRIBUTE": "one meta tag of the first 1,024 bytes",
    "newsclean.document.charset._XML": "the first 1,024 bytes",
    "newsclean.document.sentences._END": "lines whose spaces are single",
    "newsclean.extract.fields.authors._INSIDE": "one short line",
}
ALL = {(name, p.pattern, p.flags): (name, p) for name, p in patterns()}
UNIQUE = {p.pattern: (name, p) for name, p in ALL.values()}


def samples(pattern: re.Pattern[str] | re.Pattern[bytes], size: int) -> Iterator[str]:
    """Yield texts that make a backtracking matcher work: what a pattern begins with, repeated."""
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    letters = [c for c in dict.fromkeys(re.sub(r"\\.", "", text)) if c.isalnum()][:4]
    for unit in (" ", "a", "1", "<", "<a ", "a ", "1.", "A a", "\n", "-", '"', "/a", *letters):
        yield (unit * size)[:size] + "\0"


def seconds(pattern: re.Pattern[str] | re.Pattern[bytes], text: str) -> float:
    subject = text.encode("utf-8") if isinstance(pattern.pattern, bytes) else text
    started = time.process_time()
    for _ in pattern.finditer(subject):  # type: ignore[arg-type]
        pass
    return time.process_time() - started


def slowest_ratio(pattern: re.Pattern[str] | re.Pattern[bytes], size: int) -> tuple[float, str]:
    """Return the largest growth of time when a text doubles, with the text's beginning."""
    worst = (0.0, "")
    for one, two in zip(samples(pattern, size), samples(pattern, 2 * size), strict=True):
        longer = seconds(pattern, two)
        if longer < _SHORTEST:
            continue
        ratios = [seconds(pattern, two) / max(seconds(pattern, one), 1e-9) for _ in range(3)]
        worst = max(worst, (min(ratios), one[:6]))
    return worst


def test_there_are_patterns_to_look_at() -> None:
    assert len(UNIQUE) > 40


@pytest.mark.parametrize("source", UNIQUE, ids=lambda source: str(source)[:30])
def test_a_pattern_is_linear(source: str | bytes) -> None:
    """Twice the text takes at most two and a half times as long."""
    name, pattern = UNIQUE[source]
    bounded = BOUNDED.get(name.partition("[")[0])
    if bounded:
        pytest.skip(f"only ever given {bounded}")
    ratio, text = slowest_ratio(pattern, 1_000)
    assert ratio < 2.5, f"{name}: {ratio:.1f} for {text!r} repeated"


@pytest.mark.parametrize("source", [r"(a+)+b", r"\s+$", r"a*a*b", r"<[^>]*>"])
def test_control_a_quadratic_pattern_is_seen(source: str) -> None:
    size = 10 if source.startswith("(") else 1_000
    assert slowest_ratio(re.compile(source), size)[0] > 2.5
