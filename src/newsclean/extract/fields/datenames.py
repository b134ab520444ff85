"""Names of metas that hold the day of publication or of a change, best first."""

from __future__ import annotations

import re

PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
)
LESSER_METAS = (
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "pubdate",
    "publishdate",
    "cxenseparse:recs:publishtime",
    "release_date",
    "analyticsattributes.articledate",
)
# Names that pages use for the day of a change or of an event too: what is shown goes before
LOOSE_METAS = (
    "dcterms.created",
    "dc.date.created",
    "datecreated",
    "created",
    "dc.date",
    "dcterms.date",
    "date",
)
# Any other name that speaks of publication: "published_at", "rbpubdate", "w-published-date"
PUBLISHED_NAME = re.compile(r"publish|pub[._-]?date|issued|publi[ck]ation[._-]?date|ptime")
NOT_DATE_NAME = re.compile(r"publisher|modif|updat|expir|unpublish|page|site")
MODIFIED_METAS = (
    "article:modified_time",
    "og:article:modified_time",
    "og:modified_time",
    "og:updated_time",
    "article:modified",
    "article:updated",
    "article:updated_time",
    "datemodified",
    "dateupdated",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "lastmodified",
    "modified_time",
    "moddate",
    "revised",
)
