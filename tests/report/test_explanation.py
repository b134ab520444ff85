"""What is shown of a page is what was recorded of it."""

from __future__ import annotations

from newsclean.errors import Reason
from newsclean.options import ExtractOptions
from newsclean.records import Rejected, Response
from newsclean.report.explain import explain_html, explain_text
from newsclean.report.explanation import explain
from newsclean.run.pipeline import clean_response, examine
from tests.command import TEXT
from tests.report.pages import PLAIN, examined

ASKING = ExtractOptions(record="reasons", labeller="rules")


def test_every_block_is_shown_with_its_recorded_verdict() -> None:
    found = examined(PLAIN)
    shown = explain(found)
    assert found.document
    assert found.labelling
    assert [block.text for block in shown.blocks] == [b.text for b in found.document.blocks]
    assert [block.verdict == "kept" for block in shown.blocks] == list(found.labelling.keep)
    assert shown.counts["all"] == len(shown.blocks)
    assert all(block.reasons for block in shown.blocks)


def test_reasons_are_in_words() -> None:
    said = {b.text: [r.words for r in b.reasons] for b in explain(examined(PLAIN)).blocks}
    assert said["Home"] == ["stands in a part of the page called “nav”"]
    assert said["All rights reserved"] == ["stands in a part of the page called “footer”"]


def test_fields_are_shown_with_their_sources_and_rivals() -> None:
    fields = {field.field: field for field in explain(examined(PLAIN)).fields}
    assert fields["authors"].value == "Ada Quill"
    assert fields["authors"].source == "meta:author"


def test_without_asking_no_reason_is_recorded_and_the_result_is_the_same() -> None:
    response = Response(body=PLAIN, url="https://news.example/pier", name="pier.html")
    plain = examine(response)
    assert plain.labelling
    assert plain.labelling.reasons is None
    assert plain.labelling.overruled is None
    assert plain.result == clean_response(response)


def test_recording_changes_no_article() -> None:
    plain = examine(Response(body=PLAIN), ExtractOptions(labeller="rules", fallback="never"))
    recorded = examined(PLAIN, url=None)
    assert recorded.labelling
    assert recorded.labelling.reasons is not None
    assert recorded.article
    assert plain.article
    assert recorded.article.text == plain.article.text


def test_plain_text_is_explained_too() -> None:
    shown = explain(examine(Response(body=TEXT, form="text")))
    assert shown.blocks[0].verdict == "removed"
    assert "kept" in {b.verdict for b in shown.blocks}


def test_a_page_without_an_article_says_so() -> None:
    lone = Rejected(url=None, name="x.pdf", reason=Reason.NOT_HTML, detail="the bytes are not text")
    assert "not_html" in explain_html(explain(lone))
    assert "the bytes are not text" in explain_text(explain(lone))


def test_where_another_judge_found_the_text_both_are_named() -> None:
    """A page on which the rules are unsure: the fallback's text, the rules' verdicts."""
    short = "<html><body><p>" + "A short page about the pier, told in few words. " * 8
    found = examine(Response(body=short), ASKING)
    shown = explain(found)
    assert (shown.labeller, shown.overruled) == ("trafilatura", "rules")
    assert shown.blocks[0].reasons


def test_a_terminal_gets_no_control_characters() -> None:
    page = PLAIN.replace("All rights", "All \x1b[31m\u202erights")
    told = explain_text(explain(examined(page)))
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "<U+202E>rights" in told
    assert len(told.splitlines()) == 8
