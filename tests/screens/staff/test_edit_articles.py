"""Articles as staff add, correct, take off and delete them."""

import functools

import pytest

from matching.authorization import Actor
from matching.evidence.judgments import shipped_sets
from matching.screens.visit import session
from matching.services import professional, staff
from matching.services.staff import people_met
from tests.screens.pages import checked, html_of, open_screen

SAM = Actor("sam", "staff")
KNOWN = "working-with-human-trafficking-victims"
KNOWN_URL = "cmda.medicalmissions.com/resources/93666/working-with-human-trafficking-victims"
ID = "going-with-children-b-and-an-optometrist"


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "edit_articles")


def stored(store, article_id=KNOWN):
    return staff.article_form(store, SAM, article_id, now=session.now())


def click(app, key):
    return checked(app.button(key=key).click().run())


def test_articles_to_edit_are_found_by_words_and_filters(open_page, store):
    html = html_of(open_page(edit_article_helps="Debt", edit_article_for="Dentist"))
    assert "Debt</span>" in html
    assert "?article_id=" in html.partition("/edit-articles?article_id=")[1]
    app = open_page(edit_article_search="xyzzyplugh")
    assert "No article fits all of this" in html_of(app)
    click(app, "clear_edit_article_search")
    assert "No article fits all of this" not in html_of(app)


def test_an_article_is_added_once_it_is_right_with_what_the_gap_asked_for(open_page, store):
    app = open_page(new="1", of="optometrist", against="family")
    name = "article_new_optometrist_family"
    assert app.multiselect(key=f"{name}_professions").value == ["optometrist"]
    app.text_input(key=f"{name}_title").set_value("Going with children <b>and an optometrist")
    app.text_input(key=f"{name}_url").set_value(f"http://{KNOWN_URL}?utm_source=x")
    click(app, "save_article")
    html = html_of(app)
    assert f'The catalog has this page already: <a href="/edit-articles?article_id={KNOWN}"' in html
    assert html.count("Please fill this in.") == 2
    app.selectbox(key=f"{name}_kind").select("guide")
    app.selectbox(key=f"{name}_stage").select("preparing")
    click(app, "save_article")
    assert "Please correct: Address of the page." in html_of(app)
    app.text_input(key=f"{name}_url").set_value("https://family.example/eyes")
    click(app, "save_article")
    cells = stored(store, ID).cells
    assert (cells["obstacles"], cells["professions"]) == ("family", "optometrist")
    assert cells["read_on"] == session.today().isoformat()
    html = html_of(app)
    assert "<h1>Going with children &lt;b&gt;and an optometrist</h1>" in html
    assert "it is not in articles.csv" in html


def test_a_word_of_an_address_that_is_none_fills_nothing_in(open_page, store):
    app = open_page(new="1", of="<b>", against="nothing")
    assert app.multiselect(key="article_new___professions").value == []


def test_two_who_change_an_article_at_once_lose_nothing(open_page, store):
    app = open_page(article_id=KNOWN)
    assert "As in articles.csv." in html_of(app)
    app.text_input(key=f"article_{KNOWN}_title").set_value("Mine")
    staff.change_article(
        store, SAM, KNOWN, {"publisher": "Theirs"}, version=stored(store).version,
        now=session.now(),
    )  # fmt: skip
    click(app, "save_article")
    assert "They changed: Publisher." in html_of(app)
    assert stored(store).cells["title"] != "Mine"
    click(app, "keep_mine")
    click(app, "save_article")
    cells = stored(store).cells
    assert (cells["title"], cells["publisher"]) == ("Mine", "Theirs")
    assert "changed by hand on" in html_of(app)


def test_what_is_typed_stays_while_another_page_is_looked_at(open_page, store):
    app = open_page(article_id=KNOWN)
    app.text_input(key=f"article_{KNOWN}_author").set_value("Somebody").run()
    app.query_params.clear()
    checked(app.run())
    app.query_params["article_id"] = KNOWN
    checked(app.run())
    assert app.text_input(key=f"article_{KNOWN}_author").value == "Somebody"
    assert "1 change not saved yet." in html_of(app)


def test_an_article_is_taken_off_and_put_back_and_one_of_the_file_is_not_deleted(open_page, store):
    app = open_page(article_id=KNOWN)
    click(app, "take_off_article")
    assert "nobody sees it" in html_of(app)
    assert "cannot be deleted here" in html_of(app)
    assert "Taken off (1)" in [one.label for one in open_page().expander]
    click(app, "put_back_article")
    assert stored(store).taken_off_at is None


def test_an_article_is_deleted_with_what_rests_on_it_after_a_question(open_page, store):
    cells = {"title": "Gone", "url": "https://gone.example", "kind": "guide", "stage": "any"}
    article_id = staff.add_article(store, SAM, cells, now=session.now())
    professional.count_share(store, SAM, article_id, "mail", now=session.now())
    staff.take_off_article(store, SAM, article_id, off=True, version=1, now=session.now())
    app = open_page(article_id=article_id)
    assert "Kept with it: 1 count of sharing." in html_of(app)
    click(app, "ask_delete_article")
    assert "With it go 1 count of sharing." in html_of(app)
    click(app, "delete_article")
    assert staff.taken_off_articles(store, SAM, now=session.now()).empty


def test_a_preview_shows_the_card_and_for_how_many_it_is_among_the_first(
    open_page, store, monkeypatch
):
    few = shipped_sets()[0].profiles[:2]
    monkeypatch.setattr(people_met, "shipped_judgments", lambda: (few, None))
    app = open_page(article_id=KNOWN)
    app.text_input(key=f"article_{KNOWN}_title").set_value("Quite another title")
    click(app, "preview_article")
    html = html_of(app)
    assert "Quite another title</a></h3>" in html
    assert "of 2 fictional people" in html
    assert stored(store).cells["title"] != "Quite another title"


def test_staff_find_the_form_from_the_page_of_the_article(repository, monkeypatch, store, sign_in):
    monkeypatch.chdir(repository)
    link = f'href="/edit-articles?article_id={KNOWN}"'
    assert link in html_of(open_screen(repository, "articles", article_id=KNOWN))
    sign_in(Actor("", ""))
    assert link not in html_of(open_screen(repository, "articles", article_id=KNOWN))
