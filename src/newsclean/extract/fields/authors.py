"""The authors: people first, an agency or newsroom where no person is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from newsclean.extract.fields.bylines import contained, shown_authors, unique
from newsclean.extract.fields.cleanname import clean_name
from newsclean.extract.fields.credited import without_credited
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.folding import fold, squeeze
from newsclean.extract.fields.givennames import has_given
from newsclean.extract.fields.houses import beside, is_long, is_of_site, is_spelled, without_site
from newsclean.extract.fields.jsonld import Linked, decoded, plain, text_of, types_of
from newsclean.extract.fields.labelled import copyright_owner
from newsclean.extract.fields.namekinds import is_organisation, looks_like_person
from newsclean.extract.fields.onlyone import only_named
from newsclean.extract.fields.people import split_names
from newsclean.extract.fields.toldtitles import title_parts
from newsclean.records import Conflict

_METAS = (
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "og:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "dcsext.author",
    "citation_author",
    "cxenseparse:author",
    "vr:author",
    "rbauthors",
    "book:author",
    "creator",
    "authors",
    "writer",
    "byline",
    "article.author",
    "shareaholic:article_author_name",
    "twitter:creator:name",
    "content_author",
    "articleauthor",
)
_ALL_METAS = frozenset(_METAS)
_LABEL = re.compile(
    r"^(?:written by|author|by|verfasst von|geschrieben von|écrit par|escrito por|scritto da"
    r"|geschreven door|napisane przez|автор|written|posted by|skrevet av|skriven av|yazan)$",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"[,;|/]|\band\b")
_DATA = ("json-ld", "meta", "microdata")
_MARKED_UP = frozenset(("author", "creator"))
_MARKED = frozenset(("rel=author", "text:byline", "link:author"))
_UNMARKED = frozenset(
    ("text:bare", "text:alone", "text:signed", "text:about", "link:only", "text:only")
)
_ARTICLES = frozenset(("The", "Der", "Die", "Das", "Le", "La", "El", "My", "Our", "Mein"))


class _Said(NamedTuple):
    people: list[str]
    others: list[str]
    source: str


class Authors(NamedTuple):
    """The names, where they came from, and strong sources that named other people."""

    names: tuple[str, ...]
    source: str
    conflicts: tuple[Conflict, ...]


def find_authors(evidence: Evidence) -> Authors:
    """Return the first source that names people; else the first that names anyone."""
    site = evidence.squeezed_sites
    first: _Said | None = None
    fallback: _Said | None = None
    conflicts: list[Conflict] = []
    for names, source in _sources(evidence):
        if not names and first is None and (fallback is None or source != "last"):
            continue
        is_data = source.startswith(_DATA)
        if (first is not None and not is_data and not _is_handle(first)) or (
            fallback is not None and source == "last"
        ):
            break  # what is shown is asked only where the data name nobody
        if not names:
            continue
        if fallback is not None and _is_weaker(source, fallback.source):
            continue  # an unmarked name is no match for a house that is named as the author
        said = _sorted(names, source, site)
        if fallback is not None and not is_data and not _has_person(said):
            said = said._replace(people=[])  # nor are words that are shaped like no name
        if said.people and (first is None or (not is_data and _is_fuller(said, first))):
            first = said
        elif said.people and first is not None and _apart(said, first):
            conflicts.append(Conflict("authors", "; ".join(said.people), source))
        if said.others and fallback is None:
            fallback = said
    if first is not None:
        people = first.people
        if len(people) > 1 and first.source.startswith(_DATA):
            people = without_credited(people, evidence)
        return Authors(tuple(people), first.source, tuple(conflicts[:3]))
    if fallback is not None:
        return Authors(tuple(fallback.others), fallback.source, ())
    return Authors((), "", ())


def _is_weaker(source: str, house: str) -> bool:
    """Return whether what names a person is no match for what names a house as the author."""
    if source == "text:by":
        return house.startswith(("json-ld", "microdata"))
    return source in _UNMARKED and not house.startswith("meta")


def _is_handle(said: _Said) -> bool:
    """Return whether data name one person as "aquill" or "a.quill": the page may show more."""
    name = said.people[0]
    is_word = " " not in name and name.isascii()
    return is_word and len(said.people) == 1 and said.source.startswith(_DATA)


def _has_person(said: _Said) -> bool:
    """Return whether a name is shaped like a person's, or a link leads to a login's owner."""
    if any(looks_like_person(name) for name in said.people):
        return True
    return not said.source.startswith("text") and any(" " not in name for name in said.people)


def _is_fuller(said: _Said, first: _Said) -> bool:
    """Return whether shown names tell more than one word of the data: "aquill", "Ada"."""
    word = first.people[0]
    if word.istitle():
        name = said.people[0]
        return len(said.people) == 1 and name.startswith(f"{word} ") and looks_like_person(name)
    if len(said.people) == 1 and is_spelled(word, said.people[0]):
        return True
    return said.source in _MARKED and all(looks_like_person(n) for n in said.people)


def _sorted(names: list[str], source: str, site: frozenset[str]) -> _Said:
    people: list[str] = []
    others: list[str] = []
    for name in (without_site(n, site) if " - " in n else n for n in names):
        # a site that is named for a person is that person's
        is_house = is_of_site(squeeze(name), site) and not has_given(name)
        organisation = is_organisation(name) or is_house
        (others if organisation else people).append(name)
    if others and source.startswith("meta") and not any(map(is_long, people)):
        people = []  # "Harrow Press, Harrow, Wales"
    if not source.startswith(_DATA):
        people = beside(people, site)
    if any(" " in name for name in people) and not source.startswith(("json", "meta")):
        people = [n for n in people if " " in n or not n.isascii()] or people
    return _Said(people, others, source)


def _apart(said: _Said, first: _Said) -> bool:
    mine = {fold(n) for n in first.people}
    return mine.isdisjoint(fold(n) for n in said.people) and not said.source.startswith("text")


def _sources(evidence: Evidence) -> Iterator[tuple[list[str], str]]:
    """Yield names and source, best first."""
    linked = evidence.linked
    houses: list[str] = []
    for key in ("author", "creator"):
        value = linked.resolve(evidence.article.get(key))
        one = value[0] if isinstance(value, list) and len(value) == 1 else value
        told = names_in(value, linked)
        if isinstance(one, dict) and "Organization" in types_of(one):
            houses.extend(told)
        else:
            yield told, f"json-ld:{key}"
    yield _microdata(evidence), "microdata:author"
    for name in _METAS if _ALL_METAS & evidence.metas.keys() else ():
        values = evidence.metas.get(name)
        if values:
            own = _own_name(values[0], evidence) if len(values) == 1 else []
            told = own or unique(n for v in values[:20] for n in _from_meta(v))
            yield told, f"meta:{name}"
    yield _labelled(evidence), "meta:twitter:data"
    yield [], "shown"  # who has a name stops here, before anything shown is looked at
    yield from shown_authors(evidence)
    yield names_in(evidence.page.get("author"), linked), "json-ld:WebPage"
    yield list(evidence.hints.authors), "hint:authors"
    yield houses, "json-ld:author"
    yield only_named(evidence), "text:only"
    yield [], "last"  # nor is what follows looked at where a house is named
    yield _owner(evidence), "site"
    yield copyright_owner(evidence), "text:copyright"


def _own_name(value: str, evidence: Evidence) -> list[str]:
    """Return the site's name where that is what a meta says: it may read like no name at all."""
    return [value] if any(value == name for name in evidence.site_names) else []


def _owner(evidence: Evidence) -> list[str]:
    """Return the person a site is named for, where its address spells that name too."""
    labels = list(filter(None, evidence.host.split(".")[:-1]))
    first = evidence.document.links[0].text if evidence.document.links else ""
    for text in (*evidence.site_names, *title_parts(evidence.head.title or "")[1:], first):
        # a name's words stand in its text side by side: most texts do not spell the address
        spelled = squeeze(text)
        if text.isascii() and not any(label in spelled for label in labels):
            continue
        name = clean_name(text[:80]) if len(text) < 80 else None
        words = fold(name).split() if name and _is_plain(name) else []
        if 1 < len(words) < 4 and any(w in labels for w in (*words, "".join(words))):
            return [name or ""]
    return []


def _is_plain(name: str) -> bool:
    """Return whether a site's name reads as a person's: no article, no capitals, no long words."""
    words = name.split()
    is_cased = all(w.istitle() and len(w) < 13 for w in words)
    return looks_like_person(name) and is_cased and words[0] not in _ARTICLES


def names_in(value: Any, linked: Linked, depth: int = 0) -> list[str]:
    """Return the names in a JSON-LD author: strings, nodes, lists and references."""
    if depth > 3:
        return []
    if isinstance(value, list):
        nodes = [linked.resolve(one) for one in value[:30]]
        people = [n for n in nodes if not isinstance(n, dict) or "Organization" not in types_of(n)]
        return unique(n for one in people or nodes for n in names_in(one, linked, depth + 1))
    if isinstance(value, str) and value.lstrip().startswith(("{", "[{")):
        return names_in(decoded(value), linked, depth + 1)  # a node, written as a string
    if isinstance(value, str):
        return _from_meta(value)
    value = linked.resolve(value)
    if not isinstance(value, dict):
        return []
    name = value.get("name")
    if isinstance(name, str) and "Organization" in types_of(value) and " & " in name:
        return [plain(name)]  # "Quill & Holm" is one house
    if isinstance(name, list):
        return names_in(name, linked, depth + 1)
    if isinstance(name, str) and "Person" in types_of(value) and looks_like_person(plain(name)):
        return split_names(name)
    return _from_meta(text_of(value) or "")


def _from_meta(value: str) -> list[str]:
    if value.startswith(("http", "www.", "/", "@")) or len(value) > 400 or _is_prose(value):
        return []
    return split_names(value)


def _is_prose(value: str) -> bool:
    """Return whether a value is a sentence rather than names.

    >>> _is_prose("The crane was built by the brothers Holm in the year of the flood, they say")
    True
    """
    if value.count(" ") < 10 and value.isprintable():
        return False  # too few words
    return max(len(part.split()) for part in _BETWEEN_NAMES.split(value)) > 10


def _microdata(evidence: Evidence) -> list[str]:
    """Names marked up as the author near the headline; else the first so marked up."""
    found: list[tuple[int, list[str]]] = []
    properties = evidence.document.properties
    for i, prop in enumerate(properties):
        names = prop.name.lower()
        if ("author" in names or "creator" in names) and not _MARKED_UP.isdisjoint(names.split()):
            # the whole element's text where it holds no name of its own
            named = (p.value for p in properties[i + 1 : i + 4] if p.name == "name" and p.value)
            value = next((v for v in named if prop.value.startswith(v)), prop.value)
            people = _from_meta(value) if len(value) < 150 else []
            if people:
                found.append((prop.block, people))
    if not found:
        return []
    title = evidence.title_block
    near = range(max(0, title - 4), max(evidence.start + 2, title + 8))
    close = [people for block, people in found if block in near]
    if not close:
        return found[0][1] if found[0][0] <= evidence.end + 6 else []
    return contained(unique(n for people in close for n in people))


def _labelled(evidence: Evidence) -> list[str]:
    """Names in twitter:dataN whose twitter:labelN speaks of an author."""
    for n in "12":
        label = evidence.meta(f"twitter:label{n}")
        data = evidence.meta(f"twitter:data{n}")
        if label and data and _LABEL.match(label.value):
            return _from_meta(data.value)
    return []
