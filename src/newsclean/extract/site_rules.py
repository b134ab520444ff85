"""A site rule applied to one page: its verdict over the labeller's, its fields over the found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

import msgspec

from newsclean.extract.fields.dates import parse_date
from newsclean.extract.fields.people import split_names
from newsclean.extract.labellers.merge import merged
from newsclean.extract.selectors import Path, below, fits, matching, parse_selector
from newsclean.options import RuledField, SiteRule
from newsclean.records import Conflict, Document, Fields, Labelling, Response, Why

SOURCE = "site-rule"
_MOST_CHARS = 2000
_LEAST_SCORE, _MOST_SCORE = 0.0, 1.0


def rule_for(rules: Sequence[SiteRule], document: Document, response: Response) -> SiteRule | None:
    """Return the last rule that holds for a page: by its host, and the day it was fetched."""
    host = _host(response.url) or _host(document.head.meta("og:url")) or _host(_canonical(document))
    day = _day(response.fetched_at)
    holding = [rule for rule in rules if _holds(rule, host, day)]
    return holding[-1] if holding else None


def _holds(rule: SiteRule, host: str | None, day: date | None) -> bool:
    if host is None or not any(host == h or host.endswith(f".{h}") for h in rule.hosts):
        return False
    early = day is not None and rule.since is not None and day < rule.since
    late = day is not None and rule.until is not None and day > rule.until
    return not early and not late


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:  # "http://[bad"
        return None


def _canonical(document: Document) -> str | None:
    return next((href for rel, href, _ in document.head.links if "canonical" in rel.split()), None)


def _day(moment: str | None) -> date | None:
    return date.fromisoformat(moment[:10]) if moment else None


def ruled_labelling(rule: SiteRule, document: Document, labelling: Labelling) -> Labelling:
    """Return the labelling with the rule's verdict where the rule has one."""
    verdicts = list(_verdicts(rule, document))
    if not any(verdict is not None for verdict, _ in verdicts):
        return labelling
    keep = tuple(
        old if verdict is None else verdict
        for old, (verdict, _) in zip(labelling.keep, verdicts, strict=True)
    )
    scores = tuple(
        old if verdict is None else (_MOST_SCORE if verdict else _LEAST_SCORE)
        for old, (verdict, _) in zip(labelling.scores, verdicts, strict=True)
    )
    return msgspec.structs.replace(
        labelling,
        labeller=f"{labelling.labeller}+{SOURCE}",
        keep=keep,
        scores=scores,
        texts=_texts(document, labelling, keep, verdicts),
        reasons=_reasons(labelling, verdicts),
    )


Verdict = tuple[bool | None, str]  # kept, dropped or no word; and what in the rule says so


def _verdicts(rule: SiteRule, document: Document) -> Iterator[Verdict]:
    """Yield the rule's verdict on each block."""
    elements = document.elements
    by_element: list[Verdict] = []
    bodies = _any(document, rule.body)
    inside = below(elements, bodies) if rule.body and any(bodies) else None
    kept, dropped = _each(document, rule.keep), _each(document, rule.drop)
    for index, element in enumerate(elements):
        if dropped[index]:
            by_element.append((False, f"drop {dropped[index]}"))
        elif kept[index]:
            by_element.append((True, f"keep {kept[index]}"))
        else:
            by_element.append(by_element[element.parent] if element.parent >= 0 else (None, ""))
    exact = dict.fromkeys(map(_squeezed, rule.keep_text), True)
    exact |= dict.fromkeys(map(_squeezed, rule.drop_text), False)
    for block in document.blocks:
        told = exact.get(_squeezed(block.text))
        if told is not None:
            yield told, "keep_text" if told else "drop_text"
        elif inside is not None and not inside[block.element]:
            yield False, "outside of body"
        else:
            yield by_element[block.element] if elements else (None, "")


def _any(document: Document, selectors: Sequence[str]) -> list[bool]:
    paths = [path for selector in selectors for path in parse_selector(selector)]
    return matching(document.elements, paths)


def _each(document: Document, selectors: Sequence[str]) -> list[str]:
    """Return for each element the first selector that matches it, or an empty string."""
    found = [""] * len(document.elements)
    for selector in selectors:
        for index, hit in enumerate(matching(document.elements, parse_selector(selector))):
            if hit and not found[index]:
                found[index] = selector
    return found


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _texts(
    document: Document, labelling: Labelling, keep: Sequence[bool], verdicts: Sequence[Verdict]
) -> tuple[object, ...] | None:
    """Return what a labeller's own texts are after the rule.

    Joined lines are joined anew. A fallback's texts give way to a rule that names the text, and
    lose what a rule drops.
    """
    if labelling.texts is None:
        return None
    if document.form == "text":
        return merged(document.blocks, labelling.kinds, keep)
    if any(verdict for verdict, _ in verdicts):
        return None
    pairs = zip(document.blocks, verdicts, strict=True)
    gone = {_squeezed(block.text) for block, (verdict, _) in pairs if verdict is False}
    return tuple(item for item in labelling.texts if _squeezed(item.text) not in gone)


def _reasons(
    labelling: Labelling, verdicts: Sequence[Verdict]
) -> tuple[tuple[Why, ...], ...] | None:
    if labelling.reasons is None:
        return None
    return tuple(
        old if verdict is None else (Why("rule", 1.0 if verdict else -1.0, said), *old)
        for old, (verdict, said) in zip(labelling.reasons, verdicts, strict=True)
    )


def ruled_fields(rule: SiteRule, document: Document, fields: Fields) -> Fields:
    """Return the fields with the values that the rule's selectors find; others stay as found."""
    changed: dict[str, object] = {}
    for field, selector in rule.fields.items():
        changed |= _value(field, list(values(document, selector)))
    if not changed:
        return fields
    told = [name for name in rule.fields if name in changed]
    rivals = [
        Conflict(name, _said(getattr(fields, name)), fields.provenance.get(name, "unknown"))
        for name in told
        if getattr(fields, name) and getattr(fields, name) != changed[name]
    ]
    return msgspec.structs.replace(
        fields,
        provenance=fields.provenance | dict.fromkeys(told, SOURCE),
        conflicts=(*(c for c in fields.conflicts if c.field not in told), *rivals),
        **changed,
    )


def _said(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _value(field: RuledField, found: list[str]) -> dict[str, object]:
    """Turn the texts that a selector found into the field's value; nothing where it is none."""
    if field in ("published", "modified"):
        moment = next(filter(None, map(parse_date, found)), None)
        if moment is None:
            return {}
        precision = {"published_precision": moment.precision} if field == "published" else {}
        return {field: moment.value, **precision}
    if not found:
        return {}
    if field == "authors":
        names = dict.fromkeys(name for text in found for name in split_names(text))
        return {field: tuple(names)} if names else {}
    return {field: tuple(dict.fromkeys(found))} if field == "tags" else {field: found[0]}


def values(document: Document, selector: str) -> Iterator[str]:
    """Yield the texts that a field selector finds, in page order of each kind of place.

    Asked are `<meta>` (by name or property), times (their datetime), properties and inline
    elements that speak of authors, dates or credits, and the text of block-level elements.
    """
    paths = parse_selector(selector)
    found = [*_metas(document, paths), *_inline(document, paths), *_blocks(document, paths)]
    yield from filter(None, (_squeezed(text[:_MOST_CHARS]) for text in found))


def _metas(document: Document, paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        if len(path) == 1 and path[0].tag == "meta":
            wanted = {value.lower() for _, value in path[0].attributes}
            yield from (content for name, content in document.head.metas if name in wanted)


def _inline(document: Document, paths: Sequence[Path]) -> Iterator[str]:
    records: list[tuple[int, str | None, str, str]] = [
        *((s.block, "time", s.names, s.value or s.text) for s in document.stamps),
        *((n.block, None, n.names, n.text) for n in document.named),
        *((p.block, None, p.name, p.value) for p in document.properties),
    ]
    for path in paths:
        around = _around(document, path)
        last = path[-1]
        for block, tag, names, text in sorted(records, key=lambda record: record[0]):
            here = min(block, len(document.blocks) - 1)
            asks = bool(last.names or last.attributes or tag)
            if asks and here >= 0 and around[here] and fits(last, tag or last.tag or "", names):
                yield text


def _around(document: Document, path: Path) -> list[bool]:
    """Tell for each block whether it stands where the path but for its end leads."""
    if len(path) == 1 or not document.elements:
        return [len(path) == 1] * len(document.blocks)
    marked = below(document.elements, matching(document.elements, [path[:-1]]))
    return [marked[block.element] for block in document.blocks]


def _blocks(document: Document, paths: Sequence[Path]) -> Iterator[str]:
    """Yield the whole text of each outermost element that is matched."""
    top: list[int] = []
    for index, hit in enumerate(matching(document.elements, paths)):
        parent = document.elements.parents[index]
        above = top[parent] if parent >= 0 else -1
        top.append(above if above >= 0 else (index if hit else -1))
    texts: dict[int, list[str]] = {}
    for block in document.blocks:
        if document.elements and top[block.element] >= 0:
            texts.setdefault(top[block.element], []).append(block.text)
    yield from (" ".join(parts) for parts in texts.values())
