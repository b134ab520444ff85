"""What site profiles gain: F1 with a profile learned from n other pages of the site, and without.

python -m benchmarks.profiles [PAGES A SITE [rules]]     exit 1 where any n loses

Source `daniel` of ../shared/corpus, sites of five pages and more. A page is judged with the
profile of the n pages of its site that stand before it in the corpus, going round at the start.
HTML is judged by weights that never saw its site (training/folds); flattened text by the shipped
ones, which saw some of these pages.
"""

from __future__ import annotations

import collections
import sys
from collections.abc import Sequence
from typing import Literal

import msgspec
from training.folds import fold_labellers

from benchmarks.corpus import Gold, fold_of, golds, shared_module
from newsclean.document.parse import parse
from newsclean.extract.labellers.choose import label
from newsclean.extract.labellers.profile import with_profile
from newsclean.learn.profile import learned, prints, repeated
from newsclean.options import ExtractOptions
from newsclean.records import Document, Form, Labelling, Response, SiteProfile
from newsclean.stages import Labeller

SEEN = (2, 5, 10, 30)
LEAST = 5
_LABELLER: Literal["auto", "rules"] = "rules" if "rules" in sys.argv else "auto"
Row = dict[str, str]


class Page(msgspec.Struct, frozen=True):
    """One page, and what the labeller makes of it alone."""

    gold: Gold
    document: Document
    labelling: Labelling

    def row(self, profile: SiteProfile | None = None) -> Row:
        """Return gold and prediction with a profile."""
        labelling = with_profile(self.document, self.labelling, profile)
        return {"gold": self.gold.body or "", "pred": text_of(self.document, labelling)}


def text_of(document: Document, labelling: Labelling) -> str:
    """Return the article text of a labelling."""
    if labelling.texts is not None:
        return "\n\n".join(block.text for block in labelling.texts)
    kept = zip(document.blocks, labelling.keep, labelling.kinds, strict=True)
    return "\n\n".join(
        b.text for b, keep, kind in kept if keep and kind not in ("caption", "embed")
    )


def site_rows(pages: Sequence[Page], seen: int) -> tuple[list[Row], list[Row]]:
    """Return predictions without and with the profile of `seen` other pages."""
    plain, profiled = [], []
    for place, page in enumerate(pages):
        profile = SiteProfile()
        for k in range(1, min(seen + 1, len(pages))):
            other = pages[(place - k) % len(pages)]
            profile = learned(profile, prints(other.document, other.labelling))
        plain.append(page.row())
        profiled.append(page.row(repeated(profile)))
    return plain, profiled


def page_of(gold: Gold, form: Form, labellers: Sequence[Labeller | None]) -> Page:
    """Judge one page by itself."""
    document = document_of(gold, form)
    labeller = labellers[fold_of(gold.domain, len(labellers))] if form == "html" else None
    return Page(gold, document, label(document, ExtractOptions(labeller=_LABELLER), labeller))


def document_of(gold: Gold, form: Form) -> Document:
    """Take a page apart, as HTML or flattened first."""
    if form == "html":
        return parse(Response(body=gold.raw(), url=gold.url), "html")
    html = parse(Response(body=gold.raw(), url=gold.url), "html").source
    flat = shared_module("flatten").innertext(html)
    return parse(Response(body=flat, url=gold.url), "text")


def sites(form: Form, most: int) -> dict[str, list[Page]]:
    """Return the pages of each site."""
    labellers = [None] if _LABELLER == "rules" else fold_labellers()
    found: dict[str, list[Page]] = collections.defaultdict(list)
    for gold in golds(with_body=True):
        if gold.source == "daniel" and len(found[gold.domain]) < most:
            found[gold.domain].append(page_of(gold, form, labellers))
    return {name: pages for name, pages in found.items() if len(pages) >= LEAST}


def main(most: int) -> int:
    """Print a table for each form."""
    summarize = shared_module("metrics").summarize
    lost = False
    forms: tuple[Form, ...] = ("html", "text")
    for form in forms:
        by_site = sites(form, most)
        for seen in SEEN:
            plain: list[Row] = []
            profiled: list[Row] = []
            for pages in by_site.values():
                if len(pages) > min(seen, most // 2):
                    one, other = site_rows(pages, seen)
                    plain += one
                    profiled += other
            before, after = summarize(plain), summarize(profiled)
            gain = after["F1"] - before["F1"]
            lost |= gain < 0
            print(
                f"{form} {seen:2} seen, {len(plain)} pages: F1 {before['F1']:.4f} -> "
                f"{after['F1']:.4f} ({gain:+.4f})",
                flush=True,
            )
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 30))
