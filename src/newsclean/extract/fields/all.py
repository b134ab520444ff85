"""All fields of a document: each judge is asked once, and says where its value came from."""

from __future__ import annotations

from newsclean.extract.fields.access import find_access
from newsclean.extract.fields.authors import find_authors
from newsclean.extract.fields.canonical import find_canonical, find_next_page
from newsclean.extract.fields.embeds import find_embeds, find_outlinks
from newsclean.extract.fields.entries import find_entries
from newsclean.extract.fields.evidence import Candidate, Evidence
from newsclean.extract.fields.images import find_images
from newsclean.extract.fields.language import find_language
from newsclean.extract.fields.plaintext import extract_text_fields
from newsclean.extract.fields.published import find_dates
from newsclean.extract.fields.section import find_breadcrumb, find_section
from newsclean.extract.fields.site import find_description, find_site
from newsclean.extract.fields.tags import find_tags
from newsclean.extract.fields.title import find_title
from newsclean.extract.page_kind import kind_of
from newsclean.records import Document, Fields, Labelling, Response


def extract_fields(document: Document, labelling: Labelling, response: Response) -> Fields:
    """Collect the fields, each with its source; a field that no source settles is None."""
    if document.form == "text":
        return extract_text_fields(document, labelling)
    evidence = Evidence(document, labelling, response)
    title, title_conflicts = find_title(evidence)
    authors = find_authors(evidence)
    dates = find_dates(evidence)
    breadcrumb = find_breadcrumb(evidence, title.value if title else None)
    tags, tags_source = find_tags(evidence)
    free, free_source = find_access(evidence)
    image, image_source, images = find_images(evidence)
    evidence.images = images
    kind = kind_of(evidence)
    single = {
        "title": title,
        "description": find_description(evidence, title.value if title else None),
        "language": find_language(evidence),
        "section": find_section(evidence, breadcrumb),
        "site": find_site(evidence),
        "canonical_url": find_canonical(evidence),
        "next_page": find_next_page(evidence),
    }
    sources = {name: c.source for name, c in single.items() if c} | {
        "authors": authors.source,
        "published": dates.published_source,
        "modified": dates.modified_source,
        "tags": tags_source,
        "free_to_read": free_source,
        "image": image_source,
    }
    return Fields(
        title=_value(single["title"]),
        description=_value(single["description"]),
        authors=authors.names,
        published=dates.published.value if dates.published else None,
        published_precision=dates.published.precision if dates.published else None,
        modified=dates.modified.value if dates.modified else None,
        language=_value(single["language"]),
        section=_value(single["section"]),
        breadcrumb=breadcrumb,
        tags=tags,
        site=_value(single["site"]),
        canonical_url=_value(single["canonical_url"]),
        free_to_read=free,
        image=image,
        images=images,
        page_kind=kind,
        entries=find_entries(evidence) if kind == "live_blog" else (),
        embeds=find_embeds(evidence),
        outlinks=find_outlinks(evidence),
        next_page=_value(single["next_page"]),
        provenance={name: source for name, source in sources.items() if source},
        conflicts=(*title_conflicts, *authors.conflicts, *dates.conflicts),
    )


def _value(candidate: Candidate | None) -> str | None:
    return candidate.value if candidate else None
