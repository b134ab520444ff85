"""No regular expression of ours takes more than linear time on text that makes it backtrack."""

from __future__ import annotations

import html
import importlib
import json
import pkgutil
import re
import time
from collections.abc import Iterator
from types import ModuleType

import pytest

import newsclean
from newsclean.options import ExtractOptions
from newsclean.records import Response
from newsclean.run.pipeline import clean_response

_OPTIONAL = {"archive"}
_SHORTEST = 2e-3  # seconds; below this a ratio measures noise


def _module(name: str) -> ModuleType:
    """Import a module; an empty one in place of a leaf whose extra is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        if "newsclean[" not in str(error):
            raise
        return ModuleType(name)


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Yield every compiled pattern that a module of the package holds, alone or in a container."""
    for info in pkgutil.walk_packages(newsclean.__path__, "newsclean."):
        if info.name.endswith("__main__") or info.name.rpartition(".")[2] in _OPTIONAL:
            continue
        for name, value in sorted(vars(_module(info.name)).items()):
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
    "newsclean.document.bounds._TAG": "one place, by match",
    "newsclean.document.tags._CLASS_ONLY": "one place, by fullmatch",
    "newsclean.document.declared._ATTRIBUTE": "one meta tag of the first 8,192 bytes",
    "newsclean.document.declared._XML": "the first 8,192 bytes",
    "newsclean.document.sentences._END": "lines whose spaces are single",
    "newsclean.extract.fields.authors._INSIDE": "one short line",
}
# their values are cut short and folded by `evidence`; seen as a whole below
BOUNDED_PACKAGES = ("newsclean.extract.fields.", "newsclean.extract.page_")
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
    if name.startswith(BOUNDED_PACKAGES):
        pytest.skip("what it is given is bounded; the fields are tested as a whole")
    ratio, text = slowest_ratio(pattern, 1_000)
    assert ratio < 2.5, f"{name}: {ratio:.1f} for {text!r} repeated"


def page_of(value: str) -> Response:
    """Return a page that says one thing wherever it can say anything."""
    told = html.escape(value, quote=True)
    names = "og:title og:site_name author article:published_time date article:section og:image"
    metas = "".join(f'<meta property="{name}" content="{told}">' for name in names.split())
    person = [{"@type": "Person", "name": value}]
    data = {"@type": "NewsArticle", "headline": value, "author": person, "datePublished": value}
    prose = f"<p>{'The council voted on Monday to rebuild the pier. ' * 8}</p>"
    return Response(
        body=f"<html lang='{told}'><head><title>{told}</title>{metas}"
        f'<link rel="canonical" href="{told}">'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body><article>'
        f'<h1>{told}</h1><div class="byline author">{told}</div>'
        f'<time datetime="{told}">{told}</time>'
        f'{prose}<figure><img src="x.jpg" alt="{told}"><figcaption>{told}</figcaption></figure>'
        f'{prose}<p class="updated date">{told}</p></article></body></html>',
        url="https://a.example/x",
    )


@pytest.mark.parametrize(
    "unit", [" ", "a ", "\n", "1.", "A a ", "- ", "a@", "12:", "Foto: ", "von und "]
)
def test_fields_are_linear_in_what_a_page_says(unit: str) -> None:
    """Four times the text in every place takes at most ten times as long."""
    options = ExtractOptions(fallback="never")

    def cost(size: int) -> float:
        page = page_of((unit * size)[:size])
        started = time.process_time()
        clean_response(page, options)
        return time.process_time() - started

    cost(1_000)  # loads what is loaded once
    longer = cost(16_000)
    assert longer < 0.05 or longer / cost(4_000) < 10


@pytest.mark.parametrize("source", [r"(a+)+b", r"\s+$", r"a*a*b", r"<[^>]*>"])
def test_control_a_quadratic_pattern_is_seen(source: str) -> None:
    size = {"(a+)+b": 10, "<[^>]*>": 8_000}.get(source, 1_000)
    assert slowest_ratio(re.compile(source), size)[0] > 2.5
