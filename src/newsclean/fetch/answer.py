"""What passes between the visitor, who knows manners, and the client, who knows HTTP."""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

from newsclean.errors import Reason


class Answer(msgspec.Struct, frozen=True):
    """One hop's answer: a redirect has a location and no body; `failure` says why it is no page."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""
    location: str | None = None
    failure: tuple[Reason, str] | None = None

    def header(self, name: str) -> str | None:
        """Return the last value of a header, by its lower-case name."""
        return next((v for k, v in reversed(self.headers) if k == name), None)


class Asked(msgspec.Struct, frozen=True):
    """What to ask one URL for.

    `accept` "robots" keeps the first `max_bytes` of whatever a 2xx brings; `validators` are
    header lines that make the request conditional.
    """

    max_bytes: int
    accept: Literal["page", "any", "robots"] = "page"
    validators: tuple[tuple[str, str], ...] = ()


class Asker(Protocol):
    """Asks one URL once; every failure is a FetchError with its Reason."""

    async def ask(self, url: str, asked: Asked) -> Answer:
        """Fetch one hop."""
        ...

    def normal(self, url: str) -> str:
        """Return the address as it will be asked for; FetchError(UNKNOWN_SCHEME or BAD_URL)."""
        ...

    def join(self, base: str, location: str) -> str:
        """Resolve a Location against the address that sent it."""
        ...
