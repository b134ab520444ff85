"""After `pip install newsclean`: the demo, the library with its types, little weight."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from release.footprint import table, weigh

from newsclean._version import __version__
from tests.command import PAGE
from tests.release.built import run

MOST_PACKAGES = 56
MOST_MEGABYTES = 200
# Types that a user's checker asks for: no Any in any expression, and each name is what it says.
SCRIPT = f"""
import newsclean

PAGE = {PAGE!r}

def titles(inputs: list[str], options: newsclean.RunOptions) -> list[str]:
    found: list[str] = []
    for result in newsclean.clean(inputs, options):
        if isinstance(result, newsclean.Article):
            found.append(result.title or result.text)
        else:
            found.append(f"{{result.reason.value}}: {{result.detail}}")
    return found

fetch = newsclean.FetchOptions(delay=2.0, limits=newsclean.FetchLimits())
options = newsclean.RunOptions(fetch=fetch, extract=newsclean.ExtractOptions(min_words=10))
article = newsclean.extract(PAGE, url="https://news.example/pier", options=options.extract)
blocks = [(block.kind, block.text, block.level) for block in article.blocks]
picture = article.image.url if article.image else None
try:
    newsclean.extract_text("Home")
except newsclean.NoArticle as error:
    print(error.reason.value)
except newsclean.NewscleanError as error:
    print(error.reason, error.detail)
print(article.title, article.authors, article.published, blocks, picture, titles(["a"], options))
"""
REVEALED = {
    'newsclean.extract("")': "newsclean.records.article.Article",
    'newsclean.extract_text("")': "newsclean.records.article.Article",
    "next(newsclean.clean([]))": (
        "newsclean.records.article.Article | newsclean.records.article.Rejected"
    ),
    'newsclean.extract("").to_dict()': "dict[str, object]",
    'newsclean.extract("").to_json()': "str",
    "newsclean.article_schema()": "dict[str, Any]",  # a JSON Schema is nested as it likes
    "newsclean.__version__": "str",
}


def strict(script: str, folder: Path, venv: Path, *flags: str) -> list[str]:
    """Check a user's script against the installed package; return mypy's lines."""
    (folder / "script.py").write_text(script)
    python = ("--python-executable", venv / "bin" / "python")
    mypy = (sys.executable, "-m", "mypy", "--strict", "--cache-dir", folder / "cache", *python)
    return run(*mypy, *flags, "script.py", cwd=folder).stdout.splitlines()


def test_the_demo_runs(venv: Path, tmp_path: Path) -> None:
    done = run(venv / "bin" / "newsclean", "demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    articles = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(articles) > 10
    assert all(one["text"] and one["title"] and one["published"] for one in articles)
    assert len({one["language"] for one in articles}) > 5


def test_the_module_is_the_command(venv: Path, tmp_path: Path) -> None:
    for command in ((venv / "bin" / "newsclean",), (venv / "bin" / "python", "-m", "newsclean")):
        assert run(*command, "--version", cwd=tmp_path).stdout == f"newsclean {__version__}\n"


def test_the_library_runs_and_is_the_installed_one(venv: Path, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT + "print(newsclean.__file__)")
    done = run(venv / "bin" / "python", "script.py", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Pier to be rebuilt" in done.stdout
    assert str(venv) in done.stdout.splitlines()[-1]


def test_a_users_script_passes_strictly_and_without_any(venv: Path, tmp_path: Path) -> None:
    """No public name is Any, or gives one; a wrong use of each of three is found."""
    flags = ("--disallow-any-expr", "--disallow-any-decorated", "--disallow-any-unimported")
    wrong = (
        "article.titel",
        "newsclean.extract(1)",
        "number: int = article.to_json()",
    )
    lines = strict(SCRIPT + "\n".join(wrong), tmp_path, venv, *flags)
    start = SCRIPT.count("\n") + 1
    places = {int(line.split(":")[1]) for line in lines if ": error:" in line}
    assert places == {start, start + 1, start + 2}, lines


def test_public_names_reveal_their_types(venv: Path, tmp_path: Path) -> None:
    script = "import newsclean\n" + "\n".join(f"reveal_type({name})" for name in REVEALED)
    lines = [line for line in strict(script, tmp_path, venv) if "Revealed type" in line]
    assert len(lines) == len(REVEALED)
    for line, shown in zip(lines, REVEALED.values(), strict=True):
        assert line.endswith(f'Revealed type is "{shown}"'), line


@pytest.mark.parametrize(
    ("module", "extra"),
    [
        ("newsclean.sinks.parquet", "parquet"),
        ("newsclean.sinks.postgres", "postgres"),
        ("newsclean.report.plots", "report"),
    ],
)
def test_a_missing_extra_is_named(module: str, extra: str, venv: Path, tmp_path: Path) -> None:
    done = run(venv / "bin" / "python", "-c", f"import {module}", cwd=tmp_path)
    assert f"pip install 'newsclean[{extra}]'" in done.stderr.splitlines()[-1]


def test_the_manual_page_is_where_man_looks(venv: Path) -> None:
    page = venv / "share" / "man" / "man1" / "newsclean.1"
    assert page.read_text().startswith(".TH NEWSCLEAN 1 ")


def test_it_stays_light(venv: Path) -> None:
    """A new dependency is a decision: raise a bound here only with a reason in the commit."""
    weights = weigh(venv)
    assert "numpy" in [one.name for one in weights]
    assert len(weights) <= MOST_PACKAGES, table(weights)
    assert sum(one.size for one in weights) <= MOST_MEGABYTES * 1e6, table(weights)
