"""How good could a perfect labeller be? Segmentation alone, scored with an oracle's labels.

python -m benchmarks.oracle        F1 by source; >= 0.985 over all or exit 1
"""

from __future__ import annotations

import collections
import sys

from training.align import gold_labels

from benchmarks.corpus import golds, shared_module
from newsclean.document.parse import parse
from newsclean.records import Response

FLOOR = 0.985


def main() -> int:
    """Print the oracle's table; exit 1 below the floor."""
    rows: dict[str, list[dict[str, str]]] = collections.defaultdict(list)
    for gold in golds(with_body=True):
        document = parse(Response(body=gold.raw(), url=gold.url), "html")
        texts = [block.text for block in document.blocks]
        labels = gold_labels(texts, gold.body or "")
        chosen = "\n\n".join(t for t, keep in zip(texts, labels, strict=True) if keep)
        row = {"gold": gold.body or "", "pred": chosen}
        rows[gold.source].append(row)
        rows["all"].append(row)
    summarize = shared_module("metrics").summarize
    for name in sorted(rows):
        print(name, {key: round(value, 4) for key, value in summarize(rows[name]).items()})
    return 0 if summarize(rows["all"])["F1"] >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
