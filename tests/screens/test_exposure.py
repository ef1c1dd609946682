"""The page that tells staff who is seen, and what a floor for good roles would cost."""

import pandas as pd
import pytest

from matching.authorization import Actor
from matching.exposure import exposure_shares
from matching.screens import resources, use_exposure
from matching.screens.use_floor import price_in_words
from tests.screens.pages import checked, html_of, open_screen


@pytest.fixture
def open_page(repository, monkeypatch, sign_in):
    monkeypatch.chdir(repository)
    monkeypatch.setattr(use_exposure, "FICTIONAL", 20)
    sign_in(Actor("sam", "staff"))
    return lambda: open_screen(repository, "exposure")


def rows_of(app):
    """The cells of the table of shares."""
    table = html_of(app).partition("Good, never shown</th>")[2].partition("</table>")[0]
    texts = [row.replace("</td>", "</th>").split("</th>") for row in table.split("<tr>")[1:]]
    return [[cell.rpartition(">")[2] for cell in row] for row in texts]


def test_shares_are_those_of_the_library(open_page):
    app = open_page()
    found = use_exposure.seen()
    assert (len(found.lists), found.judged) == (57, 37)
    roles = resources.catalog().roles
    checked(app.button_group(key="exposure_by").set_value("size").run())
    expected = exposure_shares(found.lists, found.good, roles, "size")
    for row, shares in zip(rows_of(app), expected.to_dict("records"), strict=True):
        assert shares["group"] in row[0]
        assert row[2:4] == [f"{shares['exposure']:.1%}", f"{shares['good']:.1%}"]
    assert f"{len(use_exposure.hidden(found))} roles of {found.good['role_id'].nunique()} " in (
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


def test_the_floor_tells_its_price_as_it_is_moved(open_page):
    app = open_page()
    preview = use_exposure.with_a_floor(use_exposure.seen(), 10, 1)
    assert preview.hidden_after < preview.hidden_before
    told = f"Good and never shown: {preview.hidden_before} before, {preview.hidden_after} after."
    assert told in html_of(app)
    assert price_in_words(preview.price) in html_of(app)
    checked(app.select_slider(key="floor_rank").set_value(0).run())
    assert "It costs nothing: NDCG of the 37 judged people" in html_of(app)
    assert "Put in: 0 roles" in html_of(app)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-0.02, -0.01, "Its price: -0.0100 ["),
        (-0.02, 0.0, "No price that the judgments could show"),
    ],
)
def test_a_price_is_told_only_where_it_shows(low, high, said):
    price = pd.DataFrame(
        [{"metric": "ndcg", "before": 0.92, "after": 0.91, "difference": -0.01, "low": low,
          "high": high, "profiles": 37}]
    )  # fmt: skip
    assert price_in_words(price).startswith(said)
