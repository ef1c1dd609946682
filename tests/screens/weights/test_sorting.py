"""Teaching by sorting: what an answer stores and shows, what it proposes, and who sees whom."""

import functools
import re

import pytest

from matching.aspects import TERM_LABELS
from matching.authorization import Actor
from matching.comparison.weight_set import WeightSet
from matching.screens import look
from matching.screens.visit import resources, session
from matching.screens.weights import sorting_proposal, sorting_table, tuning_bench
from matching.services import professional, recruiter, weights
from matching.services.recruiter.candidates import candidate_label
from matching.store import schema
from matching.weights.sorting import next_card, propose, roles_deck
from tests.screens import recruiting
from tests.screens.pages import checked, html_of, open_screen
from tests.screens.recruiting import BEN, REFUSED, ROLE
from tests.store.rows import account

SAM = Actor("sam", "staff")
TAB = "sorting_tab"
SORT, SAYS, SORTED = "Sort", "What this says of the weights", "What you sorted"
CARD = '<article class="mx-card">'
OTHERS = [Actor(name, "professional") for name in ("cleo", "dan", "eli")]


@pytest.fixture(autouse=True)
def one_catalog(monkeypatch):
    """Read the catalog once for all tests: none of them changes what it says of a role."""
    monkeypatch.setattr(resources, "catalog_key", lambda: "of the tests of sorting")


@pytest.fixture
def candidates(people):
    """Four dentists fit the role of Ben's organization; one of them wrote who she is."""
    with people.writing() as writing:
        writing.add_all(account(actor.account_id) for actor in OTHERS)
    for weeks, actor in enumerate(OTHERS, start=3):
        said = {"profession": "dentist", "min_weeks": 2, "max_weeks": weeks, "statement": "Mine"}
        identity = {"display_name": "Cleo Odhiambo", "contact": "cleo@example.org"}
        visible = {"visibility": "anonymous", "agreed": True}
        fields = {**identity, **visible, "now": session.now()}
        professional.save_profile(people, actor, said, **fields)
    return people


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "sorting")


def click(app, name):
    return checked(app.button(key=f"sorting_{name}").click().run())


def open_tab(app, name):
    app.session_state[TAB] = name
    return checked(app.run())


def turn_to(app, role_id):
    app.query_params["role_id"] = role_id
    return checked(app.run())


def title(app):
    return re.search(r'mx-card">.*?<h3>(.*?)</h3>', html_of(app))[1]


def graded(store, who=SAM):
    frame = weights.my_gradings(store, who, now=session.now())
    names = frame["profile_key"].where(frame["account_id"] == "", frame["account_id"])
    return list(zip(names, frame["role_id"], frame["answer"], strict=True))


def whole_deck():
    return roles_deck(tuning_bench.workspace(), WeightSet.default())


# ---- answering ------------------------------------------------------------------------------


def test_answers_are_stored_with_who_gave_them_and_taken_up_again(store, open_page):
    app, deck, answers = open_page(), whole_deck(), {}
    for said in ("yes", "no", "maybe"):
        card, shown = next_card(deck, answers), title(app)
        assert resources.catalog().role(card[1])["title"] in shown
        click(app, said)
        answers[card] = said
        assert title(app) != shown
    assert graded(store) == [(*card, said) for card, said in answers.items()]
    assert b",no,sam\r\n" in weights.export_judgments_csv(store, SAM, now=session.now())
    assert "3 sorted: 1 yes, 1 maybe, 1 no. About 20 are enough to try." in html_of(app)
    assert "of 100 points" not in html_of(app)
    assert title(open_page()) == title(app)


def test_undo_takes_back_answers_and_skips_also_of_an_earlier_visit(store, open_page):
    app = open_page()
    first = title(app)
    second = title(click(app, "yes"))
    third = title(click(app, "skip"))
    assert len({first, second, third}) == 3
    assert title(click(app, "undo")) == second
    app = open_page()
    assert title(click(app, "undo")) == first
    assert graded(store) == []
    assert app.button(key="sorting_undo").disabled


def test_what_was_skipped_does_not_come_back_and_all_sorted_is_the_end(store, open_page):
    slates = tuning_bench.workspace().slates.values()
    open_to = [role_id for slate in slates for role_id in slate.role_ids.tolist()]
    role_id = min(sorting_table.roles_worth_sorting(), key=open_to.count)
    app = open_page(sorting_side="People for a role", role_id=role_id)
    seen = [title(app)]
    click(app, "skip")
    while CARD in html_of(app):
        seen.append(title(app))
        click(app, "yes")
    assert len(set(seen)) == len(seen) == len(graded(store)) + 1 == 3
    assert "No card is left for now" in html_of(app)
    assert "1 card that you left out" in html_of(app)
    assert set(weights.my_gradings(store, SAM, now=session.now())["side"]) == {"recruiter"}


def test_cards_of_one_person_and_the_list_where_answers_are_changed(store, open_page):
    app = open_page()
    checked(app.selectbox(key="sorting_whose").set_value("dev-15").run())
    click(click(app, "yes"), "no")
    (*first, _), (*second, _) = graded(store)
    assert {first[0], second[0]} == {"dev-15"}
    open_tab(app, SORTED)
    key = "sorting_of_" + "_".join((*first, "yes"))
    checked(app.segmented_control(key=key).set_value("maybe").run())
    assert graded(store) == [(*second, "no"), (*first, "maybe")]
    key = "sorting_of_" + "_".join((*first, "maybe"))
    checked(app.segmented_control(key=key).set_value("").run())
    assert graded(store) == [(*second, "no")]


# ---- the proposal ---------------------------------------------------------------------------


def test_the_proposal_is_the_librarys_and_goes_to_tuning(store, open_page):
    app = open_page()
    assert "5 more cards to go" in html_of(open_tab(app, SAYS))
    open_tab(app, SORT)
    for _ in range(5):
        click(app, "yes")
    assert "All your cards are in one pile" in html_of(open_tab(app, SAYS))
    open_tab(app, SORT)
    for said in ("no", "maybe", "no"):
        click(app, said)
    html = html_of(open_tab(app, SAYS))
    proposal = propose(whole_deck(), {row[:2]: row[2] for row in graded(store)})
    assert look.escape(sorting_proposal.agreement(proposal)) in html
    for row in proposal.table[proposal.table["is_asked"]].to_dict("records"):
        cells = html.partition(f'<th scope="row">{TERM_LABELS[row["term"]]}</th>')[2]
        assert f"{row['proposed']:g}</td>" in cells[:200]
        assert f"{row['low']:.1f} to {row['high']:.1f}</td>" in cells[:300]
    assert 'class="mt-verdict' in html
    assert 'class="mt-slope' in html
    click(app, "take")
    assert "<h1>Tuning</h1>" in html_of(app)
    bench = app.session_state[tuning_bench._BENCHES]["professional"]
    assert bench.weights.weights == proposal.weights.weights
    bench.undo()
    assert bench.weights == WeightSet.default()


# ---- recruiters -----------------------------------------------------------------------------


def test_a_recruiter_sorts_candidates_and_learns_no_name(candidates, open_page):
    app = open_page(role_id=ROLE)
    labels = {candidate_label(actor.account_id) for actor in (recruiting.AMINA, *OTHERS)}
    texts = []
    for said in ("yes", "no", "maybe", "no"):
        assert title(app) in labels
        texts.append(html_of(app))
        click(app, said)
    assert {row[0] for row in graded(candidates, BEN)} == {"amina", "cleo", "dan", "eli"}
    texts += [html_of(open_tab(app, tab)) for tab in (SAYS, SORTED)]
    assert sorting_proposal.OF_RECRUITERS in texts[-2]
    assert all(label in texts[-2] and label in texts[-1] for label in labels)
    shown = "".join(texts)
    assert not re.search("Odhiambo|254|example.org|Mine|alert|of 100 points", shown)
    assert not app.get("download_button")
    assert "sorting_take" not in [button.key for button in app.button]


def test_who_hides_meanwhile_is_put_away(candidates, open_page):
    app = open_page(role_id=ROLE)
    shown = next(
        a for a in OTHERS + [recruiting.AMINA] if candidate_label(a.account_id) == title(app)
    )
    with candidates.writing() as writing:
        writing.get(schema.ProfileRow, shown.account_id).visibility = "hidden"
        for row in writing.query(schema.InterestRow).filter_by(account_id=shown.account_id):
            writing.delete(row)
    click(app, "yes")
    assert app.warning[0].value == sorting_table.GONE
    assert title(app) != candidate_label(shown.account_id)
    assert graded(candidates, BEN) == []


def test_a_role_of_others_reads_like_one_that_does_not_exist(candidates, open_page):
    app = open_page(role_id="no-such-role")
    for role_id in ("no-such-role", "mercy-ships--dentist"):
        html = html_of(turn_to(app, role_id))
        assert REFUSED in html
        assert CARD not in html


# ---- what stands in the way -----------------------------------------------------------------


def test_too_few_people_no_role_and_a_closed_role_are_told(candidates, open_page):
    roles = recruiter.my_roles(candidates, BEN, now=session.now()).set_index("role_id")
    app = open_page(role_id="samaritans-purse--dart-pharmacist")
    assert "So far it is open to 0 people" in html_of(app)
    version = int(roles.loc[ROLE, "version"])
    recruiter.close_role(candidates, BEN, ROLE, version=version, now=session.now())
    assert "This role is closed or past" in html_of(turn_to(app, ROLE))
    with candidates.writing() as writing:
        writing.delete(writing.get(schema.MembershipRow, (BEN.account_id, recruiting.ORG)))
    assert "You have no open role" in html_of(turn_to(app, ROLE))


def test_staff_are_told_why_a_role_has_no_cards(store, open_page):
    status = resources.catalog().roles["status"]
    past, present = status.index[status == "past"], status.index[status != "past"]
    few = next(id_ for id_ in present if id_ not in sorting_table.roles_worth_sorting())
    app = open_page(sorting_side="People for a role")
    assert "People for which role?" in html_of(app)
    assert "There is no such role" in html_of(turn_to(app, "gone"))
    assert "This role is past" in html_of(turn_to(app, past[0]))
    assert "Too few people to sort" in html_of(turn_to(app, few))


def test_weights_or_roles_that_change_meanwhile_are_told(store, open_page, monkeypatch):
    states = iter(["before"])
    monkeypatch.setattr(sorting_table, "state_now", lambda side: next(states, "after"))
    app = open_page()
    assert app.warning[0].value == sorting_table.CHANGED
    assert CARD in html_of(app)
