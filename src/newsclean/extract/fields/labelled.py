"""Names beside a word that says what they are: under "Written by", behind "© 2024".

Words are of languages, never of sites; a name is asked to look like one.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.folding import fold
from newsclean.extract.fields.givennames import has_given
from newsclean.extract.fields.namekinds import is_organisation, looks_like_person
from newsclean.extract.fields.people import split_names

# a label names who wrote without doubt, or may head a list of links as well
_SURE = frozenset(
    " ".join(word.split())
    for word in """
    by, written by, posted by, published by, words by, story by, text by, reported by, authored by,
    article by, von, verfasst von, geschrieben von, ein beitrag von, ein artikel von, text von, par,
    écrit par, rédigé par, publié par, por, escrito por, publicado por, di, scritto da, a cura di,
    door, geschreven door, av, skrevet av, skriven av, af, skrevet af, napisane przez, oleh, ditulis
    oleh, γράφει, بقلم, מאת, เขียนโดย
    """.split(",")
)
_MAYBE = frozenset(
    " ".join(word.split())
    for word in """
    author, authors, author(s), about the author, writer, writers, reporter, reporters, contributor,
    contributors, words, text, autor, autoren, autorin, autorinnen, autores, autora, autoras,
    autori, autore, autorzy, auteur, auteurs, auteur(s), texte, texto, tekst, kirjoittaja,
    автор, авторы, текст, συντάκτης, yazan, yazar, penulis, szerző, tác giả, 작성자, 기자, 글,
    作者, 撰文, 記者, 记者, 文, 著者, 執筆, الكاتب, كتب, نویسنده, כותב, लेखक, ผู้เขียน
    """.split(",")
)
_LONGEST_LABEL, _LONGEST_NAMES, _END, _FOOT = 24, 80, 8, 4
_MOST_LINES = 12
# "© 2024 Ada Quill", "Copyright Ada Quill"; without a year or the word it is a picture's
_YEARS = r"\d{4}(?:\s?[-–—]\s?(?:\d{2,4}|present|today|heute)?)?"
_COPYRIGHT = re.compile(
    rf"(?:(?:©|\(c\)|copyright)[\s©]*(?:by\s)?(?:\(c\)\s?)?{_YEARS}|copyright[\s©:]|{_YEARS}\s?©)"
    r"[\s,]*(?:by\s|von\s)?(?P<who>[^\W\d_][^|•·©,\n]{4,50})",
    re.IGNORECASE,
)
# in the last lines of a page
_OWNED = re.compile(
    rf"(?:(?:©|\(c\)|copyright)[\s©]*(?:by\s)?(?:{_YEARS})?|{_YEARS}\s?©)"
    r"[\s,]*(?:by\s|von\s)?(?P<who>[^\W\d_][^|•·©,\n]{4,50})",
    re.IGNORECASE,
)


def labelled_names(evidence: Evidence, zone: Collection[int]) -> list[str]:
    """Return the names in the lines after one that is nothing but "Written by" or its like."""
    blocks = evidence.document.blocks
    for i in zone:
        label = blocks[i].text
        if len(label) > _LONGEST_LABEL:
            continue
        label = label.lower().strip(" :：-–—")
        is_sure = label in _SURE
        if not (is_sure or label in _MAYBE) or evidence.is_apart(i):
            continue
        found: dict[str, str] = {}
        for line in blocks[i + 1 : i + 1 + _MOST_LINES]:
            names = _names_in_line(line.text, is_sure)
            if not names or (found and line.kind != blocks[i + 1].kind):
                break
            found |= {fold(n): n for n in names}
            if line.kind != "list_item":
                break
        if found:
            return list(found.values())
    return []


def _names_in_line(text: str, is_sure: bool) -> list[str]:
    """Return the names of a line where all are shaped so; "Author" may head a list of links."""
    if len(text) > _LONGEST_NAMES:
        return []
    names = split_names(text.split("\n", 1)[0])
    if not is_sure and not all(map(has_given, names)):
        return []
    return names if all(looks_like_person(n) or is_organisation(n) for n in names) else []


def copyright_owner(evidence: Evidence) -> list[str]:
    """Return the person whose copyright the last lines of the page or of the article claim."""
    blocks = evidence.document.blocks
    size = len(blocks)
    end = evidence.end
    for i in (*range(max(0, end - 2), min(size, end + 2)), *range(max(0, size - _END), size)):
        text = blocks[i].text
        if (
            blocks[i].kind != "caption"
            and len(text) < 160
            and ("©" in text or "(c)" in text.lower() or "opyright" in text.lower())
        ):
            is_foot = i >= size - _FOOT > end
            match = (_OWNED if is_foot else _COPYRIGHT).search(text)
            names = split_names(re.split(r"\.\s|\sAll\s", match["who"])[0]) if match else []
            names = [n for n in names if has_given(n) and looks_like_person(n)]
            if len(names) == 1 and len(fold(names[0]).split()) < 4:
                return names
    return []
