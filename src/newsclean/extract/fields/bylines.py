"""Who a reader is told wrote it: names near the headline and at the article's end.

Word lists are of languages and of the machinery of the web, never of sites or persons.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.folding import fold
from newsclean.extract.fields.givennames import has_given
from newsclean.extract.fields.labelled import labelled_names
from newsclean.extract.fields.linenames import before_day, names_of_part
from newsclean.extract.fields.nameends import before_stop, is_button, run_together
from newsclean.extract.fields.namekinds import looks_like_person
from newsclean.extract.fields.namesigns import BYLINE
from newsclean.extract.fields.people import split_names
from newsclean.extract.fields.profiles import only_profile, profiled
from newsclean.extract.fields.roles import speaks_of_role
from newsclean.extract.fields.standing import dated
from newsclean.extract.fields.stems import Stems
from newsclean.extract.fields.textdates import holds_date
from newsclean.extract.fields.unmarked import is_checker, unmarked_authors

_BYLINE_TOKENS = frozenset(
    (
        "author authors byline writer reporter journalist contributor autor autore auteur redaktor "
        "autoren authorname"
    ).split()
)
_BYLINE = re.compile(
    r"^\W*(?:(?-i:By(?=[A-Z][a-z.])|Von(?=[A-Z][a-z]))|(?:(?:written|posted|words|story|text|reported"
    r"|published)?\s?by"
    r"|verfasst von|erstellt von|von|par|por|di|door|av|af"
    r"|автор\w*|текст|tekst|text|autor\w*|author\w*|contributors?(?=\s?:)|words(?=\s?:)|oleh|penulis"
    r"|γράφει)\b\s*[:：]?\s*(?=\S))"
    r"|^[(（]?(?:作者|记者|文|责编|责任编辑)\s*[:：/／]",
    re.IGNORECASE,
)
# How a line begins that begins so with a letter of ASCII
_BEGINNINGS = frozenset("by vo ve wr wo po pu pa pe st te re er di do av af au co ol".split())
# "12 May 2024 by Ada Quill", "Posted in News by Ada Quill on 3 May": the name behind the word
_INSIDE = re.compile(
    r"(?:^|(?<=[\s·|•,]))(?:(?:by|von|par|door|автор:?|autor:?|redaktion:)\s+"
    r"|(?:作者|记者|記者|文)\s?[:：]\s?)(?=\S)",
    re.IGNORECASE,
)
_BY = Stems("by ", "von ", "par ", "door ", "автор", "autor", "redaktion:", "者：", "者:", "文：")
_LONGEST_NAMES = 80
# "Photo by Ada Quill" names no author
_PICTURE = re.compile(
    r"\b(?:photo\w*|image|picture|illustration\w*|graphic\w*|foto\w*|bild\w*|grafik|video|sponsored"
    r"|powered|presented|hosted|designed|courtesy|courtoisie|crédit|credit|theme|reviewed"
    r"|checked|edited"
    r"|medically|approved|followed|caused|inspired)\b[^.]{0,20}$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•\n]\s*|,(?=\s\d)|\s[-–—]\s")
_STREET = re.compile(r"^\W*\d+\s\w|\d{5}")
_LABELLED = re.compile(r"\b(?:author|autor(?:in)?|auteur|autore|автор)\s?[:：]", re.IGNORECASE)
_NEAR = 12
_EARLY = 8
_PROSE = 120


def shown_authors(evidence: Evidence) -> Iterator[tuple[list[str], str]]:
    """Yield the names shown near the headline, then at the article's end."""
    near, after = _zones(evidence)
    for zone in (near, after):
        low, high = (min(zone), max(zone)) if zone else (0, -1)
        inside = [k for k in evidence.links_within(low, high) if k.block in zone]
        links = [(k.block, k.text) for k in inside if k.rel and "author" in k.rel.split()]
        yield _first_line(evidence, links, handles=True), "rel=author"
        named = [
            (n.block, n.text)
            for n in evidence.document.named
            if n.block in zone
            and not _BYLINE_TOKENS.isdisjoint(n.tokens)
            and "comment" not in n.names
        ]
        yield _first_line(evidence, named), "text:byline"
        lined = [(i, t) for i, t in profiled(inside) if not _is_in_prose(evidence, i)]
        yield _first_line(evidence, lined, handles=True), "link:author"
        yield _from_blocks(evidence, zone), "text:byline"
        yield _from_lines(evidence, zone), "text:by"
        yield labelled_names(evidence, zone), "text:label"
    yield _early_line(evidence), "text:by"
    yield _bare(evidence, near), "text:bare"
    yield from unmarked_authors(evidence)
    yield only_profile(evidence), "link:only"


def _zones(evidence: Evidence) -> tuple[dict[int, None], range]:
    """Return the blocks around the headline and before the article, and those at its end."""
    title, start, end = evidence.title_block, evidence.start, evidence.end
    size = len(evidence.document.blocks)
    around = range(max(0, title - 4), min(size, title + _NEAR))
    before = range(max(title if title < start else 0, start - 8), min(size, start + 2))
    after = range(max(0, end - 2), min(size, end + 8))
    # a headline behind the text may be that of another article
    first, second = (around, before) if title <= start else (before, around)
    return dict.fromkeys((*first, *second)), after


def _is_in_prose(evidence: Evidence, block: int) -> bool:
    """Return whether a block before the article's end is prose that holds a few links at most.

    The link to a photographer in a picture's legend, or to a person that a paragraph speaks of.
    """
    blocks = evidence.document.blocks
    if block >= min(len(blocks), evidence.end):
        return False
    size = len(blocks[block].text)
    return size > _PROSE and blocks[block].link_chars < 0.2 * size


def _first_line(
    evidence: Evidence, found: list[tuple[int, str]], *, handles: bool = False
) -> list[str]:
    """Return the names of the first block that has some, and of its neighbours."""
    out: list[str] = []
    last = (-1, "")
    blocks = evidence.document.blocks
    for block, text in found:
        key = _names_of(evidence, block)
        if out and (block > last[0] + 1 or (block > last[0] and key != last[1])):
            break
        if block < len(blocks) and (evidence.is_apart(block) or is_checker(evidence, block)):
            continue
        names = _people(text, marked=True, handles=handles)
        if out:
            names = [n for n in names if not speaks_of_role(n)]
        if names and not _STREET.search(text):
            out.extend(names)
            last = block, key
    return contained(unique(out))


def _names_of(evidence: Evidence, block: int) -> str:
    """Return tag and names of a block's element: of co-authors they are alike."""
    known = block < len(evidence.document.blocks)
    return "|".join(next(evidence.chain(block), ())) if known else ""


def contained(names: list[str]) -> list[str]:
    """Leave out a name that only holds another and more ("Ada Quill Profile").

    >>> contained(["Ada Quill", "Business By Ada Quill"])
    ['Ada Quill']
    """
    return [n for n in names if not any(o != n and f" {fold(o)} " in f" {fold(n)} " for o in names)]


def _people(text: str, *, marked: bool = False, handles: bool = False) -> list[str]:
    """Names in shown text: what is shaped like a person's name, or a short one that is marked.

    A name in small letters counts where a link leads to its owner, or behind "Autor:".
    """
    if len(text) > 200 or (marked and text.count(" ") > 12):
        return []
    names = split_names(text) or (run_together(text) if marked else [])
    people = [n for n in names if looks_like_person(n)]
    if people or not marked or len(names) != 1:
        return people
    if names[0].islower() and not (handles or _LABELLED.search(text)):
        return people
    return names if len(names[0].split()) <= 3 else []


def _from_blocks(evidence: Evidence, zone: Collection[int]) -> list[str]:
    """Names in an element that is named for an author, or is an address, and in those inside."""
    blocks = evidence.document.blocks
    found = []
    for i in evidence.called(zone, BYLINE, "address", 2):
        text = blocks[i].text
        if len(text) < 120 and i != evidence.title_block and not is_button(text):
            found.append((i, text))
    return _first_line(evidence, found)


def _from_lines(evidence: Evidence, zone: Collection[int]) -> list[str]:
    """Names behind a word such as "by" or "von" that begins a line or follows a date in it."""
    blocks = evidence.document.blocks
    for i in zone:
        text = blocks[i].text
        if len(text) > 160 or i == evidence.title_block or blocks[i].kind == "caption":
            continue
        for line in text.split("\n"):
            begins, part = behind_by(line)
            if not part:
                continue
            if evidence.is_apart(i):
                break
            names = split_names(before_stop(part))
            # "by" inside a line may be of anything: a date or a given name tells a byline
            if not begins and names and not _is_dateline(evidence, i):
                names = [n for n in names if has_given(n)]
            people = [n for n in names if looks_like_person(n)]
            if people:
                return people
            is_short = begins and len(line) < 36 and i >= evidence.title_block
            # "by the numbers"; one small word may be a login
            is_one = len(names) == 1 and not (" " in names[0] and names[0].islower())
            is_one = is_one and len(names[0].split()) <= 3
            if is_one and (is_short or _is_dateline(evidence, i)):
                return names
    return []


def _early_line(evidence: Evidence) -> list[str]:
    """Return the name of a line such as "by Ada Quill" among the first paragraphs."""
    blocks = evidence.document.blocks
    for i in range(evidence.start + 2, min(len(blocks), evidence.start + _EARLY)):
        text = blocks[i].text
        if len(text) < 48 and blocks[i].kind != "caption" and _begins_byline(text):
            names = split_names(before_stop(text))
            if names and all(has_given(n) and looks_like_person(n) for n in names):
                return names
    return []


def behind_by(line: str) -> tuple[bool, str]:
    """Return whether a line begins with a word such as "by", and the names behind the last one.

    >>> behind_by("12 May 2024 by Ada Quill"), behind_by("Photo by Ben Holm")
    ((False, 'Ada Quill'), (False, ''))
    """
    if _begins_byline(line):
        return True, line
    found = list(_INSIDE.finditer(line)) if _BY.within(line.lower()) else []
    last = found[-1] if found else None
    if (
        last is None
        or len(line) - last.end() > _LONGEST_NAMES
        or _PICTURE.search(line[: last.end()])
    ):
        return False, ""
    return False, line[last.end() :]


def _begins_byline(line: str) -> bool:
    """Return whether a line begins with a word such as "by"; its first two letters tell most."""
    head = line[:2]
    if head.isascii() and head[:1].isalnum() and head.lower() not in _BEGINNINGS:
        return False
    return _BYLINE.match(line) is not None


def _is_dateline(evidence: Evidence, block: int) -> bool:
    """Return whether a line, or one next to it, holds a date."""
    blocks = evidence.document.blocks
    near = range(max(0, block - 1), min(len(blocks), block + 2))
    return any(holds_date(blocks[i].text) for i in dated(near, blocks, 160))


def _bare(evidence: Evidence, zone: Collection[int]) -> list[str]:
    """Return a name without any sign, beside the date under or over the headline."""
    blocks = evidence.document.blocks
    title = evidence.title_block
    around = range(max(0, title - 5), min(len(blocks), title + 6))
    days = {i for i in dated(around, blocks, 160) if holds_date(blocks[i].text)}
    for i in zone:
        if abs(i - title) > 4 or i == title:
            continue
        block = blocks[i]
        if (
            block.kind == "caption"
            or len(block.text) > 80
            or block.level is not None
            or evidence.is_comment(i)
        ):
            continue
        parts = () if days.isdisjoint((i - 1, i, i + 1)) else _PARTS.split(block.text)
        for part in parts:
            names = names_of_part(part)
            if len(names) == 1 and looks_like_person(names[0]):
                return names
        head = before_day(block.text)
        names = [n for n in split_names(head) if has_given(n)] if head else []
        if len(names) == 1 and looks_like_person(names[0]):
            return names
    return []


def unique(names: Iterator[str] | list[str]) -> list[str]:
    """Return names, each once: written alike but for case and signs is the same."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    return list(found.values())
