import pytest

from matching.services.shared.errors import RoleError
from matching.services.shared.role_cells import changed_values
from tests.store import rows


def test_a_summary_has_up_to_a_hundred_lines():
    lines = [f"Line {number}." for number in range(1, 102)]
    longest = "\n".join(lines[:100])
    assert changed_values(rows.role(), {"summary": longest})["summary"] == longest
    with pytest.raises(RoleError) as refused:
        changed_values(rows.role(), {"summary": "\n".join(lines)})
    [problem] = refused.value.problems
    assert (problem.column, problem.expected) == ("summary", "at most 100 lines instead of 101")


FEES, FAITH = "cost_usd https://mercy.example/fees", "faith_requirement https://mercy.example/faith"


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({"cost_usd": "500"}, (FAITH,)),
        ({"cost_usd": ""}, (FAITH,)),
        ({"cost_usd": "500", "faith_requirement": "none"}, ()),
        ({"cost_usd": "500", "cell_sources": f"{FEES}|{FAITH}"}, (FAITH,)),
        ({"cost_usd": "500", "cell_sources": FAITH}, (FAITH,)),
        (
            {"cost_usd": "500", "cell_sources": "cost_usd https://mercy.example/2027"},
            ("cost_usd https://mercy.example/2027",),
        ),
    ],
)
def test_a_cell_that_is_changed_is_not_from_another_page_any_more(changes, left):
    role = rows.role(cost_usd=400.0, faith_requirement="christian", cell_sources=(FEES, FAITH))
    assert changed_values(role, changes)["cell_sources"] == left


@pytest.mark.parametrize("changes", [{"title": "Eye surgeon"}, {"cost_usd": "400"}, {}])
def test_sources_of_cells_that_are_not_changed_stay(changes):
    role = rows.role(cost_usd=400.0, cell_sources=(FEES,))
    assert "cell_sources" not in changed_values(role, changes)
