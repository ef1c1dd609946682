"""HTML that pages are made of: headings, links, lists, tables; `show` puts it on the page.

Every function returns HTML text in which all words are escaped, unless it says that it takes HTML.
Addresses that are not plain web addresses become text without a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import streamlit as st

from matching.screens import look


def show(*pieces: str) -> None:
    """Put pieces of HTML on the page as one element; nothing when all are empty."""
    if html := "".join(pieces):
        st.html(html)


def link(address: str, text: str) -> str:
    """Return a link to one of our pages."""
    return f'<a href="{look.address(address)}">{look.words(text)}</a>'


def outward(address: str, text: str) -> str:
    """Return a link to another site, which opens in a new tab.

    Examples
    --------
    >>> outward("javascript:alert(1)", "<i>")
    '&lt;i&gt;'
    """
    if not is_web_address(address):
        return look.words(text)
    return (
        f'<a href="{look.address(address)}" target="_blank" rel="noopener noreferrer">'
        f'{look.words(text)}<span class="mm-hidden"> (opens in a new tab)</span></a>'
    )


def heading(text: str, level: int = 2, size: int = 0) -> str:
    """Return a heading; a `size` is the level whose size it has instead of its own.

    Examples
    --------
    >>> heading("Stage", 2, 3)
    '<h2 class="mb-h3">Stage</h2>'
    """
    return f'<h{level} class="mb-h{size or level}">{look.escape(text)}</h{level}>'


def count_line(said: str) -> str:
    """Return how many a list has: its heading, told when it changes; lists scroll up to here."""
    return f'<div role="status"><h2 class="mm-list-top mm-count">{look.escape(said)}</h2></div>'


def paragraph(text: str, css_class: str = "") -> str:
    """Return a paragraph; nothing for an empty text."""
    kind = f' class="{css_class}"' if css_class else ""
    return f"<p{kind}>{look.escape(text)}</p>" if text else ""


def to_copy(text: str) -> str:
    """Return a text with a button that copies it (see browser_storage.py).

    Streamlit's own element for code reads a hundred languages first: half a second of each new tab.
    """
    icon = look.symbol(":material/content_copy:")
    button = f'<button type="button">{icon}<span>Copy</span></button>'
    told = '<span class="mm-hidden" role="status"></span>'
    return f'<div class="mm-copy">{look.words(text, "div")}{button}{told}</div>'


def bullets(texts: Iterable[str], css_class: str = "") -> str:
    """Return a list; nothing when there are no texts."""
    items = "".join(f"<li>{look.escape(text)}</li>" for text in texts)
    return f'<ul class="mb-list {css_class}">{items}</ul>' if items else ""


def grid(pieces: Iterable[str]) -> str:
    """Return cards in a grid that has one column on a phone; nothing when there are none."""
    inside = "".join(pieces)
    return f'<div class="mb-grid">{inside}</div>' if inside else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the HTML of a table whose cells are HTML; on a phone each row is a block.

    Parameters
    ----------
    head : sequence of str
        Texts, which are escaped.
    rows : iterable of sequence of str
        HTML; the first cell names the row.
    """
    names = "".join(f'<th scope="col">{look.escape(name)}</th>' for name in head)
    body = "".join(
        f'<tr><th scope="row">{first}</th>'
        + "".join(
            f'<td data-of="{look.escape(name)}">{cell}</td>'
            for name, cell in zip(head[1:], cells, strict=True)
        )
        + "</tr>"
        for first, *cells in rows
    )
    return f'<table class="mr-table"><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>'


def is_web_address(address: str) -> bool:
    """Tell whether an address is one of the web, safe to link to."""
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
