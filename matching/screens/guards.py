"""What stands before Streamlit's own server, so that one open page cannot harm the others.

This is no page.
"""

from __future__ import annotations

from starlette.middleware import Middleware

from matching.screens import resources
from matching.screens.downloads import DownloadGuard
from matching.screens.messages import MessageGuard, OpenPages
from matching.screens.uploads import UploadGuard, Uploads


def guards() -> list[Middleware]:
    """Make the guards of one process."""
    uploads = Uploads()
    return [
        Middleware(MessageGuard, uploads=uploads, pages=OpenPages()),
        Middleware(UploadGuard, uploads=uploads),
        Middleware(DownloadGuard, open_store=resources.database),
    ]
