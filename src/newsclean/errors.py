"""What can go wrong, as one tree of exceptions and one enum of reasons.

    NewscleanError                 carries a Reason and a sentence
    ├── InputError                 the input could not be read as a page
    ├── FetchError                 the network, the server or our own guard said no
    ├── DocumentError              the bytes are not a page that can be taken apart
    ├── NoArticle                  the page is sound but holds no article
    └── WorkerError                the process that held the document died or ran over a limit

`clean` never raises one of these for a single bad input: it yields a `Rejected`
with the same `Reason`. Each reason belongs to one `Category`: broken (a fault
here or there), again (may pass on a later run) or not_for_me (sound, but no article).
"""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """What a caller should do about a reason."""

    BROKEN = "broken"
    AGAIN = "again"
    NOT_FOR_ME = "not_for_me"


class Reason(StrEnum):
    """Why an input gave no article; each counted apart in every summary."""

    # input
    MISSING_FILE = "missing_file"
    UNREADABLE = "unreadable"
    NO_PAGES = "no_pages"
    # input: archives
    BROKEN_RECORD = "broken_record"
    REVISIT = "revisit"
    NOT_HTTP = "not_http"
    OTHER_STATUS = "other_status"
    OTHER_TYPE = "other_type"
    # fetch: what is asked
    UNKNOWN_SCHEME = "unknown_scheme"
    BAD_URL = "bad_url"
    # fetch: what came
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    PROTOCOL = "protocol"
    TOO_SLOW = "too_slow"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    BAD_CODING = "bad_coding"
    BAD_HEADERS = "bad_headers"
    REDIRECTS = "redirects"
    REFUSED_ADDRESS = "refused_address"
    ROBOTS = "robots"
    BLOCKED = "blocked"
    GONE = "gone"
    MOVED = "moved"
    HTTP_ERROR = "http_error"
    SERVER_ERROR = "server_error"
    RATE_LIMITED = "rate_limited"
    HOST_FAILING = "host_failing"
    UNCHANGED = "unchanged"
    # document
    EMPTY = "empty"
    NOT_HTML = "not_html"
    TOO_COMPLEX = "too_complex"
    # extract
    NO_ARTICLE = "no_article"
    LISTING = "listing"
    HOME_PAGE = "home_page"
    ERROR_PAGE = "error_page"
    CONSENT_WALL = "consent_wall"
    BOT_WALL = "bot_wall"
    MEDIA_ONLY = "media_only"
    # crawl
    TOO_OLD = "too_old"
    OTHER_LANGUAGE = "other_language"
    # worker and run
    WORKER_CRASH = "worker_crash"
    WORKER_TIME = "worker_time"
    WORKER_MEMORY = "worker_memory"
    RUN_DEADLINE = "run_deadline"
    INTERNAL = "internal"

    @property
    def category(self) -> Category:
        """Whether this is a fault, worth another try, or simply no article."""
        if self in _NOT_FOR_ME:
            return Category.NOT_FOR_ME
        return Category.AGAIN if self in _AGAIN else Category.BROKEN

    @property
    def is_fault(self) -> bool:
        """True where a run that met this reason should not exit 0."""
        return self.category is not Category.NOT_FOR_ME


_NOT_FOR_ME = frozenset(
    {
        Reason.NO_ARTICLE,
        Reason.LISTING,
        Reason.HOME_PAGE,
        Reason.MEDIA_ONLY,
        Reason.TOO_OLD,
        Reason.OTHER_LANGUAGE,
        Reason.UNCHANGED,
        Reason.ROBOTS,
        Reason.REVISIT,
        Reason.NOT_HTTP,
        Reason.OTHER_STATUS,
        Reason.OTHER_TYPE,
    }
)
_AGAIN = frozenset(
    {
        Reason.DNS,
        Reason.CONNECT,
        Reason.PROTOCOL,
        Reason.TOO_SLOW,
        Reason.TRUNCATED,
        Reason.SERVER_ERROR,
        Reason.RATE_LIMITED,
        Reason.HOST_FAILING,
        Reason.RUN_DEADLINE,
    }
)


class NewscleanError(Exception):
    """Base of all errors raised by this package; `reason` says which, `detail` says what."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[NewscleanError], tuple[Reason, str]]:
        """Survive the trip between processes with both arguments."""
        return type(self), (self.reason, self.detail)


class InputError(NewscleanError):
    """The input could not be read: no such file, a scheme we do not speak."""


class FetchError(NewscleanError):
    """The page could not be fetched, or a guard refused to fetch it."""


class DocumentError(NewscleanError):
    """The bytes are not a page that can be taken apart."""


class NoArticle(NewscleanError):  # noqa: N818 - a state of the page, not a failure
    """The page is sound, but it holds no article."""


class WorkerError(NewscleanError):
    """The process that held the document died or went over a limit."""


class SinkFailed(Exception):  # noqa: N818 - the batch waits, the run goes on
    """A sink did not take a batch (a server away, a file in the way); the sentence says why."""
