"""Weight sets: read back as written, refused with a message that says what is wrong."""

import json

import numpy as np
import pytest

from matching import WeightSet
from matching.aspects import CURVES, TERM_LABELS
from matching.comparison.weight_set import PARTS, VARIETY, VARIETY_RANGE
from matching.errors import WeightSetError
from tests.builders import weights_with


@pytest.fixture
def fields():
    """The shipped weight set as plain fields, to be broken."""
    return WeightSet.default().model_dump()


class TestReadingBack:
    def test_shipped_set_has_a_weight_and_a_value_of_unknown_for_every_term(self):
        shipped = WeightSet.default()
        assert list(shipped.weights) == list(shipped.unknown) == list(TERM_LABELS)
        assert list(shipped.curves) == list(CURVES)
        assert list(shipped.variety) == list(VARIETY) == list(VARIETY_RANGE)

    def test_set_stored_before_variety_could_be_set_has_what_was_fixed_then(self, fields):
        del fields["variety"]
        old = WeightSet.from_json(json.dumps(fields))
        assert old.variety == {"most_of_one": 3, "widest_gap": 6}
        assert old == WeightSet.default()

    def test_set_of_the_first_schema_version_gets_the_terms_that_came_later(self, fields):
        for part in ("weights", "unknown"):
            for term in ("commitment", "for_whom", "eligibility"):
                del fields[part][term]
        old = WeightSet.from_json(json.dumps(fields | {"schema_version": 1}))
        assert old == WeightSet.default()

    def test_numbers_are_all_that_has_numbers(self):
        shipped = WeightSet.default()
        parts = {name for name, value in shipped if isinstance(value, dict)}
        assert set(shipped.numbers) == parts
        assert shipped.numbers["variety"] == shipped.variety
        assert shipped.terms == tuple(TERM_LABELS)

    def test_json_round_trip(self):
        shipped = WeightSet.default()
        assert WeightSet.from_json(shipped.to_json()) == shipped

    def test_json_keeps_every_digit_and_letter(self):
        given = weights_with(focus=0.1 + 0.2).model_copy(update={"author": "Zoë “Z” 张"})
        assert WeightSet.from_json(given.to_json()) == given

    def test_order_of_names_does_not_matter(self, fields):
        fields["weights"] = dict(reversed(fields["weights"].items()))
        assert WeightSet(**fields) == WeightSet.default()
        assert list(WeightSet(**fields).weights) == list(TERM_LABELS)

    def test_changed_replaces_some_weights_and_leaves_the_old_set(self):
        shipped = WeightSet.default()
        before = dict(shipped.weights)
        assert shipped.changed(focus=7).weights == before | {"focus": 7}
        assert shipped.weights == before

    def test_single_term_may_have_all_the_weight(self):
        assert sum(weights_with(others=0, focus=1).weights.values()) == 1


class TestRefusing:
    @pytest.mark.parametrize("section", PARTS)
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (-1, "is -1, expected a number from [01] to"),
            (-1e-9, "is -1e-09, expected a number from [01] to"),
            (float("nan"), "is nan, expected a number from [01] to"),
            (float("inf"), "is inf, expected a number from [01] to"),
            (1e9, r"is 1e\+09, expected a number from [01] to"),
            (10**400, "number"),
            (None, "number"),
            ("much", "number"),
            ([1], "number"),
        ],
    )
    def test_number_that_no_weight_can_be(self, fields, section, number, text):
        name = next(iter(fields[section]))
        fields[section][name] = number
        with pytest.raises(WeightSetError, match=rf"`{section}.*{name}.*{text}"):
            WeightSet(**fields)

    def test_truth_value_is_no_number(self, fields):
        fields["weights"]["focus"] = True
        with pytest.raises(WeightSetError, match="`weights.focus`.*number"):
            WeightSet(**fields)

    def test_value_of_unknown_is_at_most_one(self, fields):
        fields["unknown"]["focus"] = 1.01
        with pytest.raises(WeightSetError, match="`unknown`: focus is 1.01, .* from 0 to 1"):
            WeightSet(**fields)

    @pytest.mark.parametrize(
        ("name", "number", "text"),
        [
            ("most_of_one", 0, "is 0, expected a number from 1 to 10"),
            ("most_of_one", 11, "is 11, expected a number from 1 to 10"),
            ("most_of_one", 2.5, "is 2.5, expected a whole number"),
            ("widest_gap", 100.5, "is 100.5, expected a number from 0 to 100"),
        ],
    )
    def test_variety_within_its_range(self, fields, name, number, text):
        fields["variety"][name] = number
        with pytest.raises(WeightSetError, match=rf"`variety`: {name} {text}\.$"):
            WeightSet(**fields)

    @pytest.mark.parametrize(
        ("section", "kind"),
        [("weights", "term"), ("unknown", "term"), ("curves", "curve"), ("variety", "number")],
    )
    def test_unknown_and_missing_names_are_named(self, fields, section, kind):
        name = next(iter(fields[section]))
        with pytest.raises(WeightSetError, match=rf"`{section}`: unknown {kind} luck; known: .+"):
            WeightSet(**{**fields, section: fields[section] | {"luck": 1}})
        fewer = {other: 1 for other in fields[section] if other != name}
        with pytest.raises(WeightSetError, match=rf"`{section}`: missing {kind} {name}"):
            WeightSet(**{**fields, section: fewer})

    def test_weights_that_are_all_zero_rank_nothing(self, fields):
        fields["weights"] = dict.fromkeys(TERM_LABELS, 0)
        with pytest.raises(WeightSetError, match="all weights are 0; at least one must be"):
            WeightSet(**fields)

    @pytest.mark.parametrize("version", [0, 3, 99])
    def test_other_schema_version_names_both(self, fields, version):
        with pytest.raises(WeightSetError, match=f"{version} found, this program reads version 2"):
            WeightSet(**fields | {"schema_version": version})

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("name", "x" * 81),
            ("version", 0),
            ("note", "x" * 2_001),
            ("weights", [1, 2]),
            ("weights", None),
            ("schema_version", "one"),
            ("colour", "red"),
        ],
    )
    def test_faulty_field_is_named(self, fields, field, value):
        with pytest.raises(WeightSetError, match=rf"^The weight set is faulty at `{field}`: ."):
            WeightSet(**fields | {field: value})

    @pytest.mark.parametrize("field", ["name", "weights", "unknown", "curves"])
    def test_missing_field_is_named(self, fields, field):
        del fields[field]
        with pytest.raises(WeightSetError, match=f"faulty at `{field}`: "):
            WeightSet(**fields)

    def test_unknown_term_cannot_be_changed(self):
        with pytest.raises(WeightSetError, match="unknown term luck"):
            WeightSet.default().changed(luck=1)


class TestJson:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "The weight set is no JSON: "),
            ("{", "The weight set is no JSON: .*line 1"),
            ("weights: 1", "The weight set is no JSON: "),
            ("[1, 2]", "no JSON object with `weights`"),
            ("7", "no JSON object with `weights`"),
            ("null", "no JSON object with `weights`"),
            ('"text"', "no JSON object with `weights`"),
            ("{}", "faulty at `name`"),
            ("[" * 50_000, "The weight set is no JSON"),
            ("[" * 50_001, "The weight set is longer than 50,000 characters"),
            ('{"a": ' + "9" * 5_000 + "}", "The weight set is no JSON"),
        ],
    )
    def test_text_that_is_no_weight_set_is_refused(self, text, message):
        with pytest.raises(WeightSetError, match=message):
            WeightSet.from_json(text)

    @pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
    def test_words_that_json_does_not_know_are_refused(self, fields, word):
        text = json.dumps(fields).replace('"focus": 18', f'"focus": {word}', 1)
        text = text if word in text else f'{{"weights": {{"focus": {word}}}}}'
        with pytest.raises(WeightSetError, match=f"{word} is not a number a weight can have"):
            WeightSet.from_json(text)

    @pytest.mark.parametrize("name", ["self", "__init__", "fields"])
    def test_strange_name_is_refused_and_no_crash(self, name):
        with pytest.raises(WeightSetError, match="faulty at"):
            WeightSet.from_json(json.dumps({name: 1}))

    def test_numpy_numbers_are_numbers(self, fields):
        fields["weights"]["focus"] = np.float64(7)
        assert json.loads(WeightSet(**fields).to_json())["weights"]["focus"] == 7
