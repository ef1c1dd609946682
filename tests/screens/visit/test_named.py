"""What boxes offer beside labels, and what somebody chose or typed."""

from matching.names import PERSON, PLACE
from matching.reference.shipped import shipped_places, shipped_vocabulary
from matching.screens.visit import named

COUNTRIES = dict(shipped_places().names)
PEOPLE = {
    **shipped_vocabulary().professions,
    **{f"specialty:{id_}": text for id_, text in shipped_vocabulary().specialty_labels.items()},
}


def offered(ids, kinds):
    return named.others(tuple(ids), kinds)


class TestOffered:
    def test_other_names_stand_beside_their_id(self):
        options = offered(COUNTRIES, ("country",))
        assert options["GB~UK"] == "UK"
        assert options["CI~cote d'ivoire"] == "cote d'ivoire"
        assert not [option for option, shown in options.items() if shown == "Kenya"]

    def test_name_of_two_things_says_which(self):
        shown = offered(COUNTRIES, ("country",))
        assert shown["CD~Congo"] == "Congo: Democratic Republic of the Congo"
        assert shown["CG~Congo"] == "Congo: Congo (Brazzaville)"

    def test_specialty_is_offered_by_its_label_too(self):
        shown = offered(PEOPLE, PERSON)
        assert shown["specialty:general-surgery~General surgery"] == "General surgery"
        assert shown["specialty:general-surgery~surgeon"] == "surgeon"

    def test_nothing_that_the_box_does_not_have(self):
        assert offered(["KE"], ("country",)).keys() == {
            option for option in offered(COUNTRIES, ("country",)) if option.startswith("KE~")
        }


class TestTaken:
    def test_other_names_and_what_was_typed_become_plain_ids_once(self):
        kept, said = named.taken(["GB~UK", "GB", "Vietnam", "tanzanai"], COUNTRIES, ("country",))
        assert (kept, said) == (["GB", "VN", "TZ"], [])

    def test_two_readings_are_asked(self):
        kept, said = named.taken(["Congo"], COUNTRIES, ("country",))
        assert kept == []
        assert said == [
            "“Congo” may be Democratic Republic of the Congo or Congo "
            "(Brazzaville): choose one of them."
        ]

    def test_what_nobody_knows_is_said_with_what_is_near(self):
        kept, said = named.taken(["Atlantis", "KE"], COUNTRIES, PLACE)
        assert kept == ["KE"]
        assert said == ["We do not know “Atlantis”."]

    def test_region_keeps_its_beginning(self):
        ids = {"region:Western Africa": "Western Africa (region)"}
        assert named.taken(["West Africa"], ids, PLACE)[0] == ["region:Western Africa"]
