"""The catalog: its frames as arrays, one row a role, unknown kept apart from no."""

import dataclasses
import shutil

import numpy as np
import pytest

from matching import Catalog
from matching.errors import DataError, UnknownIdError
from matching.reference.ended import has_ended
from tests.builders import DATA, TODAY, catalog_of, organization, role, shipped_catalog


def index_of(*roles, **tables):
    return catalog_of(*roles, **tables).index


class TestIndex:
    def test_every_array_has_a_row_for_every_role(self):
        catalog = shipped_catalog()
        index = catalog.index
        assert len(index) == len(catalog.roles)
        assert index.role_ids.tolist() == catalog.roles.index.tolist()
        for name in (field.name for field in dataclasses.fields(index)):
            array = getattr(index, name)
            rows = array.matrix if name == "text" else array
            assert rows.shape[0] == len(index), name

    @pytest.mark.parametrize("column", ["license_required", "trainees", "family"])
    def test_yes_no_and_not_said_are_three_things(self, column):
        roles = [role(f"{name}--x", **{column: name}) for name in ("yes", "no")]
        index = index_of(*roles, role("silent--x"))
        assert getattr(index, column).tolist() == [1, 0, -1]

    @pytest.mark.parametrize("column", ["min_weeks", "max_weeks", "cost_usd"])
    def test_number_that_is_not_said_is_nan_and_not_zero(self, column):
        values = getattr(index_of(role("a--a", **{column: "0"}), role("b--b")), column)
        assert values[0] == 0
        assert np.isnan(values[1])

    def test_languages_have_four_needs(self):
        catalog = catalog_of(role(languages="en|fr:helpful|sw:required|pt:either"))
        needs = dict(zip(catalog.language_ids, catalog.index.languages[0].tolist(), strict=True))
        assert [needs[code] for code in ("fr", "en", "pt", "sw")] == [1, 2, 3, 4]

    def test_months_and_dates(self):
        index = index_of(role(months="12|1", start_date="2027-02", end_date="2027-02"))
        assert np.flatnonzero(index.months[0]).tolist() == [0, 11]
        assert str(index.start[0]) == "2027-02-01"
        assert str(index.end[0]) == "2027-02-28"

    def test_dates_that_are_not_said_are_no_dates(self):
        index = index_of(role())
        assert np.isnat(index.start[0])
        assert np.isnat(index.end[0])
        assert not index.months.any()

    def test_place_of_the_organization_is_marked_as_such(self):
        index = index_of(
            role("hope--own", countries="PE"),
            role("hope--none"),
            role("silent--none"),
            organizations=[organization(countries="KE|TZ")],
        )
        assert index.where.sum(axis=1).tolist() == [1, 2, 0]
        assert index.where_is_organizations.tolist() == [False, True, False]

    def test_habit_of_an_organization_is_the_median_of_its_active_roles(self):
        index = index_of(
            role("hope--a", min_weeks="1"),
            role("hope--b", min_weeks="3"),
            role("hope--past", min_weeks="100", status="past"),
            role("hope--silent"),
            role("other--one", min_weeks="4"),
        )
        assert index.habit_weeks[:4].tolist() == [2, 2, 2, 2]
        assert np.isnan(index.habit_weeks[4])

    def test_quality_is_the_share_of_facts_that_are_stated(self):
        index = index_of(
            role("a--a", countries="KE", setting="clinic", min_weeks="1", funding="stipend",
                 site="Kijabe", summary="Operates."),
            role("b--b"),
        )  # fmt: skip
        assert index.quality.tolist() == [1, 0]

    def test_post_for_learners_and_fields_of_study_are_read_from_the_title(self):
        index = index_of(
            role("a--a", professions="student", title="Dental students"),
            role("b--b", professions="dentist", title="Dentist to teach students"),
        )
        assert index.for_learners.tolist() == [True, False]
        professions = catalog_of(role()).profession_ids
        assert [professions[column] for column in np.flatnonzero(index.study[0])] == ["dentist"]
        assert not index.study[1].any()

    def test_length_that_is_not_stated_is_suggested_by_words_and_by_kind(self):
        index = index_of(
            role("a--words", title="Nurse on a two-month team"),
            role("b--words-of-a-hint", title="Nurse on a three-week team", stay_hint="weeks"),
            role("c--contradicted", title="Long-term nurse", stay_hint="weeks"),
            role("d--trip", kind="trip"),
            role("e--long-trip", kind="trip", stay_hint="years"),
            role("f--silent"),
        )
        suggested = index.suggested_weeks.tolist()
        assert suggested[:5] == [pytest.approx(8.67, abs=0.05), 3, 2, 2, 2]
        assert np.isnan(suggested[5])

    def test_take_keeps_the_rows_that_are_asked_for_in_their_order(self):
        index = index_of(role("a--a", min_weeks="1"), role("b--b"), role("c--c", min_weeks="3"))
        taken = index.take(np.array([2, 0]))
        assert taken.role_ids.tolist() == ["c--c", "a--a"]
        assert taken.min_weeks.tolist() == [3, 1]
        assert index.take(np.array([False, True, False])).role_ids.tolist() == ["b--b"]

    def test_take_of_nothing_is_an_index_of_nothing(self):
        assert len(index_of(role()).take(np.array([False]))) == 0


class TestRarity:
    def test_rare_focus_area_counts_more_and_none_counts_nothing(self):
        roles = [role(f"a--{number}", focus_areas="surgery") for number in range(9)]
        catalog = catalog_of(*roles, role("b--b", focus_areas="leprosy"))
        rarity = dict(zip(catalog.focus_ids, catalog.focus_rarity.tolist(), strict=True))
        assert 0 < rarity["surgery"] < rarity["leprosy"] <= 1

    def test_past_roles_do_not_count(self):
        active = role("a--a", focus_areas="surgery")
        past = [role(f"b--{number}", focus_areas="leprosy", status="past") for number in range(5)]
        catalog = catalog_of(active, *past)
        rarity = dict(zip(catalog.focus_ids, catalog.focus_rarity.tolist(), strict=True))
        assert rarity["leprosy"] > rarity["surgery"]

    def test_shipped_rarities_lie_between_nothing_and_one(self):
        rarity = shipped_catalog().focus_rarity
        assert (rarity > 0).all()
        assert (rarity <= 1).all()


class TestEnding:
    @pytest.mark.parametrize(
        "text",
        ["", "2026", "2025", "2026-11", "2026-10", "2026-11-25", "2026-11-24", "1500", "2200"],
    )
    @pytest.mark.parametrize("status", ["open", "ongoing", "past"])
    def test_what_ended_before_today_is_past_by_the_last_day_that_its_date_can_mean(
        self, text, status
    ):
        kept = catalog_of(role(end_date=text, status=status)).roles["status"].item()
        assert kept == ("past" if has_ended(text, TODAY) else status)


class TestReading:
    def test_shipped_catalog_has_no_faulty_rows(self):
        assert shipped_catalog().problems == ()

    def test_closest_role_is_named_for_an_unknown_one(self):
        catalog = catalog_of(role("hope--surgeon"))
        assert catalog.role("hope--surgeon")["title"] == "Post"
        with pytest.raises(UnknownIdError, match=r"no role 'hope--surgeo'.*hope--surgeon"):
            catalog.role("hope--surgeo")

    def test_missing_folder_is_an_error_that_names_the_file(self, tmp_path):
        with pytest.raises(DataError, match="vocabulary.yaml"):
            Catalog.from_folder(tmp_path)

    def test_missing_adjacency_is_an_error_that_names_the_file(self, tmp_path):
        folder = shutil.copytree(DATA, tmp_path / "data")
        (folder / "adjacency.yaml").unlink()
        with pytest.raises(DataError, match="adjacency.yaml"):
            Catalog.from_folder(folder)

    def test_faulty_row_is_left_out_and_reported(self, tmp_path):
        folder = shutil.copytree(DATA, tmp_path / "data")
        path = folder / "roles.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        count = len(shipped_catalog().roles)
        lines[1] = lines[1].replace("dentist", "dentst", 1) if "dentist" in lines[1] else lines[1]
        path.write_text("".join(lines), encoding="utf-8")
        catalog = Catalog.from_folder(folder)
        assert len(catalog.problems) >= 1
        assert len(catalog.roles) == count - 1
        assert len(catalog.index) == count - 1
