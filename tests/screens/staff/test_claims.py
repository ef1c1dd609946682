"""The queue of claims: decided with a proof; taken out, seen by everybody, and brought back."""

import functools

import pytest

from matching.authorization import VISITOR
from matching.screens.visit import session
from matching.services import professional, staff
from tests.screens import recruiting
from tests.screens.pages import checked, html_of, open_screen
from tests.screens.recruiting import AMINA, BEN, ORG, ROLE

WHO = {"name": "Zoe <b>", "email": "zoe@elsewhere.example"}
TAKEN_OUT = "asked to be taken out"
SAM = recruiting.NOT_THEIRS["staff"]


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository)


@pytest.fixture
def ask(people, sign_in):
    """`ask(kind)`: a visitor asks; Sam, who is signed in then, is to decide it by this id."""

    def asks(kind, **said):
        asked = functools.partial(professional.claim_organization, people, VISITOR, ORG)
        asked(kind, **WHO | said, now=session.now())
        sign_in(SAM)
        return staff.claims(people, SAM, now=session.now())[0].claim_id

    return asks


def click(app, key):
    return checked(app.button(key=key).click().run())


def accept(app, claim_id, proof="website"):
    app.selectbox(key=f"proof_{claim_id}").select(proof)
    return click(app, f"accept_{claim_id}")


def test_a_claim_is_shown_as_text_with_a_hint_and_accepted_with_a_proof_only(open_page, ask):
    id_ = ask("claim", text="I <i>lead</i> it")
    app = open_page("claims")
    html = html_of(app)
    assert "Zoe &lt;b&gt;" in html
    assert "I &lt;i&gt;lead&lt;/i&gt; it" in html
    assert "the website’s samaritanspurse.org: another one" in html
    click(app, f"accept_{id_}")
    assert "choose the proof" in app.error[0].value
    accept(app, id_)
    assert "/account/reset?token=" in app.code[0].value
    assert "Decided (1)" in [expander.label for expander in app.expander]


def test_a_refusal_needs_an_answer_that_is_typed_just_before(people, open_page, ask):
    id_ = ask("claim")
    app = open_page("claims")
    click(app, f"refuse_{id_}")
    assert "an answer" in app.error[0].value
    app.text_area(key=f"answer_{id_}").set_value("Please prove it.")
    click(app, f"refuse_{id_}")
    (decided,) = staff.claims(people, SAM, now=session.now())
    assert (decided.answer, decided.email) == ("Please prove it.", "")
    assert "No organization waits" in html_of(app)


def test_a_correction_is_shown_beside_what_is_and_changes_the_page(open_page, ask):
    id_ = ask("correct", changes={"countries": "SN"})
    app = open_page("claims")
    assert "Senegal" in html_of(app)
    accept(app, id_)
    assert "<dd>Senegal</dd>" in html_of(open_page("organizations", org_id=ORG))


def test_who_is_taken_out_is_gone_for_everybody_until_it_is_brought_back(
    people, open_page, ask, sign_in
):
    professional.add_to_shortlist(people, AMINA, ROLE, "My <b>note", now=session.now())
    noted = professional.Pursuit(wrote_on=session.now().date())
    professional.note_pursuit(people, AMINA, ROLE, noted, now=session.now())
    professional.follow(people, AMINA, ORG, now=session.now())
    id_ = ask("take-out")
    staff_page = open_page("claims")
    accept(staff_page, id_, "mail")
    sign_in(VISITOR)
    assert TAKEN_OUT in html_of(open_page("organizations", org_id=ORG))
    assert TAKEN_OUT in html_of(open_page("role", role_id=ROLE))
    sign_in(AMINA)
    for page, more in (("interests", "Nobody of it sees"), ("shortlist", "My &lt;b&gt;note")):
        html = html_of(open_page(page))
        assert TAKEN_OUT in html
        assert more in html
    assert "It asked to be taken out" in html_of(open_page("organizations"))
    sign_in(BEN)
    assert "was taken out of Missionmatch" in html_of(open_page("my_roles"))
    assert "was taken out of Missionmatch" in html_of(open_page("my_organization"))
    for page, query in (
        ("candidates", {"role_id": ROLE}),
        ("candidate", {"role_id": ROLE, "person": "amina"}),
        ("edit_role", {"role_id": ROLE}),
    ):
        assert recruiting.REFUSED in html_of(open_page(page, **query))
    sign_in(SAM)
    click(staff_page, f"back_{ORG}")
    assert "<h1>" in html_of(open_page("role", role_id=ROLE))
    assert TAKEN_OUT not in html_of(open_page("role", role_id=ROLE))


def test_a_tab_forgets_a_role_that_vanishes_while_it_is_open(open_page, ask, sign_in):
    sign_in(VISITOR)
    tab = open_page("role", role_id=ROLE)
    click(tab, "save_role")
    id_ = ask("take-out")
    accept(open_page("claims"), id_)
    sign_in(VISITOR)
    tab.switch_page("matching/screens/professional/shortlist.py")
    html = html_of(checked(tab.run()))
    assert "1 role that you saved is gone" in html
    assert "Nothing saved yet" in html
