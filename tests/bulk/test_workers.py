"""Blocks done by several processes of this machine."""

import datetime as dt
import time
from pathlib import Path

import pytest

from matching.bulk.work import Block, Piece, RolesForPeople
from matching.bulk.workers import Workers
from matching.comparison.weight_set import WeightSet
from tests.builders import shipped_catalog

LAST = 9


class FirstIsLast(RolesForPeople):
    """Ends the first block only when the last is done."""

    def piece(self, block):
        (done,) = block.items
        while block.number == 0 and not Path(done).exists():
            time.sleep(0.01)
        if block.number == LAST:
            Path(done).touch()
        return Piece(block.number, b"", 1, 0, ())


@pytest.mark.parametrize(("in_order", "first"), [(True, 0), (False, 1)])
def test_pieces_come_in_order_where_that_is_asked_and_else_as_they_are_done(
    tmp_path, in_order, first
):
    setting = FirstIsLast(shipped_catalog(), WeightSet.default(), dt.date(2026, 11, 30), 1, "csv")
    blocks = [Block(number, (str(tmp_path / "done"),)) for number in range(LAST + 1)]
    numbers = [one.number for one in Workers(2).pieces(setting, blocks, in_order=in_order)]
    assert numbers[0] == first
    assert sorted(numbers) == list(range(LAST + 1))
