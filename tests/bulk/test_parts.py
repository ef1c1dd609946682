"""Finished blocks: kept whole or not at all, taken up by the same run only, and joined."""

import contextlib
import json

import pytest

from matching.bulk.errors import BulkError
from matching.bulk.parts import taken_up
from matching.bulk.work import Piece

COLUMNS = ("profile_id", "rank")
MADE_FROM = {"--n": "50", "--profiles": "a" * 64}


def piece(number, *lines, without=()):
    content = "".join(f"{line}\n" for line in lines).encode()
    return Piece(number, content, len(lines) + len(without), len(without), tuple(without))


class Killed(BaseException):
    """A run ends here without another word."""


def killed_after(out, *pieces):
    """Finish some blocks of a run, and end."""
    with contextlib.suppress(Killed), taken_up(out, MADE_FROM) as parts:
        for one in pieces:
            parts.keep(one)
        raise Killed
    return out.with_name(f"{out.name}.parts")


@pytest.fixture
def out(tmp_path):
    return tmp_path / "ranked.csv"


def test_blocks_are_joined_in_their_order_and_the_folder_goes(out, tmp_path):
    with taken_up(out, MADE_FROM) as parts:
        for one in (piece(1, "bo,1"), piece(0, "ann,1", "ann,2"), piece(2)):
            parts.keep(one)
        parts.become(3, COLUMNS, "csv")
    assert out.read_text() == "profile_id,rank\nann,1\nann,2\nbo,1\n"
    assert list(tmp_path.iterdir()) == [out]


def test_finished_blocks_are_taken_up_as_they_are(out):
    killed_after(out, piece(1, "from before,1", without=["cy"]))
    with taken_up(out, MADE_FROM) as parts:
        assert list(parts.finished) == [1]
        assert parts.finished[1] == (2, 1, ("cy",))
        parts.keep(piece(0, "ann,1"))
        parts.become(2, COLUMNS, "csv")
    assert out.read_text() == "profile_id,rank\nann,1\nfrom before,1\n"


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-3]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"bo", b"no")),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"[]\n"),
    ],
    ids=["cut", "changed", "empty", "something else"],
)
def test_damaged_block_is_done_again(out, damage):
    folder = killed_after(out, piece(0, "ann,1"), piece(1, "bo,1"))
    damage(folder / "00000001.part")
    with taken_up(out, MADE_FROM) as parts:
        assert list(parts.finished) == [0]
        assert parts.n_damaged == 1


def test_half_written_block_is_none(out):
    folder = killed_after(out, piece(0, "ann,1"))
    (folder / "00000001.half").write_bytes(b'{"n": 1')
    with taken_up(out, MADE_FROM) as parts:
        assert list(parts.finished) == [0]
        assert parts.n_damaged == 0


def test_blocks_of_another_run_are_refused_with_what_differs(out):
    folder = killed_after(out, piece(0, "ann,1"))
    changed = {"--n": "10", "--profiles": "b" * 64}
    with pytest.raises(BulkError) as refused, taken_up(out, changed):
        pass
    assert "Different are: --n (50 then, 10 now); --profiles. " in str(refused.value)
    assert "remove the folder to begin anew, or give another --out" in str(refused.value)
    assert (folder / "00000000.part").exists()


def test_manifest_that_cannot_be_read_is_told(out):
    folder = killed_after(out, piece(0, "ann,1"))
    (folder / "manifest.json").write_text("[1")
    with pytest.raises(BulkError, match="remove the folder"), taken_up(out, MADE_FROM):
        pass


def test_folder_of_somebody_else_is_left_alone(out):
    folder = out.with_name("ranked.csv.parts")
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(BulkError, match=r"letter\.txt"), taken_up(out, MADE_FROM):
        pass
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_what_somebody_put_beside_the_blocks_stays(out):
    folder = killed_after(out, piece(0, "ann,1"))
    (folder / "letter.txt").write_text("mine")
    with taken_up(out, MADE_FROM) as parts:
        parts.become(1, COLUMNS, "csv")
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_two_runs_into_one_file_are_refused(out):
    with taken_up(out, MADE_FROM) as parts:
        parts.keep(piece(0, "ann,1"))
        with pytest.raises(BulkError, match="Another run is writing"), taken_up(out, MADE_FROM):
            pass
        assert list(parts.finished) == [0]
        parts.become(1, COLUMNS, "csv")
    assert out.exists()


def test_folder_goes_when_nothing_was_finished(out, tmp_path):
    killed_after(out)
    assert list(tmp_path.iterdir()) == []


def test_old_file_stays_while_a_block_is_missing(out):
    out.write_text("old")
    killed_after(out, piece(1, "bo,1"))
    with (
        taken_up(out, MADE_FROM) as parts,
        pytest.raises(BulkError, match="1 finished blocks of 2"),
    ):
        parts.become(2, COLUMNS, "csv")
    assert out.read_text() == "old"


def test_file_keeps_its_mode_and_a_link_stays_a_link(out, tmp_path):
    out.write_text("old")
    out.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(out.name)
    with taken_up(link, MADE_FROM) as parts:
        parts.keep(piece(0, "ann,1"))
        parts.become(1, COLUMNS, "csv")
    assert link.is_symlink()
    assert out.read_text() == "profile_id,rank\nann,1\n"
    assert out.stat().st_mode & 0o777 == 0o640


def test_manifest_holds_what_the_run_is_made_from(out):
    folder = killed_after(out, piece(0, "ann,1"))
    assert json.loads((folder / "manifest.json").read_text()) == MADE_FROM
