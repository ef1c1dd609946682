"""Plain text of people as HTML: addresses of the web become links, everything else is shown."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from matching.screens import look
from matching.written import displayed

# Where an address ends: at a blank, a quote, a bracket of HTML; punctuation after it is no part.
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`|\\^{}\u2066-\u2069]+", re.IGNORECASE)
_AFTER: Final = ".,;:!?…)]*_~»”’"
_OPENS: Final = {")": "(", "]": "["}
_SAFE: Final = 'target="_blank" rel="nofollow ugc noopener noreferrer"'


def linked(text: str) -> str:
    """Return text of a person as HTML, with its addresses as links that vouch for nothing.

    Examples
    --------
    >>> linked("<i> javascript:alert(1)")
    '&lt;i&gt; javascript:alert(1)'
    """
    said = displayed(text)
    pieces, at = [], 0
    for found in _ADDRESS.finditer(said):
        address = _without_end(found[0])
        if not _is_plain(address):
            continue
        end = found.start() + len(address)
        pieces += [look.escape(said[at : found.start()]), _link(address)]
        at = end
    return "".join([*pieces, look.escape(said[at:])])


def _link(address: str) -> str:
    return (
        f'<a href="{look.address(address)}" {_SAFE}>{look.escape(address)}'
        '<span class="mm-hidden"> (opens in a new tab)</span></a>'
    )


def _without_end(address: str) -> str:
    """Take off what belongs to the sentence: its full stop, a bracket that opened before."""
    while address[-1] in _AFTER:
        opening = _OPENS.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
    return address


def _is_plain(address: str) -> bool:
    """Whether an address leads to the host that it seems to lead to."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc
