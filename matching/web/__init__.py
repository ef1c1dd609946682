"""Pages outside Streamlit: signing up, in and out, and new passwords.

Server-rendered and working without JavaScript. Nothing here imports Streamlit; the two are put
together in matching/screens/server/asgi.py.
"""

from matching.web.account import account_routes
from matching.web.answers import answered
from matching.web.cookies import SESSION_COOKIE
from matching.web.demo import demo_routes
from matching.web.event_pages import (
    IS_CANCELLED,
    IS_FICTIONAL,
    IS_OVER,
    calendar_address,
    coming_pages,
    event_routes,
)
from matching.web.gone import was_taken_out
from matching.web.headers import SafeHeaders, app_policy
from matching.web.health import health_routes
from matching.web.joining import JOIN, join_routes
from matching.web.known_paths import READ, Addresses, KnownPaths, methods_of
from matching.web.own_calendar import OWN_CALENDAR, calendar_routes, own_calendar_address
from matching.web.plain import FOLDER, SITEMAP, plain_address, plain_routes
from matching.web.proxies import ProxyNotice, proxy_warnings
from matching.web.quiet import Quiet
from matching.web.robots import robots_route, robots_text
from matching.web.settings import DEMO_VARIABLE, Settings, settings_from_environment

__all__ = [
    "DEMO_VARIABLE",
    "FOLDER",
    "JOIN",
    "IS_CANCELLED",
    "IS_FICTIONAL",
    "IS_OVER",
    "OWN_CALENDAR",
    "READ",
    "SESSION_COOKIE",
    "SITEMAP",
    "Addresses",
    "KnownPaths",
    "ProxyNotice",
    "Quiet",
    "SafeHeaders",
    "Settings",
    "account_routes",
    "answered",
    "app_policy",
    "calendar_address",
    "calendar_routes",
    "coming_pages",
    "demo_routes",
    "event_routes",
    "health_routes",
    "join_routes",
    "methods_of",
    "own_calendar_address",
    "plain_address",
    "plain_routes",
    "proxy_warnings",
    "robots_route",
    "robots_text",
    "settings_from_environment",
    "was_taken_out",
]
