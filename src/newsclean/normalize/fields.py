"""Clean characters in the fields: titles, names and captions as clean as the blocks' texts."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from newsclean.normalize.text import all_clean, clean_text
from newsclean.records import Conflict, Fields, Image

_SINGLE = ("title", "description", "section", "site")
_LISTS = ("authors", "breadcrumb", "tags")


def clean_fields(fields: Fields) -> Fields:
    """Return the fields with every text in the form that `clean_text` gives it.

    Soft hyphens, control characters and broken encodings come from metas and JSON-LD as from the
    text. What is nothing but such characters is absent; addresses, dates and sources stay.
    """
    if all_clean(_texts(fields)):
        return fields
    single = {name: _cleaned(getattr(fields, name)) for name in _SINGLE}
    lists = {name: _all_cleaned(getattr(fields, name)) for name in _LISTS}
    gone = {name for name, value in (single | lists).items() if not value}
    return replace(
        fields,
        **single,
        **lists,
        image=_clean_image(fields.image) if fields.image else None,
        images=tuple(map(_clean_image, fields.images)),
        provenance={name: s for name, s in fields.provenance.items() if name not in gone},
        conflicts=tuple(Conflict(c.field, clean_text(c.value), c.source) for c in fields.conflicts),
    )


def _texts(fields: Fields) -> list[str]:
    """Return all that is cleaned, as one list: a single look at it suffices on most pages."""
    found = [fields.title, fields.description, fields.section, fields.site]
    for image in fields.images:
        found += (image.alt, image.caption, image.credit)
    if fields.image:
        found += (fields.image.alt, fields.image.caption, fields.image.credit)
    found += [conflict.value for conflict in fields.conflicts]
    return [*filter(None, found), *fields.authors, *fields.breadcrumb, *fields.tags]


def _cleaned(text: str | None) -> str | None:
    return (clean_text(text) or None) if text else None


def _all_cleaned(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(clean_text, texts))))


def _clean_image(image: Image) -> Image:
    return Image(
        image.url,
        _cleaned(image.alt),
        _cleaned(image.caption),
        _cleaned(image.credit),
        image.width,
        image.height,
    )
