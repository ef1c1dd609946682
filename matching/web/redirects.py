"""Where to go after signing in: only to a page of this site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["HOME", "safe_next"]

HOME = "/"
LONGEST = 2_000
_PLAIN = re.compile(r"[!-~]+")  # a browser drops tabs and line ends, and could see another host


def safe_next(text: str) -> str:
    r"""Give the page to go to, or the first page if the text leads anywhere else.

    Examples
    --------
    >>> safe_next("/role?role_id=mercy--surgeon")
    '/role?role_id=mercy--surgeon'
    >>> safe_next("https://evil.example"), safe_next("//evil.example"), safe_next("/\\evil.example")
    ('/', '/', '/')
    """
    if len(text) > LONGEST or not _PLAIN.fullmatch(text) or "\\" in text:
        return HOME
    if not text.startswith("/") or text.startswith("//"):
        return HOME
    try:
        parts = urlsplit(text)
    except ValueError:
        return HOME
    is_ours = not parts.scheme and not parts.netloc and not parts.path.startswith("/account/")
    return text if is_ours else HOME
