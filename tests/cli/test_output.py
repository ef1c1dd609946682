import os

import pytest

from matching.cli import output


def break_off(path):
    with output.writing(path) as file:
        file.write("half of")
        file.flush()
        assert path.read_text() == "what was there"
        raise KeyboardInterrupt


def test_a_file_stays_whole_when_writing_another_in_its_place_is_broken_off(tmp_path):
    path = tmp_path / "ranked.csv"
    path.write_text("what was there")
    with pytest.raises(KeyboardInterrupt):
        break_off(path)
    assert path.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_file_is_written_to_and_stays_what_it_is(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with output.writing(pipe) as file:
            file.write("all of it")
        assert os.read(reading, 100) == b"all of it"
    finally:
        os.close(reading)
    assert pipe.is_fifo()
