"""Weights are never scored on a site that they were trained on."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.peers.records import Page
from benchmarks.peers.tools import with_newsclean
from training.pages import FOLDS

from benchmarks.corpus import CORPUS, Gold, fold_of, golds
from newsclean.records import BlockKind, Document, Labelling
from training import sites

needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="no ../shared/corpus")


@needs_corpus
def test_the_list_of_sites_is_that_of_the_corpus() -> None:
    assert sites.hashes() == sites.FILE.read_text("ascii").split(), "run python -m training.sites"


@needs_corpus
def test_every_page_of_the_corpus_has_the_fold_that_its_training_left_out() -> None:
    for gold in golds():
        assert sites.fold_never_seeing(gold) == fold_of(gold.domain, FOLDS)


@needs_corpus
def test_a_training_site_is_known_again_in_a_foreign_corpus() -> None:
    known = next(gold for gold in golds() if gold.domain)
    foreign = Gold(id="x", url="", domain=f"live.{known.domain}")
    assert sites.fold_never_seeing(foreign) == fold_of(known.domain, FOLDS)


def test_a_site_that_no_weights_saw_is_left_to_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Pier")
    page = Gold(id="1", url="", domain="courier.example", file=str(tmp_path / "page.html"))
    nameless = Gold(id="1", url="", domain="", file=page.file)
    assert sites.fold_never_seeing(page) is None
    assert sites.fold_never_seeing(nameless) is None


def test_the_fold_of_a_page_chooses_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Weights:
        def __init__(self, fold: int) -> None:
            self.fold = fold

        def label(self, document: Document) -> Labelling:
            asked.append(self.fold)
            count = len(document.blocks)
            kind: BlockKind = "paragraph"
            return Labelling(
                labeller="model",
                scores=(1.0,) * count,
                kinds=(kind,) * count,
                keep=(True,) * count,
                confidence=1.0,
            )

    monkeypatch.setattr(with_newsclean, "_never_seen", lambda _: [Weights(n) for n in range(5)])
    html = "<html><body><p>" + "The harbour council met on Monday. " * 9 + "</p></body></html>"
    extract = with_newsclean.make()
    for fold in (3, 1, None):
        assert "harbour council" in extract(Page(html.encode(), html, "", fold)).text
    assert asked == [3, 1]
