"""Whether one page can be opened: asked for its head only, and never of a private network."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
import ssl
from collections.abc import Iterator
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from types import TracebackType
from typing import Final, Self
from urllib.parse import urljoin

import httpx

SECONDS: Final = 20.0
"""How long a page may take, with all the pages that it sends one on to."""
MOST_STEPS: Final = 8
"""How often a page may send one on."""
UNFORESEEN: Final = (ExceptionGroup, ArithmeticError, LookupError, OSError, RuntimeError)
"""What may still come up from the libraries beneath; one address must not end the round of all."""
SHARE_OF_HEAD: Final = 1 / 3
"""Of the time of a page: who gives no head by then is asked for the page."""
MOST_TRIED: Final = 3
"""Addresses of one site that are tried."""
REFUSALS: Final = frozenset((401, 403, 406, 429, 451, 999))
"""What sites answer to programs whose pages people can often open all the same."""
TOO_OFTEN: Final = 429
WORDS: Final = {
    404: "There is no such page",
    410: "The page was taken away for good",
}
LAST_PORT: Final = 65_535
TRANSLATED: Final = tuple(
    map(
        IPv6Network,
        ("::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16"),
    )
)
"""Addresses of the new kind that carry one of the old kind, which may be a private one."""
SET_APART: Final = tuple(map(IPv6Network, ("fec0::/10", "3fff::/20", "5f00::/16")))
"""Not of the public web, whatever the version of Python knows: sites, examples, segments."""


@dataclasses.dataclass(frozen=True)
class Answer:
    """What came of trying to open a page.

    Parameters
    ----------
    status : int or None
        Of HTTP, of the last page; None if no answer came.
    fault : str
        Why it could not be opened, in words; `""` if it could.
    is_refusal : bool
        Its site lets no program look; whether people can open it is not known.
    is_silent : bool
        Nobody answered, which may also be a fault of this machine's own network.
    """

    status: int | None = None
    fault: str = ""
    is_refusal: bool = False
    is_silent: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether people cannot open it either, as far as is known."""
        return bool(self.fault) and not self.is_refusal


class Asker:
    """Asks for pages; to be used `async with`.

    A site's address is looked up once and that one is connected to, so that no second look-up can
    lead elsewhere. Proxies of the environment are not used. What a site sets as a cookie goes back
    to that site alone, while one page is asked for.

    Parameters
    ----------
    agent : str
        Who asks, as each site reads it.
    seconds : float
        How long a page may take.
    allow_private : bool
        Whether to ask also what is not of the public web, such as this machine.
    """

    def __init__(
        self, agent: str, *, seconds: float = SECONDS, allow_private: bool = False
    ) -> None:
        self.seconds = seconds
        self.allow_private = allow_private
        # Sites may share an address; a connection made for one must not serve another.
        self._client = httpx.AsyncClient(
            headers={"User-Agent": agent, "Accept": "*/*"},
            timeout=seconds,
            limits=httpx.Limits(max_keepalive_connections=0),
            # It would know sites by the places they share, and keep theirs for all pages.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        """Open what connects."""
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        await self._client.__aexit__(kind, error, trace)

    async def ask(self, address: str) -> Answer:
        """Try to open a page, following where it leads; what goes wrong is an answer, too."""
        try:
            async with asyncio.timeout(self.seconds):
                return await self._follow(address)
        except (TimeoutError, httpx.TimeoutException):
            return Answer(fault=f"No answer within {self.seconds:g} seconds", is_silent=True)
        except _PrivateError:
            return Answer(fault="It leads into a private network, where nobody is asked")
        except socket.gaierror:
            return Answer(fault="Nothing is known of such a site", is_silent=True)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError):
            return Answer(fault="It leads to what is no address of the web")
        except httpx.HTTPError as error:
            return _broken_off(error)
        except UNFORESEEN as error:
            kind = type(error).__name__
            return Answer(fault=f"It cannot be asked for ({kind})", is_silent=True)

    async def _follow(self, address: str) -> Answer:
        cookies = httpx.Cookies()
        seen: set[tuple[str, frozenset[tuple[str, str | None]]]] = set()
        while len(seen) <= MOST_STEPS:
            # With another cookie the same page may be another one.
            here = (address, frozenset((one.name, one.value) for one in cookies.jar))
            if here in seen:
                return Answer(fault="It leads round in a circle")
            seen.add(here)
            status, onward = await self._once(address, cookies)
            if not onward:
                return _answer(status)
            address = urljoin(address, onward)
        return Answer(fault=f"It leads on and on, more than {MOST_STEPS} times")

    async def _once(self, address: str, cookies: httpx.Cookies) -> tuple[int, str]:
        """Give the status of a page, and where it leads on to, `""` for nowhere."""
        try:
            async with asyncio.timeout(self.seconds * SHARE_OF_HEAD):
                status, onward = await self._request("HEAD", address, cookies)
        except httpx.ConnectError:
            raise
        except (TimeoutError, httpx.TransportError):
            return await self._request("GET", address, cookies)
        # Some sites know no HEAD, and say so in many ways.
        if status >= httpx.codes.BAD_REQUEST and status != TOO_OFTEN:
            return await self._request("GET", address, cookies)
        return status, onward

    async def _request(self, method: str, address: str, cookies: httpx.Cookies) -> tuple[int, str]:
        """Ask for a page without reading it."""
        url = httpx.URL(address)
        is_port = url.port is None or 0 < url.port <= LAST_PORT
        if url.scheme not in ("http", "https") or not url.host or not is_port:
            raise httpx.UnsupportedProtocol(address)
        asked = httpx.Request(method, url)  # knows the site, which the connection does not
        cookies.set_cookie_header(asked)
        places = await self._places(url)
        for at, place in enumerate(places):
            try:
                async with self._client.stream(
                    method,
                    url.copy_with(host=str(place), userinfo=b""),
                    headers=asked.headers,
                    extensions={"sni_hostname": url.raw_host.decode("ascii")},
                ) as response:
                    onward = response.headers.get("Location", "") if response.is_redirect else ""
                    response.request = asked
                    cookies.extract_cookies(response)
                    return response.status_code, onward
            except httpx.ConnectError:
                if at == len(places) - 1:
                    raise
        raise _PrivateError

    async def _places(self, url: httpx.URL) -> list[IPv4Address | IPv6Address]:
        """Look up where a site is; only what is public, unless private ones are allowed."""
        port = url.port or (443 if url.scheme == "https" else 80)
        host = url.raw_host.decode("ascii")
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        places = [ip_address(str(info[4][0]).partition("%")[0]) for info in found]
        open_ones = [place for place in places if self.allow_private or is_public(place)]
        if not open_ones:
            raise _PrivateError
        return open_ones[:MOST_TRIED]


def is_public(place: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public web.

    Examples
    --------
    >>> [is_public(ip_address(text)) for text in ("10.0.0.1", "::ffff:127.0.0.1", "9.9.9.9")]
    [False, False, True]
    """
    if isinstance(place, IPv6Address):
        if place.ipv4_mapped is not None:
            return is_public(place.ipv4_mapped)
        if any(place in network for network in (*TRANSLATED, *SET_APART)):
            return False
    return place.is_global and not place.is_multicast


class _PrivateError(Exception):
    """All addresses of a site are private ones."""


def _answer(status: int) -> Answer:
    if status in REFUSALS:
        return Answer(status, "Its site lets no program look", is_refusal=True)
    if status < httpx.codes.BAD_REQUEST:
        return Answer(status)
    its_own = "Its site has a fault" if status >= 500 else "Its site does not give it out"
    return Answer(status, WORDS.get(status, its_own))


def _broken_off(error: httpx.HTTPError) -> Answer:
    if any(isinstance(cause, ssl.SSLError) for cause in _causes(error)):
        return Answer(fault="Its site cannot prove that it is this site (certificate)")
    if isinstance(error, httpx.ConnectError):
        return Answer(fault="Its site takes no connection", is_silent=True)
    return Answer(fault="Its site broke off the connection")


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
