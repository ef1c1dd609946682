"""The command line: results, messages and exit codes."""

import csv
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from typer.testing import CliRunner

from matching.cli import app
from matching.comparison.bands import BANDS, FOLDED, MEETS, NEAR
from matching.comparison.weight_set import WeightSet

PROFILES = """\
profile_id,profession,focus_areas,max_weeks
good,dentist,oral-health,2
wrong,dentits,oral-health,2
odd,nurse,oral-helth,2
fine,nurse,child-health,52
"""
PERSON = """\
profession: dentist
focus_areas: [oral-health]
regions: [Eastern Africa]
languages: [en:native]
max_weeks: 2
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Call `missionmatch` in an empty folder with two files of people."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "profiles.csv").write_text(PROFILES, encoding="utf-8")
    (tmp_path / "person.yaml").write_text(PERSON, encoding="utf-8")

    def call(*arguments):
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return call


@pytest.fixture
def data(tmp_path, data_folder):
    """A copy of the data folder, to be broken."""
    return shutil.copytree(data_folder, tmp_path / "copy")


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


class TestRankMany:
    def test_good_rows_are_written_and_faulty_ones_named(self, run, tmp_path):
        result = run("rank", "--profiles", "profiles.csv", "--n", 3, "--out", "ranked.csv")
        assert result.exit_code == 1
        assert result.stdout == ""
        assert "profiles.csv, line 3, profession: found 'dentits', expected" in result.stderr
        assert "profiles.csv, line 4, focus_areas: found 'oral-helth', expected" in result.stderr
        assert "2 ranked, 2 left out." in result.stderr
        header, *rows = rows_of(tmp_path / "ranked.csv")
        assert header == ["profile_id", "rank", "role_id", "score", "band"]
        assert [row[:2] for row in rows] == [
            [person, rank] for person in ("good", "fine") for rank in "123"
        ]
        scores = [float(row[3]) for row in rows]
        assert scores[:3] == sorted(scores[:3], reverse=True)
        assert all(0 <= score <= 100 for score in scores)

    def test_good_file_gives_exit_code_0_and_csv_on_the_terminal(self, run, tmp_path):
        (tmp_path / "two.csv").write_text("profession\ndentist\nnurse\n")
        result = run("rank", "--profiles", "two.csv", "--n", 1)
        assert result.exit_code == 0
        assert result.stderr == ""
        assert [line.split(",")[0] for line in result.stdout.splitlines()] == [
            "profile_id", "row-2", "row-3",
        ]  # fmt: skip

    def test_50_roles_a_person_unless_said_otherwise(self, run, tmp_path):
        (tmp_path / "one.csv").write_text("profession\nphysician\n")
        result = run("rank", "--profiles", "one.csv")
        assert len(result.stdout.splitlines()) == 51

    def test_same_input_gives_the_same_file(self, run, tmp_path):
        for name in ("one.csv", "two.csv"):
            run("rank", "--profiles", "profiles.csv", "--out", name)
        assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()

    def test_people_to_whom_nothing_is_open_are_named(self, run, tmp_path, data):
        header, *rows = rows_of(data / "roles.csv")
        past = [row for row in rows if row[header.index("status")] == "past"]
        with (data / "roles.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *past])
        (tmp_path / "two.csv").write_text("profile_id,profession\nann,nurse\nbo,dentist\n")
        result = run("rank", "--profiles", "two.csv", "--out", "ranked.csv", "--data", data)
        assert result.stderr == "No role is open to ann and bo.\n"
        assert result.exit_code == 0
        assert rows_of(tmp_path / "ranked.csv") == [
            ["profile_id", "rank", "role_id", "score", "band"]
        ]


class TestRankOne:
    def test_list_says_why_and_what_to_ask(self, run):
        result = run("rank", "--profile", "person.yaml", "--n", 2)
        assert result.exit_code == 0
        assert result.stdout.startswith("Dentist · up to 2 weeks · Eastern Africa · Oral health\n")
        assert re.search(r"meets? all you asked\. .* The first 2:", " ".join(result.stdout.split()))
        assert "+  It is about oral health, which you care about." in result.stdout
        assert "?  " in result.stdout
        assert "To read" in result.stdout

    def test_list_is_told_by_band_and_the_third_is_left_out(self, run):
        said = run("rank", "--profile", "person.yaml", "--n", 500).stdout
        answer = json.loads(run("rank", "--profile", "person.yaml", "--n", 500, "--json").stdout)
        bands = {match["role_id"]: match["band"] for match in answer["matches"]}
        ids = [line.strip() for line in said.splitlines() if line.strip() in bands]
        assert [bands[role_id] for role_id in ids] == sorted(
            band for band in bands.values() if band < FOLDED
        )
        first = said.index(f"\n{BANDS[MEETS]}\n"), said.index(f"\n{BANDS[NEAR]}\n")
        assert first == tuple(sorted(first))
        assert "match · " in said
        assert " for who is flexible: in the table or JSON that --out writes" in said

    def test_what_moved_for_variety_says_by_which_numbers(self, run, tmp_path):
        fields = WeightSet.default().model_dump()
        said = []
        for most in (1.0, 10.0):
            fields["variety"] = {"most_of_one": most, "widest_gap": 12.5}
            (tmp_path / "weights.json").write_text(WeightSet(**fields).to_json())
            result = run("rank", "--profile", "person.yaml", "--weights", "weights.json")
            said.append(" ".join(result.stdout.split()))
        assert "for variety among the first ten." in said[0]
        assert (
            "For variety, at most 1 role of one organization is among the first ten while one of "
            "another trails by no more than 12.5 points."
        ) in said[0]
        assert "variety" not in said[1]

    def test_text_is_plain_and_fits_the_width(self, run):
        result = run("rank", "--profile", "person.yaml")
        assert "\x1b" not in result.stdout
        assert all(len(line) <= 80 for line in result.stdout.splitlines())
        assert not [line for line in result.stdout.splitlines() if line != line.rstrip()]

    def test_json_has_points_that_add_up_to_the_score(self, run):
        result = run("rank", "--profile", "person.yaml", "--n", 3, "--json")
        answer = json.loads(result.stdout)
        assert answer["profile_id"] == "person"
        assert [match["rank"] for match in answer["matches"]] == [1, 2, 3]
        for match in answer["matches"]:
            assert sum(match["points"].values()) == pytest.approx(match["score"])
        assert {"reasons", "concerns", "questions", "title"} <= set(answer["matches"][0])
        assert answer["articles"][0]["url"].startswith("http")

    def test_suffix_of_the_file_decides_its_form(self, run, tmp_path):
        for name in ("list.csv", "list.json", "list.txt"):
            result = run("rank", "--profile", "person.yaml", "--n", 2, "--out", name)
            assert (result.exit_code, result.stdout) == (0, "")
        assert rows_of(tmp_path / "list.csv")[1][:2] == ["person", "1"]
        assert len(json.loads((tmp_path / "list.json").read_text("utf-8"))["matches"]) == 2
        assert (tmp_path / "list.txt").read_text("utf-8").startswith("Dentist")

    def test_all_ways_give_the_same_ranking(self, run, tmp_path):
        (tmp_path / "one.csv").write_text(
            "profile_id,profession,focus_areas,regions,languages,max_weeks\n"
            "person,dentist,oral-health,Eastern Africa,en:native,2\n"
        )
        table = run("rank", "--profiles", "one.csv", "--n", 5).stdout
        run("rank", "--profile", "person.yaml", "--n", 5, "--out", "list.csv")
        assert (tmp_path / "list.csv").read_text("utf-8") == table

    def test_faulty_profile_is_told_field_by_field(self, run, tmp_path):
        (tmp_path / "bad.yaml").write_text("profession: dentis\nmin_weeks: many\n")
        result = run("rank", "--profile", "bad.yaml")
        assert result.exit_code == 2
        assert "bad.yaml, profession: found 'dentis'" in result.stderr
        assert "bad.yaml, min_weeks: found 'many'" in result.stderr
        assert result.stdout == ""


class TestWriting:
    def test_file_is_replaced_as_a_whole_and_keeps_its_mode(self, run, tmp_path):
        out = tmp_path / "ranked.csv"
        out.write_text("old")
        out.chmod(0o640)
        assert run("rank", "--profile", "person.yaml", "--out", out).exit_code == 0
        assert out.read_text().startswith("profile_id,")
        assert out.stat().st_mode & 0o777 == 0o640
        assert {path.name for path in tmp_path.iterdir()} == {
            "person.yaml", "profiles.csv", "ranked.csv",
        }  # fmt: skip

    def test_old_file_stays_when_nothing_was_done(self, run, tmp_path):
        (tmp_path / "ranked.csv").write_text("old")
        assert run("rank", "--profile", "nobody.yaml", "--out", "ranked.csv").exit_code == 2
        assert (tmp_path / "ranked.csv").read_text() == "old"

    def test_link_stays_a_link(self, run, tmp_path):
        (tmp_path / "real.csv").write_text("old")
        (tmp_path / "link.csv").symlink_to("real.csv")
        run("rank", "--profile", "person.yaml", "--out", "link.csv")
        assert (tmp_path / "link.csv").is_symlink()
        assert (tmp_path / "real.csv").read_text().startswith("profile_id,")

    def test_no_file_is_left_behind_by_a_failure(self, run, tmp_path, monkeypatch):
        monkeypatch.setattr("os.umask", lambda mask: (_ for _ in ()).throw(OSError(28, "full")))
        result = run("rank", "--profile", "person.yaml", "--out", "new.csv")
        assert (result.exit_code, result.stderr) == (2, "full\n")
        assert not [path for path in tmp_path.iterdir() if "new" in path.name]


MISUSE = [
    # arguments, part of the message
    (["rank"], "--profiles FILE or --profile FILE"),
    (["rank", "--profile", "person.yaml", "--profiles", "profiles.csv"], "Give either"),
    (["rank", "--profiles", "profiles.csv", "--json"], "--json goes with --profile"),
    (["rank", "--profile", "nobody.yaml"], "There is no file nobody.yaml."),
    (["rank", "--profiles", "nobody.csv"], "There is no file nobody.csv."),
    (["rank", "--profile", "profiles.csv"], "give it with --profiles"),
    (["rank", "--profiles", "person.yaml"], "give one person with --profile"),
    (["rank", "--profile", "."], ". is a folder, not a file."),
    (["rank", "--profile", "person.yaml", "--n", "0"], "'--n'"),
    (["rank", "--profile", "person.yaml", "--data", "none"], "There is no folder none."),
    (["rank", "--profile", "person.yaml", "--data", "."], "vocabulary.yaml cannot be read"),
    (["rank", "--profile", "person.yaml", "--weights", "none"], "There is no file none."),
    (["rank", "--profile", "person.yaml", "--weights", "person.yaml"], "person.yaml: The weight"),
    (["rank", "--profile", "person.yaml", "--out", "no/x.csv"], "There is no folder"),
    (["rank", "--profile", "person.yaml", "--out", "."], "is a folder; give the name of a file"),
    (["evaluate", "--k", "0"], "'--k'"),
    (["evaluate", "--judgments", "none.csv"], "There is no file none.csv."),
    (["evaluate", "--judgments", "profiles.csv"], "profiles.csv, line 1: unknown column"),
    (["check-data", "none"], "There is no folder none."),
    (["serve", "--port", "99999"], "'--port'"),
    (["serve", "--host", "no host"], "This machine has no address 'no host'"),
]


@pytest.mark.parametrize(("arguments", "message"), MISUSE, ids=lambda v: str(v)[:60])
def test_misuse_gives_one_message_and_exit_code_2(run, arguments, message):
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""


def test_undecodable_weights_are_told(run, tmp_path):
    (tmp_path / "weights.json").write_bytes(b"\xff\xff")
    result = run("rank", "--profile", "person.yaml", "--weights", "weights.json")
    assert (result.exit_code, result.stderr) == (2, "weights.json: the file is no UTF-8 text.\n")


def test_version(run):
    result = run("--version")
    assert result.stdout.startswith("missionmatch 0.")


def test_every_command_is_explained(run):
    for command in ("rank", "evaluate", "check-data", "serve"):
        assert command in run("--help").stdout
        assert run(command, "--help").exit_code == 0


class TestCheckData:
    def test_shipped_data_has_no_problem(self, run):
        result = run("check-data")
        assert result.exit_code == 0
        assert "roles.csv: 1,459 rows read" in result.stdout
        assert "judgments/first: 37 profiles and 1,329 judgments read" in result.stdout
        assert "judgments/fourth: 40 profiles and 834 judgments read" in result.stdout

    def test_faulty_row_is_named_and_exit_code_is_1(self, run, data):
        roles = data / "roles.csv"
        roles.write_text(roles.read_text("utf-8").replace(",ongoing,", ",ongoin,", 1), "utf-8")
        result = run("check-data", data)
        assert result.exit_code == 1
        assert "status: found 'ongoin', expected" in result.stdout

    def test_faulty_judgment_is_named_and_exit_code_is_1(self, run, data):
        with (data / "judgments" / "first" / "judgments.csv").open("a", encoding="utf-8") as file:
            file.write("dev-01,nothing--like-it,7,\n")
        result = run("check-data", data)
        assert result.exit_code == 1
        assert "line 1331, grade: found '7', expected a grade from 0 to 3" in result.stdout

    def test_faulty_weights_are_an_error(self, run, data):
        (data / "weights.json").write_text("{}")
        result = run("check-data", data)
        assert result.exit_code == 2
        assert result.stderr.startswith("weights.json: ")

    def test_ranking_with_faulty_data_says_so_and_goes_on(self, run, data):
        roles = data / "roles.csv"
        roles.write_text(roles.read_text("utf-8").replace(",ongoing,", ",ongoin,", 1), "utf-8")
        result = run("rank", "--profile", "person.yaml", "--data", data)
        assert result.exit_code == 0
        assert "left out: 1; see `missionmatch check-data`" in result.stderr


def program(*arguments, **settings):
    """Run the real program as a user does."""
    command = [sys.executable, "-m", "matching.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, text=True, **settings)


def test_real_program_ranks_and_reports(run, tmp_path, repository):
    environment = {**os.environ, "PYTHONPATH": str(repository), "NO_COLOR": "1"}
    result = program(
        *("rank", "--profiles", "profiles.csv", "--n", 2, "--out", "ranked.csv"),
        cwd=tmp_path,
        env=environment,
    )
    assert result.returncode == 1
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.splitlines()[-1] == "2 ranked, 2 left out."
    assert len(rows_of(tmp_path / "ranked.csv")) == 5


def test_ranking_a_person_who_wrote_nothing_imports_little(run, tmp_path, repository):
    slow = {"jinja2", "scipy", "sklearn", "sqlalchemy", "streamlit"}
    code = (
        "import atexit, sys; from matching.cli import main; "
        f"atexit.register(lambda: print({slow} & sys.modules.keys(), file=sys.stderr)); main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "rank", "--profile", "person.yaml"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(repository)},
        text=True,
    )
    assert result.stdout.startswith("Dentist")
    assert result.stderr == "set()\n"


def test_accents_do_not_break_a_terminal_that_cannot_show_them(run, tmp_path, repository):
    environment = {
        **os.environ,
        "PYTHONPATH": str(repository),
        "PYTHONIOENCODING": "ascii",
    }
    result = program("rank", "--profile", "person.yaml", cwd=tmp_path, env=environment)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Dentist ? up to 2 weeks")


@pytest.mark.parametrize("command", [["store", "upgrade"], ["staff", "create", "--email", "x"]])
def test_misspelt_setting_is_said_by_commands_that_read_some(run, monkeypatch, tmp_path, command):
    monkeypatch.setenv("MISSIONMATCH_DATABASE_URL", f"sqlite:///{tmp_path / 'store.db'}")
    monkeypatch.setenv("MISSIONMATCH_DATABSE_URL", "sqlite:///elsewhere.db")
    assert run(*command).stderr.startswith(
        "MISSIONMATCH_DATABSE_URL is no setting of Missionmatch. "
        "Did you mean MISSIONMATCH_DATABASE_URL?\n"
    )


class TestServe:
    @pytest.fixture
    def port(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            return listener.getsockname()[1]

    def test_busy_port_is_told_with_a_way_out(self, run):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            port = listener.getsockname()[1]
            result = run("serve", "--port", port)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"Port {port} is in use")
        assert "missionmatch serve --port" in result.stderr

    @pytest.mark.parametrize(
        ("name", "wrong", "said"),
        [
            ("DEMO", "yes", "MISSIONMATCH_DEMO is 1 for a demo, or else it is not set."),
            ("METRICS_TOKEN", "short", "MISSIONMATCH_METRICS_TOKEN has at least 16 characters"),
            ("PUBLIC_URL", "missions.example", "MISSIONMATCH_PUBLIC_URL is like https://"),
            ("PUBLIC_URL", "https://", "MISSIONMATCH_PUBLIC_URL is like https://"),
            ("PUBLIC_URL", "https://a.example:port", "MISSIONMATCH_PUBLIC_URL is like https://"),
            ("PUBLIC_URL", "https://a.example?x", "MISSIONMATCH_PUBLIC_URL is like https://"),
            ("SECRET", "short", "MISSIONMATCH_SECRET has at least 32 characters."),
            ("SMTP_URL", "mail", "MISSIONMATCH_SMTP_URL cannot be read; write it like smtp://"),
            ("DATABASE_URL", "mysql://x", "There is no database of kind 'mysql' here"),
        ],
    )
    def test_wrong_setting_is_refused_before_anything_is_made(
        self, run, port, monkeypatch, tmp_path, name, wrong, said
    ):
        monkeypatch.setenv("MISSIONMATCH_DATABASE_URL", f"sqlite:///{tmp_path / 'store.db'}")
        monkeypatch.setenv(f"MISSIONMATCH_{name}", wrong)
        result = run("serve", "--port", port)
        assert result.exit_code == 2
        assert result.stderr.startswith(said)
        assert not (tmp_path / "store.db").exists()

    def test_proxy_is_asked_for_where_other_machines_come_in(self, run, monkeypatch):
        monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
        monkeypatch.setenv("MISSIONMATCH_SECERT", "x")
        with socket.socket() as listener:
            listener.bind(("0.0.0.0", 0))
            listener.listen()
            port = listener.getsockname()[1]
            result = run("serve", "--host", "0.0.0.0", "--port", port)
        name, proxy, busy = result.stderr.splitlines()
        assert name.endswith("Did you mean MISSIONMATCH_SECRET?")
        assert proxy.startswith("Other machines can reach 0.0.0.0.")
        assert busy.startswith(f"Port {port} is in use")

    @pytest.mark.slow
    @pytest.mark.skipif(os.name != "posix", reason="signals are sent")
    def test_app_answers_and_stops_on_ctrl_c(self, port, tmp_path, repository):
        command = [sys.executable, "-m", "matching.cli", "serve", "--port", str(port)]
        environment = {
            **os.environ,
            "PYTHONPATH": str(repository),
            "MISSIONMATCH_DATABASE_URL": f"sqlite:///{tmp_path / 'store.db'}",
        }
        with subprocess.Popen(
            command,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            try:
                assert answers(f"http://127.0.0.1:{port}/_stcore/health")
            finally:
                process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert f"127.0.0.1:{port}" in said
        assert "Traceback" not in said


def answers(address, seconds=120):
    """Whether an address answers within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2) as response:
                return response.status == 200
        except OSError:
            time.sleep(0.2)
    return False
