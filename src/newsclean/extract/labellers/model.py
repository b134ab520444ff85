"""The trained labeller: beliefs of the tagger, then the choice of greatest expected overlap."""

from __future__ import annotations

import functools
from bisect import bisect_right
from importlib.resources import as_file, files
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import Description, describe
from newsclean.extract.labellers.chosen import choose, flags_of, without
from newsclean.extract.labellers.furniture import furniture
from newsclean.extract.labellers.headline import place_headline
from newsclean.extract.labellers.kinds import kinds_of
from newsclean.extract.labellers.repeats import without_repeats
from newsclean.extract.measures import AT
from newsclean.extract.occlusion import occluded
from newsclean.extract.tagger import read_inputs, run
from newsclean.extract.weights import Weights, load_weights
from newsclean.extract.why import Reasons
from newsclean.records import Document, Labelling, Why

# Expected overlap of a choice, and the F1 that cross-validated pages with that expectation had.
_EXPECTED = (0.0, 0.60, 0.75, 0.85, 0.90, 0.95, 0.98, 1.0)
_FOUND = (0.0, 0.45, 0.60, 0.77, 0.82, 0.89, 0.945, 0.985)

Floats = NDArray[np.float32]
Headline = Literal["apart", "text"]
# Blocks by number: those of the text, and of these and others the headline's and furniture.
Taken = tuple[list[int], list[int], list[int]]


@functools.cache
def shipped_weights() -> Weights:
    """Return the weights that came with the package; read once a process."""
    with as_file(files("newsclean.extract.models").joinpath("html.npz")) as path:
        return load_weights(path)


def chosen_again(document: Document, beliefs: Floats, headline: Headline) -> Labelling:
    """Choose anew from beliefs that something else, a site's profile, has moved."""
    return _chosen(document, describe(document), beliefs, headline)[0]


def _chosen(
    document: Document, description: Description, beliefs: Floats, where: Headline
) -> tuple[Labelling, Taken]:
    """Return the choice, and what was taken from it."""
    own, blocks = description.own, document.blocks
    inside, overlap, headline, again = choose(beliefs, own)
    kept = place_headline(inside, headline, where)
    kept = without_repeats(document, kept, again, own[:, AT["words"]])
    aside = furniture(blocks, kept, headline, "html")
    kept = without(kept, aside)
    labelling = Labelling(
        labeller=ModelLabeller.name,
        scores=tuple(beliefs.tolist()),
        kinds=kinds_of(blocks, kept, own),
        keep=flags_of(kept, len(blocks)),
        confidence=round(_found(overlap), 4),
    )
    return labelling, (inside, headline, aside)


def _found(overlap: float) -> float:
    """Return what `numpy.interp` would, without its dozen microseconds, for a choice's quality."""
    last = bisect_right(_EXPECTED, overlap) - 1
    if last < 0 or last == len(_EXPECTED) - 1:
        return _FOUND[max(0, last)]
    here, found = _EXPECTED[last], _FOUND[last]
    slope = (_FOUND[last + 1] - found) / (_EXPECTED[last + 1] - here)
    return slope * (overlap - here) + found


class ModelLabeller:
    """Judges the blocks of an HTML page; pure, and the same on every machine to float precision."""

    name = "model"

    def __init__(
        self,
        weights: Weights | None = None,
        headline: Headline = "apart",
        record: Literal["nothing", "reasons"] = "nothing",
    ) -> None:
        self._weights = weights or shipped_weights()
        self._headline = headline
        self._record = record

    def label(self, document: Document) -> Labelling:
        """Judge every block; a page without blocks gets an empty labelling of confidence 0."""
        if not document.blocks:
            return Labelling(labeller=self.name, scores=(), kinds=(), keep=(), confidence=0.0)
        description = describe(document)
        inputs = read_inputs(description, self._weights.tables)
        beliefs = run(inputs, self._weights)
        labelling, taken = _chosen(document, description, beliefs, self._headline)
        if self._record == "nothing":
            return labelling
        reasons = self._reasons(document, description, beliefs, labelling.keep, taken)
        return msgspec.structs.replace(labelling, reasons=reasons)

    def _reasons(
        self,
        document: Document,
        description: Description,
        beliefs: Floats,
        keep: tuple[bool, ...],
        taken: Taken,
    ) -> Reasons:
        """Say what made each belief, and what took away a block that was believed in."""
        weights = self._weights
        reasons = occluded(
            document,
            description,
            beliefs,
            weights.tables,
            lambda changed: run(read_inputs(changed, weights.tables), weights),
        )
        causes = _causes(keep, taken)
        return tuple(
            (Why(causes[index], -1.0), *why) if index in causes else why
            for index, why in enumerate(reasons)
        )


def _causes(keep: tuple[bool, ...], taken: Taken) -> dict[int, str]:
    """Name for each block of the text that was not kept what took it away."""
    inside, headline, aside = taken
    named = dict.fromkeys(headline, "headline") | dict.fromkeys(aside, "furniture")
    return {index: named.get(index, "copy") for index in inside if not keep[index]}
