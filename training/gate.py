"""The quality gate: cross-validated scores on a fixed sample, held to floors kept in a file.

python -m training.gate            measure and compare; exit 1 below a floor
python -m training.gate --repin    raise the floors to what is measured; never lowers one

`floors.json` names the corpus by its hash: floors of another corpus mean nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import msgspec

from benchmarks.corpus import CORPUS, Gold, golds, shared_module
from training.evaluate import Judges

FLOORS = Path(__file__).parent / "floors.json"
SLACK = 0.002  # two machines round differently; a page may tip
STEP = 4  # every fourth page with a gold body


class Floors(msgspec.Struct, frozen=True):
    """Least scores by name (`F1`, `clean`, `exact`), each 0..1, and the corpus they hold for."""

    corpus: str
    least: dict[str, float]


def corpus_hash() -> str:
    """Return the hash of the gold files."""
    digest = hashlib.sha256()
    for path in sorted(CORPUS.glob("*/gold.jsonl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def sample() -> list[Gold]:
    """Return the fixed sample: every fourth page with a gold body, in the order of the corpus."""
    return list(golds(with_body=True))[::STEP]


def measure() -> dict[str, float]:
    """Score the sample, each page by the labeller that never saw its site."""
    judges = Judges("gold")
    rows = []
    for gold in sample():
        row = judges.predict(gold)
        rows.append({"gold": gold.body, "pred": row.get("text") or ""})
    scores = shared_module("metrics").summarize(rows)
    return {name: round(float(scores[name]), 4) for name in ("F1", "clean", "exact")}


def read_floors() -> Floors:
    """Return the floors that hold."""
    return msgspec.json.decode(FLOORS.read_bytes(), type=Floors)


def below(found: dict[str, float], floors: Floors) -> list[str]:
    """Say which scores are below their floors."""
    return [
        f"{name} is {found[name]:.4f}, its floor {least:.4f}"
        for name, least in floors.least.items()
        if found[name] < least - SLACK
    ]


def raised(found: dict[str, float], floors: Floors) -> Floors:
    """Return the floors raised to what was found; none is ever lowered."""
    least = {name: max(value, floors.least.get(name, 0.0)) for name, value in found.items()}
    return Floors(floors.corpus, least)


def main() -> int:
    """Measure; compare or repin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repin", action="store_true")
    asked = parser.parse_args()
    found = measure()
    floors = read_floors() if FLOORS.exists() else Floors(corpus_hash(), {})
    if floors.corpus != corpus_hash():
        floors = Floors(corpus_hash(), {})
    if asked.repin:
        FLOORS.write_bytes(msgspec.json.format(msgspec.json.encode(raised(found, floors))) + b"\n")
    print(found)
    print("\n".join(below(found, floors)))
    return 1 if below(found, floors) else 0


if __name__ == "__main__":
    sys.exit(main())
