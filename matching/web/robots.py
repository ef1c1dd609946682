"""What search engines may read: the plain pages, no address with a profile or a person in it."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from matching.web.headers import Indexed

__all__ = ["robots_route", "robots_text"]

BEGINS = "profession"


def robots_text(paths: Iterable[str], indexed: Indexed, sitemap: str = "") -> str:
    """Write the file /robots.txt.

    Some readers take the first rule that fits and others the longest, and some know no `*`: for
    them stands what a profile in an address begins with.

    Parameters
    ----------
    paths : iterable of str
        Of all pages.
    indexed : mapping
        What may be listed; see `headers.Indexed`.
    sitemap : str
        The whole address of the list of plain pages; it is not named if `""`.
    """
    lines = ["User-agent: *"]
    for path, names in indexed.items():
        lines += [f"Disallow: {path}?{name}=*&" for name in sorted(names)]
        lines += [f"Allow: {path}?{name}=" for name in sorted(names)]
        lines += [f"Disallow: {path}?*", f"Disallow: {path}?{BEGINS}="]
    lines += [f"Disallow: {path}" for path in paths if path not in indexed]
    lines += ["Disallow: /account/", "Disallow: /calendar/", "Disallow: /media/"]
    lines += [f"Sitemap: {sitemap}"] if sitemap else []
    return "\n".join(lines) + "\n"


def robots_route(text: str) -> Route:
    """Make the route of /robots.txt."""

    async def answer(request: Request) -> Response:
        return PlainTextResponse(text, headers={"Cache-Control": "max-age=3600"})

    return Route("/robots.txt", answer)
