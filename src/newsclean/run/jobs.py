"""What a supervisor and its workers tell each other.

Apart from worker_main, which runs as `__main__`: a class defined there would be another one there.
"""

from __future__ import annotations

import msgspec

from newsclean.errors import Reason
from newsclean.options import ExtractOptions
from newsclean.records import Article, Examination, Listing, Rejected, Response


class Job(msgspec.Struct, frozen=True):
    """One document and how to extract it; `work` names another function than the worker's own.

    `before` are the marks of a source's last listing, for work that finds what is listed.
    """

    response: Response
    options: ExtractOptions
    work: str | None = None
    before: bytes = b""


class Done(msgspec.Struct, frozen=True):
    """What came of a document: one of the four; with an article, the prints of its blocks."""

    article: Article | None = None
    rejected: Rejected | None = None
    listing: Listing | None = None
    examination: Examination | None = None
    prints: tuple[int, ...] = ()
    raw_hash: str | None = None


def failed(job: Job, reason: Reason, detail: str) -> Rejected:
    """Say why a document gave nothing, with what is known of its page."""
    page = job.response
    return Rejected(
        url=page.url,
        name=page.name,
        reason=reason,
        detail=detail[:1000],
        http_status=page.status,
        fetched_at=page.fetched_at,
    )
