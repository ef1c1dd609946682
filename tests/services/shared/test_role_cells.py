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
