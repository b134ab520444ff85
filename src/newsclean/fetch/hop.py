"""One httpx client behind the guard: an address in, the bytes of one answer out, within limits.

No header but the user agent and the accept lines is ever sent, so nothing can cross an origin;
cookies are dropped; the environment (proxies, .netrc) is not looked at.
"""

from __future__ import annotations

import ssl
from urllib.parse import urlsplit

import httpcore
import httpx
from h2.exceptions import InvalidBodyLengthError

from newsclean.decoding import ACCEPT_ENCODING
from newsclean.errors import FetchError, Reason
from newsclean.fetch.address import AllowList
from newsclean.fetch.answer import Answer, Asked
from newsclean.fetch.network import Dial, Gate, GuardedBackend, Resolver
from newsclean.fetch.reading import Reading
from newsclean.fetch.transport import Transport, open_pool
from newsclean.fetch.web_address import checked_url, joined
from newsclean.options import FetchOptions
from newsclean.stages import Clock

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"


class Client:
    """Asks one URL at a time; every failure is a FetchError with its Reason."""

    def __init__(
        self,
        options: FetchOptions,
        clock: Clock,
        resolver: Resolver,
        dial: Dial | None,
        tls: ssl.SSLContext,
    ) -> None:
        self._options = options
        self._clock = clock
        self._resolver = resolver
        self._reading = Reading(options.limits, clock)
        self.gate = Gate(resolver, AllowList(options.allow_hosts), clock)
        backend = GuardedBackend(self._way_out(), options.limits, dial)
        pool = open_pool(options, backend, tls)
        self._http = httpx.AsyncClient(
            transport=Transport(pool),
            timeout=None,  # noqa: S113 - a total deadline stands over every visit
            trust_env=False,
        )
        self._http.headers = httpx.Headers(
            {
                "user-agent": options.user_agent,
                "accept": _ACCEPT,
                "accept-encoding": ACCEPT_ENCODING,
            }
        )

    def _way_out(self) -> Gate:
        """Return the gate of sockets: behind a proxy all of them go to the proxy."""
        if not self._options.proxy:
            return self.gate
        allow = AllowList([urlsplit(self._options.proxy).hostname or ""])
        return Gate(self._resolver, allow, self._clock)

    async def ask(self, url: str, asked: Asked) -> Answer:
        """Fetch one hop; a 3xx is not read, a page is read within the limits."""
        try:
            return await self._ask(checked_url(url), asked)
        except httpcore.RemoteProtocolError as error:
            raise FetchError(Reason.PROTOCOL, f"{error}") from error
        except (httpcore.LocalProtocolError, httpx.LocalProtocolError, ValueError) as error:
            if error.args and isinstance(error.args[0], InvalidBodyLengthError):
                raise FetchError(Reason.TRUNCATED, f"{error}") from error
            raise FetchError(Reason.PROTOCOL, f"the answer breaks HTTP: {error}") from error
        except httpcore.ProxyError as error:
            raise FetchError(Reason.CONNECT, f"the proxy refuses: {error}") from error
        except (httpcore.NetworkError, httpcore.TimeoutException, OSError) as error:
            raise FetchError(Reason.CONNECT, f"the connection broke: {error}") from error

    async def _ask(self, url: httpx.URL, asked: Asked) -> Answer:
        if self._options.proxy:
            await self._judge_before_proxy(url)
        request = self._http.build_request("GET", url, headers=list(asked.validators))
        response = await self._http.send(
            request, stream=True, auth=_no_auth, follow_redirects=False
        )
        try:
            return await self._reading.read(str(url), response, asked)
        finally:
            self._http.cookies.clear()
            await response.aclose()

    async def _judge_before_proxy(self, url: httpx.URL) -> None:
        """Refuse what resolves to a private place here; what does not resolve, the proxy may."""
        try:
            await self.gate.addresses(url.host, url.port or 443)
        except FetchError as error:
            if error.reason is not Reason.DNS:
                raise

    def normal(self, url: str) -> str:
        """Return the address as it will be asked for; FetchError(UNKNOWN_SCHEME or BAD_URL)."""
        return str(checked_url(url))

    def join(self, base: str, location: str) -> str:
        """Resolve a Location against the address that sent it; FetchError(BAD_URL)."""
        return joined(base, location)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()
        self._resolver.close()


def _no_auth(request: httpx.Request) -> httpx.Request:
    return request
