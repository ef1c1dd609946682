"""A demo: a store filled with fictional people and what they do, and signing in as one of them.

It never runs on a store that holds anybody real.
"""

from matching.demo.errors import DemoError
from matching.demo.filling import DemoReport, fill_demo
from matching.demo.people import DemoPeople, DemoPerson, demo_people, sign_in_as

__all__ = [
    "DemoError",
    "DemoPeople",
    "DemoPerson",
    "DemoReport",
    "demo_people",
    "fill_demo",
    "sign_in_as",
]
