"""Tags of people: proposed by one, shown when enough agree or staff say so, and never whose."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from matching.authorization import Actor, NotAllowedError
from matching.services import professional, staff
from matching.services.professional import tags
from matching.services.shared.errors import RequestError, TooOftenError
from matching.store import ConflictError, schema
from tests.store.rows import NOW, account

VISAS = "community-visa-runs"


@pytest.fixture
def articles(store):
    """Two articles, the first about surgery; Zoe is one more professional."""
    with store.writing() as session:
        session.add(account("zoe"))
        for id_, work in (("first", ("surgery",)), ("second", ())):
            session.add(
                schema.ArticleRow(
                    article_id=id_, title=id_, url="https://a.example", kind="guide", stage="any",
                    focus_areas=work,
                )
            )  # fmt: skip
    return store


@pytest.fixture
def zoe():
    return Actor("zoe", "professional")


def propose(store, actor, text="Visa runs", article_id="first", now=NOW):
    professional.propose_tag(store, actor, article_id, text, now=now)


def on_article(store, actor, article_id="first"):
    return professional.tags_on_article(store, actor, article_id, now=NOW)


def shown(store, actor):
    found = professional.shown_tags(store, actor, now=NOW)
    return {article_id: [tag.address for tag in some] for article_id, some in found.items()}


def of_staff(store, actors):
    return staff.tags_of_people(store, actors.sam, now=NOW).set_index("tag_id")


def agree(store, actor, *, on=True):
    (tag,) = on_article(store, actor)
    professional.agree_with_tag(store, actor, tag.tag_id, on=on, now=NOW)


def decide(store, actors, state):
    staff.decide_tag(store, actors.sam, of_staff(store, actors).index[0], state, now=NOW)


def test_tag_is_shown_when_three_agree_who_proposed_it_among_them(articles, actors, zoe):
    propose(articles, actors.amina)
    (tag,) = on_article(articles, actors.omar)
    assert (tag.tag.label, tag.agree, tag.still_needed) == ("Visa runs", 1, 2)
    assert (tag.is_mine, tag.is_shown) == (False, False)
    agree(articles, actors.omar)
    assert shown(articles, actors.visitor) == {}
    propose(articles, zoe, "VISA-runs")  # the same, so it only agrees
    assert shown(articles, actors.visitor) == {"first": [VISAS]}
    (tag,) = on_article(articles, zoe)
    assert (tag.agree, tag.still_needed, tag.is_mine, tag.is_shown) == (3, 0, True, True)
    agree(articles, zoe, on=False)
    assert shown(articles, actors.visitor) == {}


def test_visitor_and_who_was_disabled_neither_propose_nor_see_what_is_proposed(articles, actors):
    propose(articles, actors.amina)
    (tag,) = on_article(articles, actors.amina)
    with articles.writing() as session:
        session.get(schema.AccountRow, "omar").disabled_at = NOW
    for actor in (actors.visitor, actors.omar):
        with pytest.raises(NotAllowedError):
            propose(articles, actor)
        with pytest.raises(NotAllowedError):
            on_article(articles, actor)
        with pytest.raises(NotAllowedError):
            professional.agree_with_tag(articles, actor, tag.tag_id, on=True, now=NOW)
    with pytest.raises(NotAllowedError):
        propose(articles, actors.amina, article_id="gone")
    with pytest.raises(NotAllowedError):
        professional.agree_with_tag(articles, actors.amina, "gone", on=True, now=NOW)
    for verb, *args in (
        (staff.tags_of_people,),
        (staff.decide_tag, tag.tag_id, "shown"),
        (staff.rename_tag, tag.tag_id, "Visas"),
    ):
        with pytest.raises(NotAllowedError):
            verb(articles, actors.amina, *args, now=NOW)


def test_who_was_disabled_does_not_count(articles, actors, zoe):
    for actor in (actors.amina, actors.omar, zoe):
        propose(articles, actor)
    with articles.writing() as session:
        session.get(schema.AccountRow, "omar").disabled_at = NOW
    assert shown(articles, actors.visitor) == {}


def test_deleted_account_takes_its_agreement_with_it(articles, actors, zoe):
    for actor in (actors.amina, actors.omar, zoe):
        propose(articles, actor)
    exported = professional.export_my_data(articles, actors.amina, now=NOW)
    assert len(exported["article_tag_votes"]) == 1
    (proposed,) = exported["article_tags"]
    assert proposed["label"] == "Visa runs"
    assert "decided_by" not in proposed
    professional.delete_my_account(articles, actors.amina, now=NOW)
    assert shown(articles, actors.visitor) == {}
    (tag,) = on_article(articles, zoe)
    assert tag.agree == 2
    decide(articles, actors, "shown")
    professional.delete_my_account(articles, zoe, now=NOW)
    professional.delete_my_account(articles, actors.omar, now=NOW)
    assert shown(articles, actors.visitor) == {"first": [VISAS]}


def test_what_nobody_agrees_with_any_more_is_as_if_it_had_not_been_proposed(articles, actors):
    propose(articles, actors.amina)
    agree(articles, actors.amina, on=False)
    assert on_article(articles, actors.amina) == ()
    assert of_staff(articles, actors).empty


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  ", "Please write a tag"),
        ("?!", "with letters in it"),
        ("2024", "with letters in it"),
        ("a b c d e", "at most 4 words; these are 5"),
        ("x" * 41, "At most 40 characters"),
        ("state-of-the-art care", "at most 4 words; these are 5"),
        ("\ufdfa" * 2, "at most 4 words; these are"),  # each is folded into a sentence
        ("\ufb03" * 40, "too long for a tag"),
        ("\u3164.\u2800", "with letters in it"),  # looks empty, and is a letter by its kind
        ("Súrgery", "It has this tag already"),
    ],
)
def test_what_is_no_new_tag_is_refused_with_a_reason(articles, actors, text, said):
    with pytest.raises(RequestError, match=said):
        propose(articles, actors.amina, text)


def test_what_the_vocabulary_names_becomes_its_tag(articles, actors):
    propose(articles, actors.amina, "surgery", "second")
    propose(articles, actors.amina, "tanzania", "second")
    found = on_article(articles, actors.omar, "second")
    assert {one.tag.address: one.tag.label for one in found} == {
        "country-tz": "United Republic of Tanzania", "work-surgery": "Surgery",
    }  # fmt: skip
    with articles.writing() as session:
        session.get(schema.ArticleRow, "second").focus_areas = ("surgery",)
    found = on_article(articles, actors.omar, "second")
    assert [one.tag.address for one in found] == ["country-tz"]


def test_tag_is_written_on_all_articles_as_it_was_written_first(articles, actors):
    propose(articles, actors.amina, "visa runs")
    propose(articles, actors.omar, "VISA RUNS", "second", NOW + timedelta(hours=1))
    (tag,) = on_article(articles, actors.amina, "second")
    assert tag.tag.label == "Visa runs"


def test_nobody_floods_an_article_or_a_day(articles, actors, zoe, monkeypatch):
    monkeypatch.setattr(tags, "MOST_PROPOSED_A_DAY", 4)
    for text in ("one", "two", "three"):
        propose(articles, actors.amina, text)
    with pytest.raises(TooOftenError, match="3 tags for this article"):
        propose(articles, actors.amina, "four")
    propose(articles, actors.amina, "four", "second")
    with pytest.raises(TooOftenError, match="many tags today"):
        propose(articles, actors.amina, "five", "second")
    propose(articles, actors.amina, "five", "second", NOW + timedelta(days=1, seconds=1))
    monkeypatch.setattr(tags, "MOST_WAITING", 3)
    with pytest.raises(TooOftenError, match="Many tags wait"):
        propose(articles, zoe, "six")
    propose(articles, zoe, "one")
    monkeypatch.setattr(tags, "MOST_AGREED_A_DAY", 1)
    with pytest.raises(TooOftenError, match="agreed with many tags"):
        propose(articles, zoe, "two")


def test_staff_approve_take_down_and_let_people_decide_again(articles, actors, zoe):
    propose(articles, actors.amina)
    listed = of_staff(articles, actors).iloc[0]
    assert listed[["title", "tag", "label", "state", "agree"]].tolist() == [
        "first", VISAS, "Visa runs", "proposed", 1,
    ]  # fmt: skip
    assert not set(of_staff(articles, actors).columns) & {"account_id", "decided_by"}
    decide(articles, actors, "shown")
    assert shown(articles, actors.visitor) == {"first": [VISAS]}
    with pytest.raises(ConflictError, match="Somebody else did the same"):
        decide(articles, actors, "shown")
    decide(articles, actors, "refused")
    assert shown(articles, actors.visitor) == {}
    assert on_article(articles, actors.amina) == ()
    with pytest.raises(RequestError, match="refused this tag for this article"):
        propose(articles, zoe, "visa runs")
    (refused,) = of_staff(articles, actors).index
    with pytest.raises(RequestError, match="refused this tag in the meantime"):
        professional.agree_with_tag(articles, zoe, refused, on=True, now=NOW)
    propose(articles, zoe, "visa runs", "second")  # of another article, that is another question
    staff.decide_tag(articles, actors.sam, refused, "proposed", now=NOW)
    assert [one.agree for one in on_article(articles, zoe)] == [1]


def test_tag_is_renamed_on_all_articles_and_becomes_one_with_the_same(articles, actors, zoe):
    propose(articles, actors.amina, "Visa stuff")
    propose(articles, actors.omar, "visa runs")
    propose(articles, zoe, "Visa stuff", "second")
    wrong = of_staff(articles, actors).query("label == 'Visa stuff'").index[0]
    staff.rename_tag(articles, actors.sam, wrong, "Visa runs", now=NOW)
    (tag,) = on_article(articles, zoe)
    assert (tag.tag.address, tag.agree) == (VISAS, 2)
    assert [one.tag.address for one in on_article(articles, zoe, "second")] == [VISAS]
    with pytest.raises(RequestError, match="written so already"):
        staff.rename_tag(articles, actors.sam, tag.tag_id, "Visa runs", now=NOW)
    staff.rename_tag(articles, actors.sam, tag.tag_id, "Surgery", now=NOW)
    assert on_article(articles, zoe) == ()  # the vocabulary gives it that tag
    assert [one.tag.address for one in on_article(articles, zoe, "second")] == ["work-surgery"]


def test_audit_log_tells_staff_what_was_decided_and_not_who_proposed(articles, actors):
    propose(articles, actors.amina)
    decide(articles, actors, "shown")
    log = staff.audit_entries(articles, actors.sam, now=NOW).set_index("action")
    assert log.loc["tags.manage", "details"]["what"] == "shown"
    assert "amina" not in log.loc["tags.propose"].astype(str).str.cat()
    assert "Visa" not in log.astype(str).to_string()


@pytest.mark.parametrize(
    "text", ["visa\u3164runs", "vi\ufe0fsa runs", "vi\u200csa runs", "vi\u034fsa\u2800runs"]
)
def test_what_looks_the_same_is_the_same_tag(articles, actors, text):
    propose(articles, actors.amina)
    propose(articles, actors.omar, text)
    (tag,) = on_article(articles, actors.omar)
    assert tag.agree == 2


def test_one_spelling_holds_on_all_articles_after_a_renaming(articles, actors, zoe):
    for actor in (actors.amina, actors.omar, zoe):
        propose(articles, actor)
        propose(articles, actor, "Permits", "second")
    permits = of_staff(articles, actors).query("label == 'Permits'").index[0]
    staff.rename_tag(articles, actors.sam, permits, "VISA RUNS", now=NOW)
    found = professional.shown_tags(articles, actors.visitor, now=NOW)
    assert [tag.label for given in found.values() for tag in given] == ["VISA RUNS", "VISA RUNS"]
    with articles.writing() as session:  # as older stores have it
        session.scalars(select(schema.ArticleTagRow)).first().label = "visa runs"
    (first,), (second,) = professional.shown_tags(articles, actors.visitor, now=NOW).values()
    assert first.label != second.label
    assert (first == second, first != second) == (True, False)
    assert len({first, second}) == 1
    staff.rename_tag(articles, actors.sam, permits, "VISA RUNS", now=NOW)
    assert set(of_staff(articles, actors)["label"]) == {"VISA RUNS"}


@pytest.mark.parametrize(("refused", "renamed"), [("Goood", "Good"), ("Good", "Goood")])
@pytest.mark.parametrize("of_others", [{}, {"text": "Good", "article_id": "second"}])
def test_renaming_does_not_hide_what_is_shown_nor_show_what_was_refused(
    articles, actors, zoe, refused, renamed, of_others
):
    propose(articles, actors.omar, **of_others)
    for actor in (actors.amina, zoe):
        propose(articles, actor, "Good")
        propose(articles, actor, "Goood")
    ids = of_staff(articles, actors).query("article_id == 'first'").reset_index()
    ids = ids.set_index("label")["tag_id"]
    staff.decide_tag(articles, actors.sam, ids[refused], "refused", now=NOW)
    before = of_staff(articles, actors)
    with pytest.raises(RequestError, match=f"On “first” both stand, and “{refused}” was refused"):
        staff.rename_tag(articles, actors.sam, ids[renamed], refused, now=NOW)
    assert of_staff(articles, actors).equals(before)


def entries(store, action):
    with store.reading() as session:
        which = schema.AuditEntryRow.action == action
        return session.scalar(select(func.count()).where(which))


def test_only_what_changed_is_written_down_and_nobody_toggles_all_day(
    articles, actors, monkeypatch
):
    propose(articles, actors.amina)
    for _ in range(3):
        agree(articles, actors.amina)
        propose(articles, actors.amina)
    assert (entries(articles, "tags.propose"), entries(articles, "tags.agree")) == (1, 0)
    monkeypatch.setattr(tags, "MOST_CHANGED_A_DAY", 4)
    for _ in range(2):
        agree(articles, actors.omar)
        for _ in range(2):
            agree(articles, actors.omar, on=False)
    assert entries(articles, "tags.agree") == 4
    with pytest.raises(TooOftenError, match="agreed with many tags"):
        agree(articles, actors.omar)
    with pytest.raises(TooOftenError, match="agreed with many tags"):
        propose(articles, actors.omar)
    propose(articles, actors.omar, now=NOW + timedelta(days=1, seconds=1))


def test_who_may_not_write_does_not_propose_either(articles, actors):
    with articles.writing() as session:
        ban = schema.WritingBanRow(account_id="amina", reason="unkind", banned_at=NOW)
        ban.until = NOW + timedelta(days=1)
        session.add(ban)
    with pytest.raises(RequestError, match="may not write comments or propose tags until"):
        propose(articles, actors.amina)
    propose(articles, actors.amina, now=NOW + timedelta(days=1))


def test_those_who_propose_at_once_do_not_all_pass_the_limits(articles, actors, zoe, monkeypatch):
    monkeypatch.setattr(tags, "MOST_WAITING", 4)
    at_once = Barrier(12)

    def go(actor, text):
        at_once.wait()
        try:
            propose(articles, actor, text)
        except TooOftenError:
            return ""
        return actor.account_id

    people = [actors.amina] * 6 + [zoe] * 6
    with ThreadPoolExecutor(12) as threads:
        done = list(threads.map(go, people, [f"tag {letter}" for letter in "abcdefghijkl"]))
    assert max(done.count("amina"), done.count("zoe")) <= tags.MOST_ON_ARTICLE
    assert len([one for one in done if one]) == 4
    assert len(of_staff(articles, actors)) == 4


def test_proposal_that_is_nobody_elses_goes_with_the_account(articles, actors, zoe):
    for text in ("Amina Wanjiru", "Visas"):
        propose(articles, actors.amina, text)
    propose(articles, actors.omar, "Visas")
    propose(articles, zoe, "Permits", "second")
    deletion = professional.delete_my_account(articles, actors.amina, now=NOW)
    assert deletion.deleted["article_tags"] == 1
    assert {one.table: one.rows for one in deletion.remains}["article_tags"] == 1
    assert sorted(of_staff(articles, actors)["label"]) == ["Permits", "Visas"]
    deletion = professional.delete_my_account(articles, actors.omar, now=NOW)
    assert deletion.deleted["article_tags"] == 1  # who proposed it is gone too
    with articles.reading() as session:
        assert session.scalars(select(schema.ArticleTagRow.label)).all() == ["Permits"]
