"""Files to take along: each opens only in the browser, and for the account, that it was made for.

Streamlit serves a file to whoever has its address for as long as the page is open. So each file
carries a seal of the browser that asked for it and, where somebody is signed in, of their session;
it stands in the file's kind and is taken off on the way out. A file without one is not served.
server/download_guard.py stands before them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from matching.screens import streamlit_server
from matching.screens.visit import session
from matching.web import SESSION_COOKIE

FILES_COOKIE: Final = "missionmatch_files"
SEAL: Final = ";made-for="
Cookies = Mapping[str, str]


def button(
    label: str,
    data: str | bytes | Callable[[], str | bytes],
    *,
    file_name: str,
    mime: str,
    **more: Any,
) -> bool:
    """Draw the button of a file that nobody else can open; as `st.download_button`.

    Parameters
    ----------
    mime : str
        Kind of the file, such as `text/csv`.
    """
    is_signed_in = bool(session.actor().account_id)
    seal = seal_of(st.context.cookies, is_signed_in=is_signed_in)
    return st.download_button(label, data, file_name=file_name, mime=mime + SEAL + seal, **more)


def seal_of(cookies: Cookies, *, is_signed_in: bool) -> str:
    """Give what only the same browser, and the same session of an account, gives again."""
    parts = [cookies.get(FILES_COOKIE, "")]
    if is_signed_in:
        parts.append(cookies.get(SESSION_COOKIE, ""))
        user = streamlit_server.USER_COOKIE
        names = sorted(name for name in cookies if name == user or name.startswith(f"{user}__"))
        parts += [cookies[name] for name in names]
    text = "\n".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return ("account-" if is_signed_in else "visitor-") + hashlib.sha256(text).hexdigest()
