from tests.screens.pages import html_of, open_screen


def test_organizations_to_edit_are_found_by_words(repository, monkeypatch, store):
    monkeypatch.chdir(repository)
    app = open_screen(repository, "all_organizations")
    app.text_input(key="staff_org_search").set_value("mercy ships").run()
    html = html_of(app)
    assert "Mercy Ships</a></h3>" in html
    assert "No organization has all of these words" not in html
    app.text_input(key="staff_org_search").set_value("xyzzyplugh").run()
    html = html_of(app)
    assert "No organization has all of these words" in html
    assert "Mercy Ships</a></h3>" not in html
