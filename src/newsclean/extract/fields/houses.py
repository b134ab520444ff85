"""Names beside the site's own: what is the site, what is a part of it, what is a login."""

from __future__ import annotations

from collections.abc import Collection

from newsclean.extract.fields.folding import squeeze
from newsclean.extract.fields.givennames import unaccented


def is_long(name: str) -> bool:
    """Return whether a name has a first and a last name, as far as its script tells.

    >>> is_long("Ada Quill"), is_long("Nürnberg"), is_long("王小明")
    (True, False, True)
    """
    return " " in name or any(c >= "\u2e80" or "\u0e00" <= c <= "\u0e7f" for c in name)


def beside(people: list[str], site: Collection[str]) -> list[str]:
    """Leave out what begins with the site's name beside a person: "Ada Quill, Harrow North"."""
    if len(people) < 2:
        return people
    return [n for n in people if " " not in n or squeeze(n.split()[0]) not in site] or people


def without_site(name: str, site: Collection[str]) -> str:
    """Return a name without the site's before or after it.

    >>> without_site("Harrow Daily - Ada Quill", {"harrowdaily"}), without_site("A - B", {"c"})
    ('Ada Quill', 'A - B')
    """
    parts = name.split(" - ")
    kept = [part for part in parts if squeeze(part) not in site]
    return kept[0] if len(parts) == 2 and len(kept) == 1 else name


def is_of_site(name: str, site: Collection[str]) -> bool:
    """Return whether a name is that of the site or a part of it.

    >>> is_of_site("harrow", {"theharrowdaily"}), is_of_site("adaquill", {"theharrowdaily"})
    (True, False)
    """
    return any(known == name or (len(name) > 2 and name in known) for known in site if known)


def is_spelled(login: str, name: str) -> bool:
    """Return whether a login is a name run together, accents apart.

    >>> is_spelled("jose_quill", "José Quill"), is_spelled("jquill", "José Quill")
    (True, False)
    """
    return " " in name and squeeze(unaccented(login)) == squeeze(unaccented(name))
