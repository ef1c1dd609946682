"""What holds for every person and every role of the shipped catalog.

People are drawn at random but the same ones on every run (see tests/conftest.py).
"""

import dataclasses
import functools

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matching import Catalog, Profile, Recommender, written
from matching.aspects import TERM_LABELS
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile
from matching.comparison.must_haves import MUST_HAVES, must_haves
from matching.errors import TextError
from tests.builders import TODAY, hundredths, shipped_catalog, shipped_recommender
from tests.examples import examples
from tests.people import DAYS, LANGUAGES, WEEKS, people

FEW = examples(10)
SOME = examples(20)


def is_taken_as_it_is(text):
    """Whether a statement is one that people can make, and nothing of it is tidied."""
    try:
        return written.taken(text, lines=True) == text
    except TextError:
        return False


def status(profile, catalog=None):
    """Every must-have of every role, in the order of the catalog."""
    catalog = catalog or shipped_catalog()
    person = EncodedProfile(profile, catalog, TODAY)
    return must_haves(Beside(person, catalog.index, np.datetime64(TODAY)))


def closed_by(before, after):
    """The roles that a change closed, and what was missing then: a readable list."""
    was_open, is_open = status(before).is_open, status(after)
    rows = np.flatnonzero(was_open & ~is_open.is_open)
    names = list(MUST_HAVES)
    return [
        (str(shipped_catalog().index.role_ids[row]), names[column])
        for row in rows
        for column in np.flatnonzero(is_open.status[row] == -1)
    ]


class TestPoints:
    @SOME
    @given(people())
    def test_points_add_up_to_the_score_of_every_role(self, profile):
        compared = shipped_recommender().compare(profile)
        assert (compared.points.sum(axis=1) == compared.scores).all()
        assert (compared.points >= 0).all()
        assert (compared.points <= compared.most).all()
        assert compared.most.sum() == 10_000

    @FEW
    @given(people())
    def test_points_shown_add_up_to_the_score_shown(self, profile):
        for row in shipped_recommender().recommend(profile, n=30).itertuples():
            assert sum(hundredths(getattr(row, term)) for term in TERM_LABELS) == hundredths(
                row.score
            )

    @FEW
    @given(people(), st.data())
    def test_points_of_an_explanation_add_up_to_its_score(self, profile, data):
        ids = shipped_catalog().roles.index
        rows = data.draw(st.lists(st.integers(0, len(ids) - 1), min_size=3, max_size=3))
        for explanation in shipped_recommender().explain_many(profile, list(ids[rows])):
            total = sum(hundredths(term.points) for term in explanation.points)
            assert total == hundredths(explanation.score)
            assert explanation.is_match == (not explanation.missing)
            assert all(item.text for item in explanation.requirements)


class TestGivingMoreNeverCloses:
    @SOME
    @given(people(), st.sampled_from([*WEEKS, None]))
    def test_longer_stay(self, profile, weeks):
        assume(profile.max_weeks is not None)
        assume(weeks is None or weeks >= profile.max_weeks)
        assert closed_by(profile, profile.changed(max_weeks=weeks)) == []

    @SOME
    @given(people(), st.sampled_from([*WEEKS, None]))
    def test_shorter_stay_at_least(self, profile, weeks):
        assume(weeks is None or (profile.min_weeks or 0) >= weeks)
        assert closed_by(profile, profile.changed(min_weeks=weeks)) == []

    @SOME
    @given(people(), st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS))
    def test_wider_dates(self, profile, first, last):
        old_first, old_last = profile.available_from, profile.available_to
        first = None if None in (first, old_first) else min(first, old_first)
        last = None if None in (last, old_last) else max(last, old_last)
        wider = profile.changed(available_from=first, available_to=last)
        assert closed_by(profile, wider) == []

    @SOME
    @given(people(), st.sampled_from(LANGUAGES), st.sampled_from(["good", "native"]))
    def test_better_or_further_language(self, profile, code, level):
        """To a person who has named some; the first one named says that there are no others."""
        assume(profile.languages)
        assume(profile.spoken.get(code) != "native")
        others = [text for text in profile.languages if text.partition(":")[0] != code]
        assert closed_by(profile, profile.changed(languages=[*others, f"{code}:{level}"])) == []

    @SOME
    @given(people())
    def test_accepting_organizations_of_any_character(self, profile):
        assert closed_by(profile, profile.changed(accepts="any")) == []
        assert closed_by(profile, profile.changed(accepts="")) == []

    @SOME
    @given(people())
    def test_avoiding_fewer_places(self, profile):
        for place in profile.avoid:
            rest = [other for other in profile.avoid if other != place]
            assert closed_by(profile, profile.changed(avoid=rest)) == []

    @SOME
    @given(people(), st.sampled_from([2, 5, 40]))
    def test_more_experience(self, profile, years):
        more = (profile.years_experience or 0) + years
        assume(profile.years_experience is not None)
        assert closed_by(profile, profile.changed(years_experience=more)) == []

    @SOME
    @given(people(), st.sampled_from(["self-funded", "support-raised", ""]))
    def test_needing_less_money(self, profile, funding):
        assert closed_by(profile, profile.changed(funding=funding)) == []

    @SOME
    @given(people())
    def test_coming_alone(self, profile):
        """A post for couples is no post for who comes alone."""
        closed = closed_by(profile, profile.changed(family="no"))
        assert [item for item in closed if item[1] != "for_whom"] == []

    @SOME
    @given(people())
    def test_travelling(self, profile):
        assert closed_by(profile, profile.changed(settings=[])) == []


NOT_SAID = [
    "specialties", "years_experience", "countries", "regions", "avoid", "languages", "min_weeks",
    "max_weeks", "available_from", "available_to", "faith", "accepts", "funding", "budget_usd",
    "family", "settings", "focus_areas",
]  # fmt: skip


class TestWhatIsNotSaidNeverCloses:
    @pytest.mark.parametrize("field", NOT_SAID)
    @examples(6)
    @given(profile=people())
    def test_of_a_person(self, field, profile):
        """A person who takes one thing back loses no role.

        But a specialty can reach into another profession (an oral surgeon is a dentist who may
        take a maxillofacial surgeon's role); without it that role is not theirs.
        """
        closed = closed_by(profile, profile.changed(**{field: None}))
        if field == "specialties":
            closed = [item for item in closed if item[1] != "profession"]
        assert closed == []

    @examples(30)
    @given(profile=people(statement=st.just("")))
    def test_person_who_says_only_the_profession_misses_nothing_else(self, profile):
        found, offered = (
            status(Profile(profession=profile.profession)),
            ~shipped_catalog().index.past,
        )
        for name in MUST_HAVES:
            if name not in ("profession", "training"):
                assert not (found.column(name)[offered] == -1).any(), name


# A column of the roles, and the columns that speak in its place once it is silent: a role that
# names no specialty is read by its work, one that does not say whether trainees may come by the
# licence and the years it asks for, one in an avoided country by whether it is remote, one without
# weeks by its first and last day.
COLUMNS = {
    "specialties": ["focus_areas"],
    "focus_areas": [],
    "countries": [],
    "setting": ["countries"],
    "min_weeks": ["start_date", "end_date"],
    "max_weeks": ["start_date", "end_date"],
    "months": ["min_weeks"],
    "start_date": ["min_weeks"],
    "end_date": ["min_weeks"],
    "languages": [],
    "license_required": [],
    "min_years_experience": [],
    "trainees": ["license_required", "min_years_experience"],
    "faith_required": [],
    "faith": [],
    "funding": [],
    "cost_usd": [],
    "family": [],
    "site": [],
    "summary": [],
    "positions": [],
    "source_date": [],
}


SAID_OTHERWISE = {
    *((name, "stay") for name in ("min_weeks", "max_weeks", "start_date", "end_date", "summary")),
    *((name, "commitment") for name in ("min_weeks", "months", "start_date", "end_date")),
    ("specialties", "profession"),
    ("trainees", "training"),
    ("summary", "training"),
}
"""A column and the must-have that closes once it is silent, since something else is said: how long
a stay is by the title, the summary or the kind of role; hours a week without a stay of weeks; by a
specialty one may take the roles of another profession; a standing post with no word of people in
training is for the qualified."""


@functools.cache
def silent(column):
    """The shipped catalog with a column, and those that speak in its place, not said anywhere."""
    catalog = shipped_catalog()
    roles = catalog.roles.copy(deep=True)
    for name in [column, *COLUMNS[column]]:
        if isinstance(roles[name].iloc[0], tuple):
            roles[name] = pd.Series([()] * len(roles), index=roles.index, dtype=object)
        elif roles[name].dtype == float:
            roles[name] = np.nan
        else:
            roles[name] = ""
        for side in ("first", "last"):
            if f"{name}_{side}" in roles:
                roles[f"{name}_{side}"] = np.datetime64("NaT", "s")
        if name == "countries":
            theirs = catalog.organizations["countries"].reindex(roles["org_id"]).to_list()
            roles["where"] = pd.Series(theirs, index=roles.index, dtype=object)
            roles["where_is_organizations"] = [bool(codes) for codes in theirs]
    return dataclasses.replace(catalog, roles=roles)


class TestUnknownCells:
    @pytest.mark.parametrize("column", COLUMNS)
    @examples(6)
    @given(profile=people())
    def test_of_a_role_never_close_it(self, column, profile):
        before = status(profile).is_open
        after = status(profile, silent(column))
        names = list(MUST_HAVES)
        closed = [
            (str(shipped_catalog().index.role_ids[row]), names[wrong])
            for row in np.flatnonzero(before & ~after.is_open)
            for wrong in np.flatnonzero(after.status[row] == -1)
            if (column, names[wrong]) not in SAID_OTHERWISE
        ]
        assert closed == []


@functools.cache
def shuffled(seed):
    """The shipped catalog with its roles, organizations and articles in another order."""
    catalog = shipped_catalog()
    return dataclasses.replace(
        catalog,
        roles=catalog.roles.sample(frac=1, random_state=seed),
        organizations=catalog.organizations.sample(frac=1, random_state=seed),
        articles=catalog.articles.sample(frac=1, random_state=seed),
    )


@functools.cache
def with_a_stranger():
    """The shipped catalog and one more role, like none of the others."""
    catalog = shipped_catalog()
    stranger = catalog.roles.iloc[[0]].assign(
        role_id="zz-new--stranger", org_id="zz-new", title="Weaver", summary="Weaves baskets.",
        status="open", months=[(3, 11)], languages=[("mi:required",)], min_weeks=7.0,
    )  # fmt: skip
    stranger.index = pd.Index(["zz-new--stranger"])
    return dataclasses.replace(catalog, roles=pd.concat([catalog.roles, stranger]))


class TestSameAnswer:
    @FEW
    @given(people())
    def test_for_the_same_question(self, profile):
        again = Recommender(shipped_catalog(), today=TODAY)
        pd.testing.assert_frame_equal(
            shipped_recommender().recommend(profile), again.recommend(Profile(**dict(profile)))
        )

    @FEW
    @given(people(), st.sampled_from([1, 2]))
    def test_whatever_the_order_of_the_rows(self, profile, seed):
        other = Recommender(shuffled(seed), today=TODAY)
        pd.testing.assert_frame_equal(
            shipped_recommender().recommend(profile, n=None), other.recommend(profile, n=None)
        )
        pd.testing.assert_frame_equal(shipped_recommender().almost(profile), other.almost(profile))
        pd.testing.assert_frame_equal(
            shipped_recommender().articles(profile), other.articles(profile)
        )

    @FEW
    @given(people(), st.randoms(use_true_random=False))
    def test_whatever_the_order_of_lists(self, profile, random):
        lists = {
            name: random.sample(value, len(value))
            for name, value in dict(profile).items()
            if isinstance(value, tuple)
        }
        pd.testing.assert_frame_equal(
            shipped_recommender().recommend(profile, n=None),
            shipped_recommender().recommend(profile.changed(**lists), n=None),
        )

    @FEW
    @given(people())
    def test_about_every_role_when_a_stranger_is_added(self, profile):
        before, after = status(profile), status(profile, with_a_stranger())
        assert (after.status[:-1] == before.status).all()

    @FEW
    @given(people(), st.integers(1, 60))
    def test_short_list_is_the_head_of_the_long_one(self, profile, n):
        long = shipped_recommender().recommend(profile, n=None)
        pd.testing.assert_frame_equal(shipped_recommender().recommend(profile, n=n), long.head(n))


class TestAlmost:
    @FEW
    @given(people())
    def test_every_change_opens_what_it_promises_and_nothing_it_does_not(self, profile):
        was_open = status(profile).is_open
        table = shipped_recommender().almost(profile, n=1_000)
        assert table["change_id"].is_unique
        index = shipped_catalog().index
        for change in table.itertuples():
            is_open = status(profile.changed(**change.changes)).is_open
            opened = set(index.role_ids[is_open & ~was_open & ~index.past])
            assert change.opens == len(change.role_ids)
            assert set(change.role_ids) == opened

    @FEW
    @given(people())
    def test_changes_close_nothing(self, profile):
        for change in shipped_recommender().almost(profile, n=1_000).itertuples():
            assert closed_by(profile, profile.changed(**change.changes)) == []


class TestProfiles:
    @examples(30)
    @given(people())
    def test_round_trips(self, profile):
        assert Profile.from_mapping(profile.to_mapping()) == profile
        assert Profile.from_yaml(profile.to_yaml()) == profile
        read, problems = Profile.from_query(profile.to_query(private=True))
        assert (read, problems) == (profile, [])

    @examples(30)
    @given(people(statement=st.text(max_size=60).filter(is_taken_as_it_is)))
    def test_any_statement_survives_a_round_trip(self, profile):
        assert Profile.from_yaml(profile.to_yaml()) == profile
        assert Profile.from_query(profile.to_query(private=True))[0] == profile

    @examples(30)
    @given(people())
    def test_shared_link_is_silent_about_faith_and_statement(self, profile):
        read, _ = Profile.from_query(profile.to_query())
        assert (read.faith, read.statement, read.profile_id) == ("", "", "")


class TestCatalogOfFewRoles:
    @FEW
    @given(people(), st.integers(0, 1_000), st.integers(1, 5))
    def test_list_of_a_few_roles_is_complete(self, profile, start, count):
        """Whatever roles a catalog holds: the open ones are listed, and nothing else."""
        catalog = shipped_catalog()
        start = start % (len(catalog.roles) - 5)
        few = dataclasses.replace(catalog, roles=catalog.roles.iloc[start : start + count])
        assert isinstance(few, Catalog)
        listed = Recommender(few, today=TODAY).recommend(profile, include_past=True)["role_id"]
        is_open = status(profile).is_open[start : start + count]
        assert set(listed) == set(few.roles.index[is_open])
