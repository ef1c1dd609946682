"""Pages outside Streamlit: signing up, in and out, and new passwords.

Server-rendered and working without JavaScript. Nothing here imports Streamlit; the two are put
together in matching/screens/asgi.py.
"""

from matching.web.account import account_routes
from matching.web.cookies import SESSION_COOKIE
from matching.web.demo import demo_routes
from matching.web.settings import DEMO_VARIABLE, Settings, settings_from_environment

__all__ = [
    "DEMO_VARIABLE",
    "SESSION_COOKIE",
    "Settings",
    "account_routes",
    "demo_routes",
    "settings_from_environment",
]
