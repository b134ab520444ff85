"""The fields of an article that tables have as columns of their own."""

COLUMNS = (
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
    "text",
)
