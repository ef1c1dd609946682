"""Weight sets: drafts, proof, publishing, rolling back; on both databases."""

import dataclasses
import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pandas as pd
import pytest

from matching.authorization import NotAllowedError
from matching.comparison.weight_set import ADDED, SCHEMA_VERSION, WeightSet
from matching.errors import UnknownIdError, WeightSetError
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.services import staff
from matching.services.shared.errors import RequestError
from matching.services.weights import (
    add_golden,
    check_golden,
    publications,
    remove_golden,
    roll_back,
    save_draft,
    weight_sets,
)
from matching.services.weights import (
    publish as publish_as,
)
from matching.services.weights.weight_sets import active_weight_set, read_weight_set
from matching.store import ConflictError, schema
from matching.store.erasure import erase_account
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW, account

SHIPPED = WeightSet.default()
SIDES = ("professional", "recruiter")
SURGEON = Profile(profession="physician")


def save(store, actors, place=30.0, **more):
    fields = {"reason": "More place", "now": NOW} | more
    return save_draft(store, actors.sam, SHIPPED.changed(place=place), **fields)


def publish(store, actors, weight_set_id, replaces=None, **more):
    fields = {"golden": None, "override_reason": "A try", "now": NOW} | more
    publish_as(store, actors.sam, weight_set_id, replaces=replaces, **fields)


@pytest.fixture
def golden(store, actors):
    """A golden profile that every weight set passes."""
    return add_golden(store, actors.sam, "A surgeon", SURGEON, [ROLE], [], now=NOW)


def report_on(store, actors, recommender, weight_set_id):
    weights = read_weight_set(store, weight_set_id)
    ranker = Recommender(recommender.catalog, weights, NOW.date())
    return check_golden(store, actors.sam, ranker, now=NOW)


def served(store, side="professional"):
    return active_weight_set(store, side)[0]


def history(store, actors, *columns):
    return publications(store, actors.sam, now=NOW)[list(columns)].values.tolist()


# ---- drafts ---------------------------------------------------------------------------------


def test_each_save_is_the_next_version_of_its_name(store, actors):
    first = save(store, actors)
    second = save(store, actors, 31.0, figures={"ndcg": 0.91}, reason=" <b>Better</b> ")
    kept = read_weight_set(store, second)
    assert kept.weights == SHIPPED.changed(place=31.0).weights
    assert (kept.name, kept.version) == (SHIPPED.name, SHIPPED.version + 2)
    assert (kept.date, kept.author, kept.note) == ("2026-11-23", "", "<b>Better</b>")
    listed = weight_sets(store, actors.sam, now=NOW)
    assert listed["weight_set_id"].tolist() == [second, first]
    newest = listed.iloc[0]
    assert newest["figures"] == {"ndcg": 0.91, "measured_at": "2026-11-23T12:30:00+00:00"}
    assert (newest["author"], newest["created_at"], newest["reason"], newest["fault"]) == (
        "Sam", NOW, "<b>Better</b>", "",
    )  # fmt: skip
    assert listed["published_at"].isna().all()
    assert served(store) is None


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"reason": " "}, "write why"),
        ({"side": "staff"}, "a side"),
        ({"figures": {"ndcg": float("nan")}}, "plain numbers"),
        ({"figures": {"ndcg": pd.Series()}}, "plain numbers"),
    ],
)
def test_drafts_without_reason_side_or_plain_figures_are_refused(store, actors, more, told):
    with pytest.raises(RequestError, match=told):
        save(store, actors, **more)


def test_weights_that_went_past_their_checks_are_refused(store, actors):
    forged = SHIPPED.model_copy(update={"weights": {**SHIPPED.weights, "place": -1.0}})
    with pytest.raises(WeightSetError, match="place is -1"):
        save_draft(store, actors.sam, forged, reason="x", now=NOW)


def test_only_staff_save_publish_and_look(store, actors):
    draft = save(store, actors)
    for actor in (actors.amina, actors.ben, actors.visitor):
        refused = {
            save_draft: (SHIPPED, {"reason": "x"}),
            publish_as: (draft, {"replaces": None, "golden": None, "override_reason": "x"}),
            roll_back: (None, {"reason": "x"}),
        }
        for verb, (subject, more) in refused.items():
            with pytest.raises(NotAllowedError):
                verb(store, actor, subject, **more, now=NOW)
        for verb in (weight_sets, publications):
            with pytest.raises(NotAllowedError):
                verb(store, actor, now=NOW)
    assert served(store) is None


def test_what_is_not_there_is_named(store, actors):
    with pytest.raises(UnknownIdError, match="There is no weight set 'nothing'"):
        read_weight_set(store, "nothing")
    with pytest.raises(UnknownIdError):
        publish(store, actors, "nothing")
    assert read_weight_set(store, None) == active_weight_set(store)[1] == SHIPPED


# ---- publishing -----------------------------------------------------------------------------


def test_a_set_that_passes_serves_its_side_and_no_other(store, actors, recommender, golden):
    draft = save(store, actors, side="recruiter")
    report = report_on(store, actors, recommender, draft)
    publish(store, actors, draft, golden=report, override_reason="not needed")
    assert active_weight_set(store, "recruiter") == (draft, read_weight_set(store, draft))
    assert active_weight_set(store) == (None, SHIPPED)
    counts = {"passes": 1, "fails": 0, "cannot be checked": 0}
    columns = ("weight_set_id", "side", "published_by", "how", "reason", "golden")
    assert history(store, actors, *columns) == [[draft, "recruiter", "Sam", "proven", "", counts]]
    entry = staff.audit_entries(store, actors.sam, action="weights.publish", now=NOW).iloc[0]
    assert entry["target_id"] == draft
    assert entry["details"] == {"side": "recruiter", "how": "proven", "golden": counts}


def test_publishing_without_proof_needs_a_reason_that_is_kept(store, actors, recommender):
    draft = save(store, actors)
    with pytest.raises(RequestError, match="were not checked"):
        publish(store, actors, draft, override_reason="")
    report = report_on(store, actors, recommender, draft)
    with pytest.raises(RequestError, match="No golden profile was chosen"):
        publish(store, actors, draft, golden=report, override_reason=" ")
    add_golden(store, actors.sam, "Nurse", SURGEON, [OTHER_ROLE], [ROLE], now=NOW)
    report = report_on(store, actors, recommender, draft)
    with pytest.raises(RequestError, match="Not all 2 checks of golden profiles pass: 2 fail\\."):
        publish(store, actors, draft, golden=report, override_reason="")
    assert served(store) is None
    publish(store, actors, draft, golden=report, override_reason="The nurse is wrong")
    counts = {"passes": 0, "fails": 2, "cannot be checked": 0}
    assert history(store, actors, "how", "reason", "golden") == [
        ["overridden", "The nurse is wrong", counts]
    ]
    entries = staff.audit_entries(store, actors.sam, action="weights.publish", now=NOW)
    assert "nurse" not in str(entries["details"].tolist())


def test_a_check_of_other_weights_roles_or_golden_profiles_proves_nothing(
    store, actors, recommender, golden
):
    draft, other = save(store, actors), save(store, actors, 31.0)
    fields = SHIPPED.changed(place=30.0).model_dump()
    fields["variety"]["most_of_one"] = 1.0
    varied = save_draft(store, actors.sam, WeightSet(**fields), reason="x", now=NOW)
    assert read_weight_set(store, varied).variety == fields["variety"]
    good = report_on(store, actors, recommender, draft)

    def refused(report, told):
        with pytest.raises(RequestError, match=told):
            publish(store, actors, draft, golden=report, override_reason="")

    for of in (other, varied):
        refused(report_on(store, actors, recommender, of), "of other weights")
    with store.writing() as session:
        session.get(schema.RoleRow, OTHER_ROLE).closed_at = NOW
    refused(good, "changed since")
    good = report_on(store, actors, recommender, draft)
    remove_golden(store, actors.sam, golden, now=NOW)
    refused(good, "changed since")
    assert served(store) is None
    publish(store, actors, draft, golden=good)
    assert history(store, actors, "how", "golden") == [["overridden", None]]


def test_a_set_is_published_in_place_of_the_one_it_was_compared_with(store, actors):
    first, second = save(store, actors), save(store, actors, 31.0)
    with pytest.raises(ConflictError, match="in the meantime"):
        publish(store, actors, first, replaces=second)
    publish(store, actors, first)
    with pytest.raises(ConflictError):
        publish(store, actors, second)
    with pytest.raises(RequestError, match="serves already"):
        publish(store, actors, first, replaces=first)
    publish(store, actors, second, replaces=first)
    assert served(store) == second


def test_rolling_back_takes_one_action_and_a_reason(store, actors):
    first, second, never = (save(store, actors, place) for place in (30.0, 31.0, 32.0))
    publish(store, actors, first)
    publish(store, actors, second, replaces=first)

    def back_to(weight_set_id, reason="Worse", side="professional"):
        roll_back(store, actors.sam, weight_set_id, reason, side=side, now=NOW)

    with pytest.raises(RequestError, match="serves again"):
        back_to(first, " ")
    with pytest.raises(RequestError, match="never served"):
        back_to(never)
    with pytest.raises(RequestError, match="serves already"):
        back_to(second)
    with pytest.raises(RequestError, match="serves already"):
        back_to(None, side="recruiter")
    back_to(first)
    assert served(store) == first
    back_to(None)
    assert active_weight_set(store) == (None, SHIPPED)
    back_to(second)
    assert [row[:2] for row in history(store, actors, "version", "how", "reason")] == [
        [3, "rolled-back"], [1, "rolled-back"], [2, "rolled-back"], [3, "overridden"],
        [2, "overridden"],
    ]  # fmt: skip
    assert history(store, actors, "weight_set_id")[1] == [""]


def test_a_set_that_this_program_cannot_read_serves_nobody(store, actors):
    draft = save(store, actors)
    publish(store, actors, draft)
    with store.writing() as session:
        row = session.get(schema.WeightSetRow, draft)
        row.body = {**row.body, "schema_version": SCHEMA_VERSION + 1}
    assert active_weight_set(store) == (None, SHIPPED)
    assert (
        f"reads version {SCHEMA_VERSION}"
        in weight_sets(store, actors.sam, now=NOW)["fault"].iloc[0]
    )
    other = save(store, actors, 31.0)
    publish(store, actors, other)
    assert served(store) == other
    with pytest.raises(WeightSetError):
        roll_back(store, actors.sam, draft, "x", now=NOW)


def test_a_set_of_an_older_version_serves_with_the_terms_that_came_later(store, actors):
    draft = save(store, actors, 31.0)
    with store.writing() as session:
        row = session.get(schema.WeightSetRow, draft)
        body = {name: part for name, part in row.body.items() if name != "bands"}
        for part in ("weights", "unknown"):
            kept = {term: n for term, n in body[part].items() if term not in ADDED[SCHEMA_VERSION]}
            body[part] = kept
        row.body = {**body, "schema_version": SCHEMA_VERSION - 1}
    publish(store, actors, draft)
    serving, weights = active_weight_set(store)
    assert serving == draft
    assert weights.weights["place"] == 31.0
    for term, (points, unknown) in ADDED[SCHEMA_VERSION].items():
        assert (weights.weights[term], weights.unknown[term]) == (points, unknown)
    assert weights.bands == SHIPPED.bands


def test_what_an_author_did_stays_without_their_name(store, actors):
    publish(store, actors, save(store, actors))
    with store.writing() as session:
        session.add(account("pat", "staff"))
        erase_account(session, "sam")
    pat = dataclasses.replace(actors.sam, account_id="pat")
    assert weight_sets(store, pat, now=NOW)["author"].tolist() == [""]
    assert publications(store, pat, now=NOW)["published_by"].tolist() == [""]


# ---- many at once ---------------------------------------------------------------------------


def at_once(work, of):
    barrier = threading.Barrier(len(of))

    def begin_together(one):
        barrier.wait()
        try:
            work(one)
        except ConflictError:
            return "conflict"
        return one

    with ThreadPoolExecutor(len(of)) as threads:
        return list(threads.map(begin_together, of))


def test_of_sets_published_at_once_one_serves(store, actors):
    drafts = [save(store, actors, 30.0 + n) for n in range(8)]
    results = at_once(lambda draft: publish(store, actors, draft), drafts)
    winner = served(store)
    assert Counter(results) == {winner: 1, "conflict": 7}
    assert history(store, actors, "weight_set_id") == [[winner]]


def test_rolling_back_and_publishing_at_once_leave_what_the_history_says(store, actors):
    first, second = save(store, actors), save(store, actors, 31.0)
    publish(store, actors, first)

    def change(what):
        if what == "publish":
            publish(store, actors, second, replaces=first)
        else:
            roll_back(store, actors.sam, None, "x", now=NOW)

    for _ in range(5):
        at_once(change, ["publish", "roll back"])
        assert history(store, actors, "weight_set_id")[0] == [served(store) or ""]
        if served(store) != first:
            roll_back(store, actors.sam, first, "again", now=NOW)


def test_drafts_saved_at_once_have_versions_of_their_own(store, actors):
    at_once(lambda place: save(store, actors, place), [30.0 + n for n in range(8)])
    versions = weight_sets(store, actors.sam, now=NOW)["version"]
    assert len(versions) >= 1
    assert sorted(versions) == list(range(2, 2 + len(versions)))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_exactly_one_set_serves_each_side(store, actors, seed):
    rng = random.Random(seed)
    serves = dict.fromkeys(SIDES)
    drafts, once_served = {side: [] for side in SIDES}, {side: [None] for side in SIDES}
    for step in range(40):
        side, now = rng.choice(SIDES), NOW + timedelta(minutes=step)
        action = rng.choice(["save", "publish", "roll back"])
        if action == "save":
            drafts[side].append(save(store, actors, 20.0 + step, side=side, now=now))
        elif action == "publish" and drafts[side]:
            chosen, replaces = rng.choice(drafts[side]), rng.choice([serves[side], "other"])
            try:
                publish(store, actors, chosen, replaces=replaces, now=now)
            except (ConflictError, RequestError):
                assert replaces == "other" or chosen == serves[side]
            else:
                assert replaces == serves[side] != chosen
                serves[side] = chosen
                once_served[side].append(chosen)
        elif action == "roll back":
            chosen = rng.choice([*drafts[side], None])
            try:
                roll_back(store, actors.sam, chosen, "x", side=side, now=now)
            except RequestError:
                assert chosen == serves[side] or chosen not in once_served[side]
            else:
                serves[side] = chosen
        listed = weight_sets(store, actors.sam, now=now)
        active = listed[listed["is_active"]].set_index("side")["weight_set_id"]
        assert active.to_dict() == {of: id_ for of, id_ in serves.items() if id_ is not None}
        assert {of: served(store, of) for of in SIDES} == serves
