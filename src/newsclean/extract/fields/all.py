"""All fields of a document; the first thin version, to be split one file a field."""

from __future__ import annotations

from newsclean.extract.fields.plaintext import extract_text_fields
from newsclean.records import Document, Fields, Labelling, Response


def extract_fields(document: Document, labelling: Labelling, response: Response) -> Fields:
    """Collect the fields, each with its source."""
    if document.form == "text":
        return extract_text_fields(document, labelling)
    head = document.head
    title = head.meta("og:title") or head.title
    return Fields(
        title=title,
        description=head.meta("og:description", "description"),
        site=head.meta("og:site_name"),
        published=head.meta("article:published_time"),
        language=head.lang,
        provenance={"title": "og:title" if head.meta("og:title") else "title"} if title else {},
    )
