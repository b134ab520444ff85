"""An answer is read within the limits, or as far as it takes to say why it is no page."""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import aclosing

import httpcore
import httpx
import msgspec

from newsclean.binary import not_text
from newsclean.decoding import Body
from newsclean.errors import FetchError, Reason
from newsclean.fetch.answer import Answer, Asked
from newsclean.fetch.network import GuardedStream
from newsclean.fetch.outcome import REDIRECTS, not_a_page, status_outcome
from newsclean.options import FetchLimits
from newsclean.stages import Clock

_SMALL = 16 * 1024  # a body read away to keep its connection
_DRAIN_SECONDS = 0.25
_ENOUGH = 512  # bytes that tell a page from other files


class Reading:
    """Reads answers: heads within bounds, bodies decoded, counted and timed."""

    def __init__(self, limits: FetchLimits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock

    async def read(self, url: str, response: httpx.Response, asked: Asked) -> Answer:
        """Read one answer; FetchError where it breaks a limit, or off."""
        headers = tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1"))
            for name, value in response.headers.raw
        )
        if len(headers) > self._limits.max_header_fields:
            raise FetchError(Reason.BAD_HEADERS, f"{len(headers)} header fields in one response")
        status = response.status_code
        answer = Answer(url, status, headers)
        if status in REDIRECTS and (location := response.extensions["location"]):
            await _drain(response, answer)
            return msgspec.structs.replace(answer, location=location)
        failure = status_outcome(status, dict(headers)) or _wrong_kind(answer, asked)
        rules = asked.accept == "robots" and status < 300 and status not in (204, 205)
        if failure and not rules:
            await _drain(response, answer)
            return msgspec.structs.replace(answer, failure=failure)
        body = await self._body(response, answer, asked)
        return msgspec.structs.replace(answer, body=body)

    async def _body(self, response: httpx.Response, answer: Answer, asked: Asked) -> bytes:
        declared = answer.header("content-length") or ""
        cut = asked.accept == "robots"  # robots.txt: the start counts, the rest is not looked at
        if declared.isdigit() and int(declared[:18]) > asked.max_bytes and not cut:
            raise FetchError(Reason.TOO_LARGE, f"Content-Length is {declared[:18]} bytes")
        body = Body(answer.header("content-encoding") or "", asked.max_bytes, self._limits)
        try:
            await self._stream(response, body, asked)
        except (httpcore.ProtocolError, httpcore.NetworkError) as error:
            raise FetchError(Reason.TRUNCATED, f"cut after {body.raw:,} bytes: {error}") from error
        except FetchError as error:
            if cut and error.reason is Reason.TOO_LARGE:
                return b"".join(body.pieces)
            raise
        _settle(response, answer)
        return body.finish()

    async def _stream(self, response: httpx.Response, body: Body, asked: Asked) -> None:
        limits = self._limits
        started = self._clock.monotonic()
        looked = asked.accept != "page"
        async with aclosing(response.stream.__aiter__()) as pieces:  # type: ignore[union-attr, type-var]
            async for piece in pieces:
                body.feed(piece)
                if not looked and body.size >= _ENOUGH:
                    looked = True
                    _look(body.start)
                passed = self._clock.monotonic() - started
                if passed > limits.rate_grace and body.raw < limits.least_rate * passed:
                    detail = f"{body.raw:,} bytes in {passed:.0f} s"
                    raise FetchError(Reason.TOO_SLOW, detail)
        if not looked:
            _look(body.start)


def _settle(response: httpx.Response, answer: Answer) -> None:
    stream = response.extensions["network_stream"]
    if isinstance(stream, GuardedStream):
        length = answer.header("content-length") or ""
        stream.settle(int(length[:18]) if length.isdigit() else None)


async def _drain(response: httpx.Response, answer: Answer) -> None:
    """Read a small body that nobody wants, so that the connection can be used again."""
    length = answer.header("content-length") or ""
    bare = answer.status in (204, 304)
    if not bare and not (length.isdigit() and int(length[:18]) <= _SMALL):
        return
    with contextlib.suppress(TimeoutError, httpcore.ProtocolError, httpcore.NetworkError):
        async with asyncio.timeout(_DRAIN_SECONDS):
            async with aclosing(response.stream.__aiter__()) as pieces:  # type: ignore[union-attr, type-var]
                async for _ in pieces:
                    pass
            if not bare:
                _settle(response, answer)


def _wrong_kind(answer: Answer, asked: Asked) -> tuple[Reason, str] | None:
    if asked.accept != "page":
        return None
    kind = not_a_page(answer.header("content-type") or "")
    return (Reason.NOT_HTML, f"the server sends {kind}") if kind else None


def _look(start: bytes) -> None:
    kind = not_text(start)
    if kind:
        raise FetchError(Reason.NOT_HTML, f"the bytes are {kind}")
