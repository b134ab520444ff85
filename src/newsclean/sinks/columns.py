"""The fields of an article that tables have as columns of their own, and files in their head."""

FACTS = (
    "id",
    "version",
    "url",
    "canonical_url",
    "domain",
    "site",
    "title",
    "description",
    "authors",
    "published",
    "modified",
    "language",
    "section",
    "tags",
    "word_count",
    "content_hash",
    "duplicate_of",
    "fetched_at",
)
COLUMNS = (*FACTS, "text")
