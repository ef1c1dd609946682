"""Which plain pages are gone because their organization asked for that."""

import pytest

from matching.store import schema
from matching.web import was_taken_out
from tests.store import rows


@pytest.mark.parametrize(
    ("kind", "id_", "is_gone"),
    [
        ("organizations", "mercy", True),
        ("openings", "mercy--surgeon", True),
        ("organizations", "hope", False),
        ("openings", "hope--nurse", False),
        ("openings", "mercy", False),
        ("articles", "mercy", False),
        ("organizations", "\0", False),
    ],
)
def test_pages_of_who_was_taken_out_and_no_others(database, kind, id_, is_gone):
    with database.writing() as session:
        session.add_all([rows.organization(), rows.organization("hope")])
        session.flush()
        session.add_all([rows.role(), rows.role("hope--nurse")])
        session.get(schema.OrganizationRow, "mercy").taken_out_at = rows.NOW
    assert was_taken_out(database, kind, id_) == is_gone
