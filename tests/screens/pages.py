"""What every test of a page does: open it in the app, see that nothing failed, read its text."""

import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from matching.screens.look import pages
from matching.screens.visit import state

REPOSITORY = Path(__file__).parents[2]


def new_app(repository):
    """The app, not yet run."""
    return AppTest.from_file(str(repository / "app.py"), default_timeout=120)


def checked(app):
    assert not app.exception, app.exception
    return app


def html_of(app):
    """The HTML of the page, without who is signed in at its top."""
    elements = (element.value for element in app.get("html"))
    return "".join(html for html in elements if "mm-account" not in html.partition(">")[0])


def to_copy(app):
    """The texts of the page that have a button to copy them."""
    found = re.findall(r'"mm-copy"><div[^>]*>(.*?)</div>', html_of(app), re.DOTALL)
    return [unescape(text) for text in found]


def path_of(name):
    """The path of a page as `AppTest.switch_page` takes it."""
    return str(pages.file(name).relative_to(REPOSITORY))


def open_screen(repository, name, profile=None, **query):
    """Open a page of the app by the name of its module, for a profile if one is given."""
    app = new_app(repository).run()
    if profile is not None:
        app.session_state[state._PROFILE] = profile
        app.session_state[state._DRAFT] = profile.model_dump()
    app.switch_page(path_of(name))
    app.query_params.update(query)
    return checked(app.run())
