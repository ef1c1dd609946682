import re

from matching.screens.visit import session
from matching.store import schema
from tests.screens import professionals
from tests.screens.pages import html_of, open_screen


def test_the_list_says_what_each_account_is_and_whether_it_is_shut(repository, monkeypatch, store):
    monkeypatch.chdir(repository)
    professionals.account(store, "ben", "recruiter")
    professionals.account(store, "zoe")
    with store.writing() as writing:
        writing.get(schema.AccountRow, "zoe").disabled_at = session.now()
    html = html_of(open_screen(repository, "accounts"))
    chips = {
        name: re.findall(r'<span class="mm-chip[^>]*>([^<]*)', row)
        for row in html.split("<tr>")
        for name in ("ben", "sam", "zoe")
        if f"account_id={name}" in row
    }
    assert chips == {"ben": ["Recruiter"], "sam": ["Staff"], "zoe": ["Professional", "Disabled"]}
