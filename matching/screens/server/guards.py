"""What stands before Streamlit's own server, so that one open page cannot harm the others."""

from __future__ import annotations

import contextlib
from typing import Final

from starlette.middleware import Middleware

from matching.screens.server.download_guard import DownloadGuard
from matching.screens.server.messages import MOST_PAGES, MessageGuard, OpenPages
from matching.screens.server.uploads import UploadGuard, Uploads
from matching.screens.visit import resources

FILES_A_PAGE: Final = 4
FILES_BESIDE: Final = 600
"""For pages that have just closed, the store and requests that are under way."""


def guards() -> list[Middleware]:
    """Make the guards of one process."""
    uploads = Uploads()
    return [
        Middleware(MessageGuard, uploads=uploads, pages=OpenPages(most_pages())),
        Middleware(UploadGuard, uploads=uploads),
        Middleware(DownloadGuard, open_store=resources.database),
    ]


def most_pages() -> int:
    """Return how many pages can be open; each takes files of the process, of which more are asked.

    Many systems give a program 1,024 files if it does not ask.
    """
    with contextlib.suppress(ImportError):  # there is no such limit where there is no such module
        import resource

        now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_PAGES * FILES_A_PAGE + FILES_BESIDE
        if now != resource.RLIM_INFINITY and now < wanted:
            now = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
            resource.setrlimit(resource.RLIMIT_NOFILE, (now, most))
            return max(10, (now - FILES_BESIDE) // FILES_A_PAGE)
    return MOST_PAGES
