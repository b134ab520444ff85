"""The quality gate: cross-validated scores do not fall, and floors are never lowered."""

import pytest
from training.gate import Floors, below, corpus_hash, measure, raised, read_floors

from benchmarks.corpus import CORPUS


@pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not beside this checkout")
def test_cross_validated_scores_hold_their_floors() -> None:
    """On every fourth gold page, each judged by weights that never saw its site."""
    floors = read_floors()
    assert floors.corpus == corpus_hash(), "another corpus: run python -m training.gate --repin"
    assert below(measure(), floors) == []


def test_a_lower_score_is_told_and_never_pinned() -> None:
    floors = Floors("corpus", {"F1": 0.94, "exact": 0.2})
    found = {"F1": 0.93, "exact": 0.25}
    assert below(found, floors) == ["F1 is 0.9300, its floor 0.9400"]
    assert raised(found, floors).least == {"F1": 0.94, "exact": 0.25}
