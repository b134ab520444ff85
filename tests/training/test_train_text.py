"""Training and scoring of the labeller of flattened pages, end to end on a few invented pages."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("rapidfuzz")
if not (Path(__file__).parents[2] / ".." / "shared" / "bench").resolve().exists():
    pytest.skip("../shared/bench is not beside this checkout", allow_module_level=True)

from training.align import gold_labels, tokens
from training.text_pages import TextPage
from training.text_scores import load_model
from training.text_tagger import Recipe

from benchmarks.corpus import fold_of
from newsclean.document.plaintext import parse_text
from newsclean.extract.labellers.text_model import TextModelLabeller
from training import evaluate_text, text_believed, train_text

FIXTURES = Path(__file__).parents[1] / "fixtures" / "text"


def invented_pages() -> list[TextPage]:
    """Return our own dumps, each as if from a site of its own."""
    return [_page(path) for path in sorted(FIXTURES.glob("*.txt"))]


def _page(path: Path) -> TextPage:
    blocks = parse_text(path.read_text(encoding="utf-8")).blocks
    body = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["text"]
    texts = [block.text for block in blocks]
    domain = f"{hashlib.sha256(path.stem.encode()).hexdigest()[:8]}.example"
    return TextPage(
        id=path.stem,
        source="invented",
        domain=domain,
        way="innertext",
        fold=fold_of(domain, 5),
        body=body,
        blocks=blocks,
        labels=np.array(gold_labels(texts, body), dtype=np.int8),
        headline=np.full(len(blocks), -1, dtype=np.int8),
        words=np.array([len(tokens(text)) for text in texts], dtype=np.float32),
    )


def test_training_writes_models_that_can_be_scored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both commands run to their end; what ships is a model, and the table has a line a source."""
    pages = invented_pages()
    monkeypatch.setattr(train_text, "load_pages", lambda: pages)
    monkeypatch.setattr(text_believed, "load_pages", list)
    monkeypatch.setattr(train_text, "RECIPE", Recipe(width=8, epochs=2))
    monkeypatch.setattr(train_text, "SHIPPED", tmp_path / "text.npz")
    monkeypatch.setattr(train_text, "FOLD_MODELS", tmp_path / "folds")
    monkeypatch.setattr(evaluate_text, "load_pages", lambda: pages)
    monkeypatch.setattr(evaluate_text, "FOLD_MODELS", tmp_path / "folds")
    monkeypatch.setattr("sys.argv", ["train_text"])
    assert train_text.main() == 0
    labeller = TextModelLabeller(load_model(tmp_path / "text.npz"))
    assert len(labeller.label(pages[0].document).keep) == len(pages[0].blocks)
    capsys.readouterr()
    monkeypatch.setattr("sys.argv", ["evaluate_text", "innertext"])
    assert evaluate_text.main() == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in shown[1:]] == [
        ["innertext", "all", str(len(pages))],
        ["innertext", "invented", str(len(pages))],
    ]
