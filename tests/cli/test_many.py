"""Many people and many roles: the same file whoever does the work, and after a kill."""

import csv
import hashlib
import json
import shutil
import subprocess
import sys
import time

import pandas as pd
import psutil
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from matching.cli import app
from matching.cli.progress import counting

PROFILES = """\
profile_id,profession,focus_areas,max_weeks
ann,dentist,oral-health,2
wrong,dentits,oral-health,2
bo,nurse,child-health,52
cy,physician,,4
odd,nurse,oral-helth,2
ann,midwife,,
di,midwife,,
ed,pharmacist,,12
"""
ROLE = "mercy-ships--dentist"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Call `missionmatch` in an empty folder with a file of people."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text(PROFILES, encoding="utf-8")

    def call(*arguments):
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return call


def rank(run, out, *more):
    return run("rank", "--profiles", "people.csv", "--n", 3, "--block", 2, "--out", out, *more)


def killed_midway(tmp_path, *arguments, parts=3):
    """Start a command in a process of its own, kill it when it has finished some blocks.

    What it started ends with it.
    """
    out = tmp_path / "ranked.csv"
    command = [sys.executable, "-m", "matching.cli", *arguments, "--out", out]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        folder = out.with_name("ranked.csv.parts")
        while len(list(folder.glob("*.part"))) < parts:
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.005)
        begun = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    assert not out.exists()
    _, left_behind = psutil.wait_procs(begun, timeout=60)
    assert left_behind == []
    return sorted(folder.glob("*.part"))


@pytest.fixture
def few_roles(data_folder, tmp_path_factory):
    """A data folder with a few dozen roles."""
    folder = shutil.copytree(data_folder, tmp_path_factory.mktemp("few") / "data")
    with (folder / "roles.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    with (folder / "roles.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows[::30]])
    return folder


@pytest.mark.parametrize("command", ["rank", "candidates --all"])
def test_two_processes_write_the_same_bytes_as_one_and_tell_the_same(
    run, tmp_path, few_roles, command
):
    asked = [*command.split(), "--profiles", "people.csv", "--n", 2, "--data", few_roles, "--out"]
    alone = run(*asked, "alone.csv")
    two = run(*asked, "two.csv", "--block", 2, "--jobs", 2)
    assert (tmp_path / "alone.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert len((tmp_path / "alone.csv").read_text().splitlines()) > 5
    assert alone.stderr == two.stderr
    assert alone.exit_code == two.exit_code == 1
    assert "people.csv, line 3, profession: found 'dentits'" in alone.stderr
    assert "people.csv, line 7, profile_id: found 'ann', expected an id used" in alone.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"alone.csv", "two.csv", "people.csv"}


def test_terminal_gets_what_a_file_gets(run, tmp_path):
    rank(run, "file.csv")
    shown = run("rank", "--profiles", "people.csv", "--n", 3, "--block", 1, "--jobs", 2)
    assert shown.stdout == (tmp_path / "file.csv").read_text()


def test_parquet_in_and_out_has_the_values_of_csv(run, tmp_path):
    table = pd.read_csv(tmp_path / "people.csv", keep_default_na=False)
    table["max_weeks"] = pd.to_numeric(table["max_weeks"])
    table.to_parquet(tmp_path / "people.parquet")
    from_csv = rank(run, "ranked.csv")
    from_parquet = run("rank", "--profiles", "people.parquet", "--n", 3, "--out", "ranked.parquet")
    assert from_parquet.stderr == from_csv.stderr.replace("people.csv", "people.parquet")
    read = pd.read_csv(tmp_path / "ranked.csv").to_dict("records")
    assert pq.read_table(tmp_path / "ranked.parquet").to_pylist() == read


def test_killed_run_goes_on_without_a_finished_block_and_ends_in_the_same_bytes(run, tmp_path):
    lines = [f"p{n},{'dentits' if n % 25 == 0 else 'nurse'}\n" for n in range(300)]
    (tmp_path / "people.csv").write_text("profile_id,profession\n" + "".join(lines))
    asked = ["rank", "--profiles", "people.csv", "--n", "2", "--block", "2"]
    there = killed_midway(tmp_path, *asked, "--jobs", "2", parts=3)
    there[0].write_bytes(there[0].read_bytes()[:-4])
    finished, kept = there[1].read_bytes().partition(b"\n")[2], b"as it was,1,a-role,1.00,1\n"
    said = {"n": 2, "n_without": 0, "without": [], "sha256": hashlib.sha256(kept).hexdigest()}
    there[1].write_bytes(json.dumps(said).encode() + b"\n" + kept)
    again = run(*asked, "--out", "ranked.csv")
    whole = run(*asked, "--out", "whole.csv")
    expected = (tmp_path / "whole.csv").read_bytes().replace(finished, kept)
    assert (tmp_path / "ranked.csv").read_bytes() == expected
    told = f"{len(there) - 1} finished blocks are there already, in {there[0].parent}.\n"
    assert again.stderr == f"{told}Damaged, and done again: 1.\n{whole.stderr}"
    assert whole.stderr.count("found 'dentits'") == 12
    assert again.exit_code == whole.exit_code == 1
    assert not there[0].parent.exists()


def test_other_arguments_do_not_take_up_blocks_of_a_killed_run(run, tmp_path):
    (tmp_path / "people.csv").write_text("profession\n" + "nurse\n" * 300)
    asked = ["rank", "--profiles", "people.csv", "--block", "1"]
    there = killed_midway(tmp_path, *asked, "--n", "2", "--today", "2026-11-30", parts=1)
    with (tmp_path / "people.csv").open("a") as file:
        file.write("dentist\n")
    refused = run(*asked, "--n", 5, "--today", "2026-12-01", "--out", "ranked.csv")
    assert refused.exit_code == 2
    assert (
        "--n (2 then, 5 now); --profiles; --today (2026-11-30 then, 2026-12-01 now). Give"
    ) in refused.stderr
    assert there[0].exists()


def test_whoever_fits_a_role_is_listed_by_rank(run, tmp_path):
    result = run("candidates", "--role", ROLE, "--profiles", "people.csv", "--n", 1)
    header, *rows = csv.reader(result.stdout.splitlines())
    assert header == ["role_id", "rank", "profile_id", "score", "band", "n_known"]
    assert [row[:3] for row in rows] == [[ROLE, "1", "ann"]]
    assert 0 <= float(rows[0][3]) <= 100
    assert result.exit_code == 1


def test_role_that_nobody_fits_is_named(run, tmp_path):
    (tmp_path / "one.csv").write_text("profession\nnurse\n")
    result = run("candidates", "--role", ROLE, "--profiles", "one.csv")
    assert (result.exit_code, result.stderr) == (0, f"Nobody fits {ROLE}.\n")
    assert result.stdout == "role_id,rank,profile_id,score,band,n_known\n"


MISUSE = [
    # arguments, part of the message
    (["candidates", "--profiles", "people.csv"], "Give either --role ID or --all."),
    (["candidates", "--profiles", "people.csv", "--role", "x", "--all"], "Give either --role ID"),
    (["candidates", "--profiles", "people.csv", "--role", "mercy-ships--dentst"], ROLE),
    (["candidates", "--profiles", "nobody.csv", "--all"], "There is no file nobody.csv."),
    (["rank", "--profiles", "people.csv", "--jobs", "0"], "'--jobs'"),
    (["rank", "--profiles", "people.csv", "--jobs", "2", "--scheduler", "tcp://x:1"], "--jobs or"),
    (["rank", "--profile", "people.csv", "--jobs", "2"], "--jobs, --scheduler and Parquet go with"),
    (["rank", "--profile", "people.csv", "--out", "x.parquet"], "and Parquet go with --profiles."),
    (["rank", "--profiles", "broken.parquet", "--out", "ranked.csv"], "cannot be read as Parquet"),
]


@pytest.mark.parametrize(("arguments", "message"), MISUSE, ids=lambda v: str(v)[:60])
def test_misuse_gives_one_message_and_leaves_nothing_behind(run, tmp_path, arguments, message):
    (tmp_path / "broken.parquet").write_text("profession\nnurse\n")
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert {path.name for path in tmp_path.iterdir()} == {"broken.parquet", "people.csv"}


def test_file_that_ends_in_damage_is_told_by_two_processes(run, tmp_path, monkeypatch):
    monkeypatch.setattr("matching.reference.parquet_rows.ROWS_AT_ONCE", 20)
    path = tmp_path / "people.parquet"
    table = pd.DataFrame({"profession": ["nurse", "dentist"] * 150})
    table.to_parquet(path, row_group_size=50)
    content = bytearray(path.read_bytes())
    at = pq.read_metadata(path).row_group(5).column(0).dictionary_page_offset
    content[at : at + 12] = b"\xff" * 12
    path.write_bytes(content)
    asked = ["rank", "--profiles", "people.parquet", "--n", "1", "--block", "20", "--jobs", "2"]
    result = run(*asked, "--out", "ranked.csv")
    assert result.exit_code == 2
    assert "people.parquet cannot be read as Parquet" in result.stderr
    assert not (tmp_path / "ranked.csv").exists()


def test_without_dask_it_is_said_what_to_install(run, monkeypatch):
    monkeypatch.delitem(sys.modules, "matching.bulk.cluster", raising=False)
    monkeypatch.delattr("matching.bulk.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("rank", "--profiles", "people.csv", "--scheduler", "tcp://127.0.0.1:1")
    assert result.exit_code == 2
    assert "pip install 'missionmatch[cluster]'" in result.stderr


def test_where_no_terminal_is_a_line_says_now_and_then_what_is_left(monkeypatch, capsys):
    seconds = iter([0, 10, 31, 40, 100])
    monkeypatch.setattr(time, "monotonic", lambda: next(seconds))
    with counting("Ranking", "people", 1_000, before=400) as advance:
        for _ in range(4):
            advance(100)
    assert capsys.readouterr().err.splitlines() == [
        "600 of about 1,000 people, about 1 minute left",
        "800 of about 1,000 people, less than a minute left",
    ]
