"""The secret address of a person's calendar, on the page of their interests."""

import re

import pytest

from matching.screens.visit import session
from matching.services import professional
from tests.screens.pages import checked, html_of, open_screen


@pytest.mark.usefixtures("amina")
def test_an_address_is_made_shown_once_and_ended(repository, monkeypatch, own_database, amina):
    monkeypatch.chdir(repository)
    monkeypatch.setenv("MISSIONMATCH_PUBLIC_URL", "https://missionmatch.example")
    app = open_screen(repository, "interests")
    checked(app.button(key="calendar_make").click().run())
    (address,) = (code.value for code in app.code)
    assert re.fullmatch(r"https://missionmatch\.example/calendar/[\w-]{43}\.ics", address)
    checked(app.button(key="calendar_copied").click().run())
    assert not app.code
    assert "cannot be shown again" in html_of(app)
    checked(app.button(key="calendar_end").click().run())
    assert professional.my_calendar(own_database, amina, now=session.now()) is None
    assert app.button(key="calendar_make")
