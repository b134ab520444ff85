"""The trained labeller: beliefs of the tagger, then the choice of greatest expected overlap."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import as_file, files
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import Description, describe
from newsclean.extract.labellers.furniture import furniture
from newsclean.extract.labellers.headline import headline_blocks, last_of, place_headline
from newsclean.extract.labellers.kinds import kinds_of
from newsclean.extract.labellers.overlap import best_choice
from newsclean.extract.labellers.repeats import without_repeats
from newsclean.extract.measures import AT
from newsclean.extract.occlusion import occluded
from newsclean.extract.tagger import read_inputs, run
from newsclean.extract.weights import Weights, load_weights
from newsclean.extract.why import Reasons
from newsclean.records import Document, Labelling, Why

# Expected overlap of a choice, and the F1 that cross-validated pages with that expectation had.
_EXPECTED = np.array((0.0, 0.60, 0.75, 0.85, 0.90, 0.95, 0.98, 1.0))
_FOUND = np.array((0.0, 0.45, 0.60, 0.77, 0.82, 0.89, 0.945, 0.985))

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Headline = Literal["apart", "text"]


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
) -> tuple[Labelling, dict[str, Flags]]:
    """Return the choice, and which blocks were taken from it, by cause; the last holds them all."""
    words = description.own[:, AT["words"]]
    chosen, overlap = best_choice(beliefs, words)
    headline = headline_blocks(description.own, chosen)
    keep = place_headline(chosen, headline, where)
    keep = without_repeats(document, keep, words)
    aside = furniture(document.blocks, keep, last_of(headline), "html")
    keep = keep & ~aside
    labelling = Labelling(
        labeller=ModelLabeller.name,
        scores=tuple(beliefs.tolist()),
        kinds=kinds_of(document, keep, description),
        keep=tuple(keep.tolist()),
        confidence=round(float(np.interp(overlap, _EXPECTED, _FOUND)), 4),
    )
    return labelling, {"headline": headline, "furniture": aside, "copy": chosen & ~keep}


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
        reasons = self._reasons(document, description, beliefs, taken)
        return msgspec.structs.replace(labelling, reasons=reasons)

    def _reasons(
        self,
        document: Document,
        description: Description,
        beliefs: Floats,
        taken: Mapping[str, Flags],
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
        return tuple(
            (Why(cause, -1.0), *why) if away else why
            for away, cause, why in zip(
                taken["copy"].tolist(), _causes(taken), reasons, strict=True
            )
        )


def _causes(taken: Mapping[str, Flags]) -> list[str]:
    """Name for each block the first of the causes that took it away; the last one for the rest."""
    causes = np.select(list(taken.values()), list(taken), list(taken)[-1])
    return [str(cause) for cause in causes]
