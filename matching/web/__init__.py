"""Pages outside Streamlit: signing up, in and out, and new passwords.

Server-rendered and working without JavaScript. Nothing here imports Streamlit; the two are put
together in matching/screens/asgi.py.
"""

from matching.web.account import account_routes
from matching.web.cookies import SESSION_COOKIE
from matching.web.settings import Settings, settings_from_environment

__all__ = ["SESSION_COOKIE", "Settings", "account_routes", "settings_from_environment"]
