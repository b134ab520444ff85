"""The names that `import newsclean` gives: cheap to import, typed, as documented."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import newsclean
from tests.command import PAGE, SENTENCE, TEXT, environment

HEAVY = "trafilatura httpx httpcore numpy lxml selectolax rich typer htmldate ftfy chardet".split()
TEXT_OF_PAGE = f"{(SENTENCE * 3).strip()}\n\n{(SENTENCE * 4).strip()}"
USER_SCRIPT = """
import newsclean

article = newsclean.extract(b"<p>x", url=None)
title: str | None = article.title
for result in newsclean.clean(["a.html"], newsclean.RunOptions()):
    if isinstance(result, newsclean.Article):
        text: str = result.text
    else:
        reason: newsclean.Reason = result.reason
wrong: int = newsclean.extract_text("x").text
"""


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = f"import newsclean, sys; print([m for m in {HEAVY} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True)
    assert out.stdout.strip() == b"[]"


def test_the_package_file_stays_short() -> None:
    assert len(Path(newsclean.__file__).read_text("utf-8").splitlines()) < 60


def test_every_name_is_there_and_listed() -> None:
    for name in ("extract", "extract_text", "clean", "article_schema", "Article", "Reason"):
        assert name in dir(newsclean)
        assert getattr(newsclean, name)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(newsclean, "nothing")  # noqa: B009 - mypy knows that it is not there


def test_the_function_is_not_hidden_by_the_package_of_its_name() -> None:
    import newsclean.extract.labellers
    from newsclean import extract

    assert newsclean.extract is extract
    assert callable(newsclean.extract)
    assert sys.modules["newsclean.extract"].__path__


def test_a_users_script_is_checked_strictly(tmp_path: Path) -> None:
    """The one planted error is found and no other, so the names are typed for users."""
    script = tmp_path / "script.py"
    script.write_text(USER_SCRIPT)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", str(script)]
    env = {**environment(), "MYPYPATH": str(Path(newsclean.__file__).parents[1])}
    out = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True)
    errors = [line for line in out.stdout.splitlines() if "error:" in line]
    assert len(errors) == 1, out.stdout
    assert "script.py:11" in errors[0]


@pytest.mark.parametrize("html", [PAGE, PAGE.encode(), PAGE.encode("utf-16")])
def test_extract_takes_html_as_text_or_bytes(html: str | bytes) -> None:
    article = newsclean.extract(html, url="https://news.example/pier")
    assert article.text == TEXT_OF_PAGE
    assert (article.title, article.url) == ("Pier to be rebuilt", "https://news.example/pier")


def test_extract_text_takes_a_flattened_page() -> None:
    assert newsclean.extract_text(TEXT).text == TEXT_OF_PAGE


@pytest.mark.parametrize(
    ("html", "error", "reason"),
    [
        ("  ", newsclean.DocumentError, newsclean.Reason.EMPTY),
        (b"%PDF-1.7 \x00", newsclean.DocumentError, newsclean.Reason.NOT_HTML),
        ("<p>Nothing to read.</p>", newsclean.NoArticle, newsclean.Reason.NO_ARTICLE),
    ],
)
def test_what_gives_no_article_raises_with_its_reason(
    html: str | bytes, error: type[newsclean.NewscleanError], reason: newsclean.Reason
) -> None:
    with pytest.raises(error) as caught:
        newsclean.extract(html)
    assert caught.value.reason is reason
    assert caught.value.detail


def test_options_of_the_caller_win() -> None:
    """What looks like HTML is text where the caller insists."""
    article = newsclean.extract(TEXT, options=newsclean.ExtractOptions(form="text"))
    assert article.extraction.labeller != newsclean.extract(PAGE).extraction.labeller
