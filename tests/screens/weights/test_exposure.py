"""The page that tells staff who is seen, and what a floor for good roles would cost."""

import pytest

from matching.authorization import Actor
from matching.comparison.exposure_floor import NO_FLOOR, ExposureFloor
from matching.evidence.exposure import exposure_shares
from matching.screens.visit import resources, session
from matching.screens.weights import exposure_shares as seen_roles
from matching.screens.weights.exposure_floor import change_in_words, price_in_words
from matching.services import weights
from matching.services.weights.floors import active_floor
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen

SAM = Actor("sam", "staff")


@pytest.fixture
def open_page(repository, monkeypatch, own_database, sign_in):
    monkeypatch.chdir(repository)
    monkeypatch.setattr(seen_roles, "FICTIONAL", 20)
    sign_in(professionals.account(own_database, "sam", "staff"))
    return lambda: open_screen(repository, "exposure")


def rows_of(app):
    """The cells of the table of shares."""
    table = html_of(app).partition("Good, never shown</th>")[2].partition("</table>")[0]
    texts = [row.replace("</td>", "</th>").split("</th>") for row in table.split("<tr>")[1:]]
    return [[cell.rpartition(">")[2] for cell in row] for row in texts]


def test_shares_are_those_of_the_library(open_page):
    app = open_page()
    found = seen_roles.seen()
    assert (len(found.lists), found.judged) == (57, 37)
    roles = resources.catalog().roles
    checked(app.button_group(key="exposure_by").set_value("size").run())
    expected = exposure_shares(found.lists, found.good, roles, "size")
    for row, shares in zip(rows_of(app), expected.to_dict("records"), strict=True):
        assert shares["group"] in row[0]
        assert row[2:4] == [f"{shares['exposure']:.1%}", f"{shares['good']:.1%}"]
    assert f"{len(seen_roles.hidden(found))} roles of {found.good['role_id'].nunique()} " in (
        html_of(app)
    )


def test_who_is_seen_least_for_what_it_has_can_come_first(open_page):
    app = open_page()
    checked(app.button_group(key="exposure_by").set_value("faith").run())
    checked(app.selectbox(key="exposure_order").select("short").run())
    gaps = [float(row[2][:-1]) - float(row[3][:-1]) for row in rows_of(app)]
    assert len(gaps) > 2
    assert all(later > before - 0.2 for before, later in zip(gaps, gaps[1:], strict=False))
    assert gaps[0] < 0 < gaps[-1]


def click(app, key):
    return checked(app.button(key=key).click().run())


def test_the_floor_tells_its_price_as_it_is_moved(open_page):
    app = open_page()
    for places in (1, 3):
        checked(app.slider(key="floor_places").set_value(places).run())
        price = seen_roles.with_a_floor(seen_roles.seen(), places).price
        assert price["hidden_after"] < price["hidden_before"]
        told = f"{price['hidden_before']} roles before, {price['hidden_after']} after"
        assert told in html_of(app)
        assert price_in_words(price) in html_of(app)
    assert "No floor is set." in html_of(app)


def test_a_floor_is_set_for_a_reason_told_brought_up_to_date_and_taken_off(open_page, own_database):
    app = open_page()
    hidden = seen_roles.seen().never_shown
    checked(app.slider(key="floor_places").set_value(2).run())
    price = seen_roles.with_a_floor(seen_roles.seen(), 2).price
    click(app, "floor_set")
    assert "Set at once, for everybody: the last 2 places" in html_of(app)
    click(app, "floor_now")
    assert "Please write why" in app.error[0].value
    checked(app.text_area(key="floor_reason").input("To be <b>seen</b>").run())
    click(app, "floor_now")
    assert active_floor(own_database) == (1, ExposureFloor(2, hidden))
    html = html_of(checked(app.run()))
    assert f"Set now: the last 2 places, for {len(hidden)} roles, since " in html
    assert "This floor serves now." in html
    assert "To be &lt;b&gt;seen&lt;/b&gt;" in html
    assert change_in_words(price) in html.partition("NDCG, as printed then")[2]
    assert "floor_update" not in {button.key for button in app.button}
    assert len(seen_roles.hidden(seen_roles.seen())) < len(hidden)

    fields = {"replaces": 1, "weight_set_id": None, "price": price, "reason": "x"}
    fewer = ExposureFloor(2, hidden[1:])
    weights.set_floor(own_database, SAM, fewer, **fields, now=session.now())  # in another window
    assert "Today 1 more role would be never shown" in html_of(checked(app.run()))
    click(app, "floor_update")
    checked(app.text_area(key="floor_reason").input("Again").run())
    click(app, "floor_now")
    assert active_floor(own_database) == (3, ExposureFloor(2, hidden))
    click(checked(app.run()), "floor_off")
    checked(app.text_area(key="floor_reason").input("Enough").run())
    click(app, "floor_now")
    assert active_floor(own_database) == (4, NO_FLOOR)
    assert "No floor is set." in html_of(checked(app.run()))


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-0.02, -0.01, "Its price: -0.0100 ["),
        (-0.02, 0.0, "No price that the judgments could show"),
    ],
)
def test_a_price_is_told_only_where_it_shows(low, high, said):
    price = {
        "before": 0.92, "after": 0.91, "difference": -0.01, "low": low, "high": high,
        "profiles": 37.0,
    }  # fmt: skip
    assert price_in_words(price).startswith(said)
