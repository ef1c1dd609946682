"""Countries, region names and health need."""

import math

import pandas as pd
import pytest

from matching.errors import UnknownIdError
from matching.reference.places import Places, need_of, with_need


@pytest.fixture(scope="module")
def places(data_folder):
    return Places.from_folder(data_folder / "reference")


class TestRegions:
    def test_subregion_is_the_finest_region_and_its_group_the_one_above(self, places):
        columns = ["region", "subregion_group", "subregion"]
        assert places.countries.loc["KE", columns].tolist() == [
            "Africa", "Sub-Saharan Africa", "Eastern Africa",
        ]  # fmt: skip
        assert places.countries.loc["IN", columns].tolist() == [
            "Asia", "Southern Asia", "Southern Asia",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("name", "inside", "outside"),
        [
            ("Africa", "KE MA", "FR"),
            ("aFRICA ", "KE MA", "FR"),
            ("Americas", "US BR", "ES"),
            ("America", "US BR", "ES"),
            ("Sub-Saharan Africa", "KE ZA", "EG"),
            ("sub saharan africa", "KE ZA", "EG"),
            ("Latin America and the Caribbean", "HT PE", "US"),
            ("Latin America", "HT PE", "US"),
            ("Latin America & the Caribbean", "HT PE", "US"),
            ("North America", "US CA", "GT"),
            ("the Caribbean", "HT JM", "HN"),
            ("East Africa", "KE TZ", "EG"),
            ("West Africa", "GH NG", "KE"),
            ("North Africa", "EG MA", "KE"),
            ("Central Africa", "CM TD", "KE"),
            ("Southern Africa", "ZA LS", "KE"),
            ("South America", "PE BR", "HN"),
            ("South Asia", "IN NP", "CN"),
            ("Southeast Asia", "PH KH", "CN"),
            ("South-eastern Asia", "PH KH", "CN"),
            ("Middle East", "JO IR EG", "PK"),
            ("Pacific Islands", "FJ WS", "AU"),
            ("Channel Islands", "GG JE", "GB"),
        ],
    )
    def test_everyday_names_are_understood(self, places, name, inside, outside):
        codes = places.countries_in(name)
        assert codes >= set(inside.split())
        assert outside not in codes

    @pytest.mark.parametrize("name", ["", "Atlantis", "KE", "the"])
    def test_unknown_region_is_an_error(self, places, name):
        with pytest.raises(UnknownIdError, match=rf"^There is no region '{name}'\."):
            places.countries_in(name)

    def test_misspelt_region_is_told_the_closest(self, places):
        with pytest.raises(UnknownIdError, match=r"Closest: .*Eastern Africa") as caught:
            places.countries_in("Estern Afrika")
        assert "Eastern Africa" in caught.value.close

    def test_names_of_the_form_follow_their_continent(self, places):
        names = places.region_names
        assert names[:6] == [
            "Africa", "Northern Africa", "Sub-Saharan Africa", "Eastern Africa", "Middle Africa",
            "Southern Africa",
        ]  # fmt: skip
        assert "Channel Islands" not in names
        assert len(names) == len(set(names))

    def test_every_name_of_the_form_is_understood(self, places):
        assert all(places.countries_in(name) for name in places.region_names)

    def test_names_of_the_form_reach_every_inhabited_country(self, places):
        reached = frozenset().union(*(places.countries_in(name) for name in places.region_names))
        assert set(places.countries.index) - reached == {"AQ"}


class TestCountries:
    def test_name_of_a_code(self, places):
        assert places.name("HT") == "Haiti"

    def test_unknown_code_is_an_error(self, places):
        with pytest.raises(UnknownIdError, match=r"^There is no country 'ke'\. Closest: KE\.$"):
            places.name("ke")

    def test_namibia_is_not_taken_for_a_missing_value(self, places):
        assert places.name("NA") == "Namibia"

    def test_m49_codes_have_three_digits(self, places):
        assert places.countries.loc["AF", "m49"] == "004"


class TestNeed:
    def test_poorer_supply_means_more_need(self, places):
        need = places.need_for("physician")
        assert need["NE"] > need["HT"] > need["KE"] > need["IN"] > need["FR"] == 0.0

    def test_dentistry_has_a_need_of_its_own(self, places):
        dental = places.need_for("dentist")
        assert dental["HN"] > places.need_for("nurse")["HN"]
        pd.testing.assert_series_equal(dental, places.need_for("dental-hygienist"))

    def test_need_is_a_share_or_unknown(self, places):
        for column in ("need", "need_dentists"):
            known = places.countries[column].dropna()
            assert known.between(0, 1).all()
        assert math.isnan(places.need_for()["AQ"])

    def test_threshold_is_no_need_and_a_twentieth_of_it_full_need(self):
        density = pd.Series([100, 44.5, 44.5 / math.sqrt(20), 44.5 / 20, 0.1, 0.0, None])
        need = need_of(density, enough=44.5, highest_at=1 / 20)
        assert need[:6].tolist() == pytest.approx([0, 0, 0.5, 1, 1, 1])
        assert math.isnan(need[6])
        assert math.copysign(1, need[0]) == 1  # shown as 0, not as -0

    def test_one_known_density_stands_for_both(self):
        health = pd.DataFrame(
            {
                "physicians_per_10k": [1.15, 1.15, None, None],
                "nurses_midwives_per_10k": [3.3, None, 3.3, None],
                "dentists_per_10k": [0.05, 5, None, 0.5],
            },
            index=["both", "physicians", "nurses", "neither"],
        )
        before = health.copy()
        with_needs = with_need(health)
        tenth = math.log(10) / math.log(20)
        assert with_needs["need"].tolist()[:3] == pytest.approx([tenth] * 3)
        assert with_needs["need"].isna().tolist() == [False, False, False, True]
        assert with_needs["need_basis"].tolist() == [
            "physicians, nurses and midwives", "physicians", "nurses and midwives", "",
        ]  # fmt: skip
        assert with_needs["need_dentists"].fillna(-1).tolist() == [1.0, 0.0, -1.0, 0.5]
        pd.testing.assert_frame_equal(health, before)
