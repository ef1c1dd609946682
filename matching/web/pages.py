"""Drawing a page: template, headers, and the style sheet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from matching.web.headers import EXTRA
from matching.written import isolated

__all__ = ["PUBLIC", "draw", "draw_public", "failed", "redirect", "style_sheet"]

FOLDER = Path(__file__).parent
HEADERS = MappingProxyType(
    {
        **EXTRA,
        "Cache-Control": "no-store",
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        "X-Robots-Tag": "noindex",
    }
)
PUBLIC = MappingProxyType({"Cache-Control": "private, max-age=600", "X-Robots-Tag": "all"})
_templates = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["isolated"] = isolated
_STYLE = (FOLDER / "account.css").read_text("utf-8")


def draw(template: str, status: int = 200, **values: object) -> Response:
    """Draw a page from a template; what people wrote is shown as text."""
    page = _templates.get_template(template).render(**values)
    return HTMLResponse(page, status_code=status, headers=HEADERS)


def draw_public(template: str, **values: object) -> Response:
    """Draw a page that search engines may list and browsers may keep for a while."""
    page = _templates.get_template(template).render(**values)
    return HTMLResponse(page, headers={**HEADERS, **PUBLIC})


def redirect(path: str) -> Response:
    """Go to another page of this site, reading it anew."""
    return RedirectResponse(path, status_code=303, headers=HEADERS)


async def failed(request: Request, error: Exception) -> Response:
    """Answer where nothing else did; the server writes the error to the log."""
    text = "This went wrong on our side, and is noted. Try again in a moment."
    return draw("fault.html", 500, text=text, notice="", problems={})


def style_sheet(fonts: Mapping[str, str]) -> Callable[[Request], Awaitable[Response]]:
    """Make what gives the style sheet of these pages.

    Parameters
    ----------
    fonts : mapping
        Families of letters, each with the address of its file.
    """
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; src: url("{file}") format("woff2"); '
        "font-weight: 200 900; font-display: swap; }\n"
        for family, file in fonts.items()
    )
    headers = {"Cache-Control": "max-age=300", "X-Content-Type-Options": "nosniff"}

    async def give(request: Request) -> Response:
        return Response(faces + _STYLE, media_type="text/css", headers=headers)

    return give
