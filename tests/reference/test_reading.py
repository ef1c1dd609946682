"""Reading the data folder: small hand-made rows with one oddity each, and broken real files."""

import math
import shutil

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.errors import DataError, HeaderError, MatchingError, VocabularyError
from matching.reference.reading import check, read_languages, read_reference
from tests.builders import reference_of
from tests.examples import examples

ORGANIZATIONS = """\
org_id,name,website,kind,hq_country,faith,faith_requirement,focus_areas,countries,founded,\
summary,source_url,source_date,read_on
hope,Hope Hospital,https://hope.example.org,hospital,KE,evangelical,christian,surgery|child-health,\
KE|TZ,1927,Runs a hospital.,https://hope.example.org/about,2018,2026-11-23
quiet,Quiet Ones,,ngo,,,,,,,,https://quiet.example.org,,
"""
ROLES = """\
role_id,org_id,title,professions,specialties,focus_areas,countries,site,setting,min_weeks,\
max_weeks,months,start_date,end_date,languages,license_required,min_years_experience,trainees,\
faith_requirement,funding,cost_usd,family,positions,status,summary,source_url,source_date,read_on
hope--surgeon,hope,Surgeon,physician,general-surgery,surgery,UG,Hope,hospital|ship,1.4,4,2|11,\
2026-02,2026-03-15,en|fr:required|sw:helpful,yes,2,no,respect,self-funded|stipend,1500,yes,3,open,\
Operates.,https://hope.example.org/jobs,2017-09,2026-11-23
hope--nurse,hope,Nurse,nurse,,,,,,,,,,,,,,,,,,,,ongoing,,https://hope.example.org/jobs,,
quiet--nurse,quiet,Nurse,nurse,,,,,,,,,,,,,,,,,,,,past,,https://quiet.example.org,,
"""
ARTICLES = """\
article_id,title,url,publisher,author,published,kind,professions,specialties,focus_areas,\
countries,stage,summary,read_on
going,Going,https://example.org/going,Example,,2017-09,guide,nurse,,,KE,exploring,How to go.,\
2026-11-23
"""
TEXTS = {"organizations.csv": ORGANIZATIONS, "roles.csv": ROLES, "articles.csv": ARTICLES}


@pytest.fixture
def folder(tmp_path, data_folder):
    """Two organizations (`quiet` says nothing), three roles, one article."""
    shutil.copy(data_folder / "vocabulary.yaml", tmp_path)
    shutil.copytree(data_folder / "reference", tmp_path / "reference")
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def real(tmp_path, data_folder):
    """A copy of the published folder, to be broken."""
    return shutil.copytree(data_folder, tmp_path / "data")


def replace(path, old, new):
    content = path.read_bytes()
    old, new = (part.encode() if isinstance(part, str) else part for part in (old, new))
    assert content.count(old) >= 1, f"{old!r} is not in {path.name}"
    path.write_bytes(content.replace(old, new, 1))


def problems(folder):
    return [str(problem) for problem in reference_of(folder).problems]


class TestFrames:
    def test_rows_are_indexed_by_their_id_which_is_also_a_column(self, folder):
        roles = reference_of(folder).roles
        assert roles.index.tolist() == ["hope--surgeon", "hope--nurse", "quiet--nurse"]
        assert roles["role_id"].tolist() == roles.index.tolist()
        assert roles.sort_values("role_id").index[0] == "hope--nurse"

    def test_stated_values_have_the_kind_of_their_column(self, folder):
        role = reference_of(folder).roles.loc["hope--surgeon"]
        assert role["setting"] == ("hospital", "ship")
        assert role["months"] == (2, 11)
        assert role["languages"] == ("en", "fr:required", "sw:helpful")
        assert role["min_weeks"] == 1.4
        assert role["positions"] == 3
        assert role["trainees"] == "no"

    def test_unsaid_values_are_empty_text_nan_nat_and_the_empty_tuple(self, folder):
        role = reference_of(folder).roles.loc["hope--nurse"]
        assert role["site"] == ""
        assert math.isnan(role["min_weeks"])
        assert role["specialties"] == role["months"] == ()
        assert role["start_date"] == ""
        assert pd.isna(role["start_date_first"])
        assert pd.isna(role["start_date_last"])

    def test_vague_date_keeps_its_text_beside_first_and_last_day(self, folder):
        reference = reference_of(folder)
        role = reference.roles.loc["hope--surgeon"]
        assert role["start_date"] == "2026-02"
        assert role["start_date_first"] == pd.Timestamp("2026-02-01")
        assert role["start_date_last"] == pd.Timestamp("2026-02-28")
        assert role["end_date_first"] == role["end_date_last"] == pd.Timestamp("2026-03-15")
        assert reference.organizations.loc["hope", "source_date_last"] == pd.Timestamp("2018-12-31")

    def test_role_takes_from_its_organization_only_what_it_leaves_open(self, folder):
        roles = reference_of(folder).roles
        surgeon, nurse, quiet = (roles.loc[name] for name in roles.index)
        assert (surgeon["org_name"], surgeon["faith"]) == ("Hope Hospital", "evangelical")
        assert (surgeon["faith_required"], nurse["faith_required"]) == ("respect", "christian")
        assert (surgeon["where"], surgeon["where_is_organizations"]) == (("UG",), False)
        assert (nurse["where"], nurse["where_is_organizations"]) == (("KE", "TZ"), True)
        assert (quiet["where"], quiet["where_is_organizations"]) == ((), False)
        assert (quiet["faith"], quiet["faith_required"]) == ("", "")

    @pytest.mark.parametrize("name", TEXTS)
    def test_table_of_a_header_alone_gives_an_empty_frame_of_the_same_kinds(self, folder, name):
        frames = {"organizations.csv": "organizations", "roles.csv": "roles"}
        frame = frames.get(name, "articles")
        full = getattr(reference_of(folder), frame)
        (folder / "roles.csv").write_text(ROLES.splitlines()[0])
        (folder / name).write_text(TEXTS[name].splitlines()[0])
        reference = reference_of(folder)
        assert reference.problems == []
        assert getattr(reference, frame).empty
        assert (getattr(reference, frame).dtypes == full.dtypes).all()

    def test_columns_may_stand_in_any_order(self, folder):
        expected = reference_of(folder)
        for name in TEXTS:
            frame = pd.read_csv(folder / name, dtype=str, keep_default_na=False)
            frame[frame.columns[::-1]].to_csv(folder / name, index=False)
        reference = reference_of(folder)
        assert reference.problems == []
        pd.testing.assert_frame_equal(reference.roles, expected.roles)

    def test_white_space_around_values_and_items_is_taken_off(self, folder):
        replace(folder / "organizations.csv", "KE|TZ", " KE | TZ\u00a0")
        replace(folder / "organizations.csv", "Hope Hospital", "\tHope Hospital ")
        organization = reference_of(folder).organizations.loc["hope"]
        assert organization["countries"] == ("KE", "TZ")
        assert organization["name"] == "Hope Hospital"

    def test_item_given_twice_counts_once(self, folder):
        replace(folder / "organizations.csv", "KE|TZ", "KE|TZ|KE")
        replace(folder / "roles.csv", "2|11", "2|11|02")
        reference = reference_of(folder)
        assert reference.organizations.loc["hope", "countries"] == ("KE", "TZ")
        assert reference.roles.loc["hope--surgeon", "months"] == (2, 11)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (",1.4,4,", ",4,4,"),
            (",1.4,4,", ",0,5200,"),
            ("2026-02,2026-03-15", "2026-03-15,2026-03-15"),
            ("2026-02,2026-03-15", "2026-03-15,2026-03"),
            ("2026-02,2026-03-15", "2026,2026-03"),
        ],
    )
    def test_values_that_only_just_fit_are_good(self, folder, old, new):
        replace(folder / "roles.csv", old, new)
        assert problems(folder) == []


WHAT_IS_SAID = [
    # file, old, new, message without the name of the file
    ("roles.csv", "general-surgery", "general-sugery",
     "line 2, specialties: found 'general-sugery', expected the id of a specialty; "
     "did you mean 'general-surgery'?"),
    ("roles.csv", ",physician,", ",physician|wizard,",
     "line 2, professions: found 'wizard', expected the id of a profession, such as "
     "physician, dentist, optometrist"),
    ("roles.csv", ",physician,", ",,",
     "line 2, professions: found nothing, expected a value; this cell is never empty"),
    ("roles.csv", ",UG,", ",ug,",
     "line 2, countries: found 'ug', expected a country code of two letters, such as KE; "
     "Uganda is UG"),
    ("roles.csv", ",UG,", ",XX,",
     "line 2, countries: found 'XX', expected a country code of two letters, such as KE"),
    ("organizations.csv", ",KE,", ",Kenya,",
     "line 2, hq_country: found 'Kenya', expected a country code of two letters, such as KE; "
     "Kenya is KE"),
    ("organizations.csv", "KE|TZ", "KE||TZ",
     "line 2, countries: found 'KE||TZ', expected items separated by single '|', "
     "none of them blank"),
    ("organizations.csv", "evangelical", "evangelist",
     "line 2, faith: found 'evangelist', expected the id of a faith; did you mean 'evangelical'?"),
    ("organizations.csv", ",1927,", ",19th century,",
     "line 2, founded: found '19th century', expected a year such as 1978"),
    ("organizations.csv", "https://hope.example.org,", "www.hope.example.org,",
     "line 2, website: found 'www.hope.example.org', expected a web address that begins with "
     "https:// or http://"),
    ("organizations.csv", "https://hope.example.org,", "javascript:alert(1),",
     "line 2, website: found 'javascript:alert(1)', expected a web address that begins with "
     "https:// or http://"),
    ("organizations.csv", "https://hope.example.org,", "ftp://hope.example.org,",
     "line 2, website: found 'ftp://hope.example.org', expected a web address that begins with "
     "https:// or http://"),
    ("organizations.csv", "hope,", "Hope!,",
     "line 2, org_id: found 'Hope!', expected an id of lower case letters, digits and hyphens, "
     "such as mercy-ships"),
    ("roles.csv", ",1.4,", ",-1,",
     "line 2, min_weeks: found '-1', expected a number of weeks from 0 to 5,200, digits only, "
     "such as 4"),
    ("roles.csv", ",1.4,", ",9999,",
     "line 2, min_weeks: found '9999', expected a number of weeks from 0 to 5,200"),
    ("roles.csv", ",1.4,4,", ",1.4,1,",
     "line 2, max_weeks: found '1', expected no less than min_weeks, which is 1.4"),
    ("roles.csv", ",3,open", ",2.5,open",
     "line 2, positions: found '2.5', expected a whole number of openings from 0 to 100,000"),
    ("roles.csv", ",1500,", ",$1500,",
     "line 2, cost_usd: found '$1500', expected a number of US dollars from 0 to 1,000,000, "
     "digits only, such as 4"),
    ("roles.csv", "2|11", "2|13",
     "line 2, months: found '13', expected a month from 1 to 12"),
    ("roles.csv", "2026-02,", "2026-13,",
     "line 2, start_date: found '2026-13', expected a date such as 2026-03-01, 2026-03 or 2026"),
    ("roles.csv", "2026-02,", "2026-02-30,",
     "line 2, start_date: found '2026-02-30', expected a date such as 2026-03-01, 2026-03 or "
     "2026"),
    ("roles.csv", "2026-02,2026-03-15", "2026-05,2026-04",
     "line 2, end_date: found '2026-04', expected a date not before start_date, 2026-05"),
    ("roles.csv", "fr:required", "french:required",
     "line 2, languages: found 'french:required', expected a language code of two letters, such "
     "as sw; French is fr"),
    ("roles.csv", "fr:required", "fr:requierd",
     "line 2, languages: found 'fr:requierd', expected fr, fr:required, fr:helpful or "
     "fr:either; did you mean 'required'?"),
    ("roles.csv", "en|fr:required", "fr|fr:required",
     "line 2, languages: found 'fr|fr:required|sw:helpful', expected each language once"),
    ("roles.csv", ",yes,2,", ",Yes,2,",
     "line 2, license_required: found 'Yes', expected yes or no"),
    ("roles.csv", ",open,", ",closed,",
     "line 2, status: found 'closed', expected the id of a status: ongoing, open, past"),
    ("roles.csv", "hope--surgeon,", "surgeon,",
     "line 2, role_id: found 'surgeon', expected an id that begins with its org_id and two "
     "hyphens"),
    ("roles.csv", "quiet--nurse,quiet", "quite--nurse,quite",
     "line 4, org_id: found 'quite', expected an organization of organizations.csv; did you mean "
     "'quiet'?"),
    ("roles.csv", "hope--nurse", "hope--surgeon",
     "line 3, role_id: found 'hope--surgeon', expected an id used once; line 2 has it too"),
    ("articles.csv", ",guide,", ",blog,",
     "line 2, kind: found 'blog', expected the id of a kind of article: article, event, guide, "
     "podcast, research, story, video"),
    ("articles.csv", "exploring", "explore",
     "line 2, stage: found 'explore', expected the id of a stage; did you mean 'exploring'?"),
    ("articles.csv", ",2017-09,", ",September 2017,",
     "line 2, published: found 'September 2017', expected a date such as 2026-03-01, 2026-03 or "
     "2026"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "message"), WHAT_IS_SAID)
def test_faulty_cell_is_named_with_what_would_be_right(folder, name, old, new, message):
    replace(folder / name, old, new)
    assert problems(folder)[0] == f"{name}, {message}"


class TestFaultyRows:
    def test_good_rows_are_kept(self, folder):
        replace(folder / "roles.csv", "general-surgery", "general-sugery")
        assert reference_of(folder).roles.index.tolist() == ["hope--nurse", "quiet--nurse"]

    def test_everything_wrong_with_a_row_is_reported(self, folder):
        replace(folder / "roles.csv", ",UG,Hope,hospital|ship,1.4,", ",UK,Hope,house|ship,many,")
        assert [line.split(": found")[0] for line in problems(folder)] == [
            "roles.csv, line 2, countries",
            "roles.csv, line 2, setting",
            "roles.csv, line 2, min_weeks",
        ]

    def test_role_of_an_organization_that_was_left_out_says_so(self, folder):
        replace(folder / "organizations.csv", ",ngo,", ",club,")
        assert problems(folder)[1] == (
            "roles.csv, line 4, org_id: found 'quiet', expected an organization of "
            "organizations.csv; its row, line 3 of organizations.csv, was itself left out"
        )

    def test_role_of_an_organization_that_could_not_be_read_says_so(self, folder):
        replace(folder / "organizations.csv", "Quiet Ones", b"Quiet\xe9")
        assert problems(folder)[1] == (
            "roles.csv, line 4, org_id: found 'quiet', expected an organization of "
            "organizations.csv, some rows of which could not be read"
        )

    def test_first_row_of_an_id_is_kept(self, folder):
        replace(folder / "roles.csv", "hope--nurse", "hope--surgeon")
        roles = reference_of(folder).roles
        assert roles.loc["hope--surgeon", "title"] == "Surgeon"
        assert len(roles) == 2

    def test_every_repetition_names_the_first_row_of_the_id(self, folder):
        replace(folder / "roles.csv", "hope--nurse", "hope--surgeon")
        with (folder / "roles.csv").open("a") as file:
            file.write(ROLES.splitlines()[2].replace("hope--nurse", "hope--surgeon"))
        assert [line.partition("; ")[2] for line in problems(folder)] == ["line 2 has it too"] * 2

    def test_list_of_very_many_items_is_one_problem(self, folder):
        replace(folder / "organizations.csv", "KE|TZ", "|".join(["XX"] * 5000))
        about_organizations = [line for line in problems(folder) if line.startswith("org")]
        assert len(about_organizations) == 1
        assert about_organizations[0].endswith("expected at most 300 items instead of 5000")


class TestWholeFiles:
    def test_missing_file_is_named_with_its_folder(self, folder):
        (folder / "roles.csv").unlink()
        with pytest.raises(DataError, match=r"There is no file roles\.csv in the folder .*; check"):
            read_reference(folder)

    def test_missing_folder_is_an_error_of_ours(self, tmp_path):
        with pytest.raises(VocabularyError, match=r"^vocabulary\.yaml cannot be read: No such"):
            read_reference(tmp_path / "nowhere")

    def test_folder_in_place_of_a_file_is_an_error_of_ours(self, folder):
        (folder / "roles.csv").unlink()
        (folder / "roles.csv").mkdir()
        with pytest.raises(DataError, match=r"^roles\.csv cannot be read: Is a directory\.$"):
            read_reference(folder)

    @pytest.mark.parametrize("name", ["countries.csv", "country_health_need.csv", "languages.csv"])
    def test_faulty_table_of_the_reference_folder_is_an_error(self, folder, name):
        path = folder / "reference" / name
        path.write_bytes(path.read_bytes() + b'"\n')
        with pytest.raises(DataError, match=rf"^{name}, line \d+: found '\"', expected quotes"):
            read_reference(folder)

    def test_countries_given_twice_are_an_error(self, folder):
        path = folder / "reference" / "countries.csv"
        path.write_text(path.read_text(encoding="utf-8") * 1 + "KE,,,,,,,,,\n", encoding="utf-8")
        with pytest.raises(DataError, match=r"^countries\.csv: expected one row for each country"):
            read_reference(folder)

    def test_density_that_is_no_number_is_an_error(self, folder):
        replace(folder / "reference" / "country_health_need.csv", "AF,2.54", "AF,few")
        with pytest.raises(DataError, match=r"country_health_need\.csv: .*few.*expected a number"):
            read_reference(folder)

    def test_language_without_code_is_an_error(self, folder):
        replace(folder / "reference" / "languages.csv", "aa,Afar", ",Afar")
        with pytest.raises(DataError, match=r"^languages\.csv: expected one row for each language"):
            read_languages(folder / "reference" / "languages.csv")


# Line 2 of each real file holds these texts.
REAL = {
    "organizations.csv": {
        "id": "abwe,", "second id": "academy-of-lds-dentists,", "ids": "primary-care|surgery",
        "date": "2026-11-23", "country": "TG|BD|CM", "text": "Baptist mission agency",
        "rows": 528,
    },
    "roles.csv": {
        "id": "academy-of-lds-dentists--service-project,", "second id": "addis-clinic--ent,",
        "ids": "oral-health|medical-education", "date": "2007-08-11,2026-11-23",
        "country": ",,,mobile-clinic", "text": "Members, and a few colleagues", "rows": 1459,
    },
    "articles.csv": {
        "id": "working-with-human-trafficking-victims,",
        "second id": "why-global-health-mission-trips-are-important,",
        "ids": "human-trafficking|trauma-informed-care", "date": "2026-11-23",
        "country": ",,training|faith,any", "text": "Argues that care", "rows": 660,
    },
}  # fmt: skip


@pytest.fixture(params=REAL)
def name(request):
    return request.param


class TestBrokenRealFiles:
    """Each real file broken in one place costs one row, and the message says which."""

    def break_second_line(self, real, name, what, new):
        replace(real / name, REAL[name][what], new)
        reference = reference_of(real)
        frame = getattr(reference, name.removesuffix(".csv"))
        assert len(frame) == REAL[name]["rows"] - 1
        return [str(problem) for problem in reference.problems if problem.file == name]

    def test_wrong_header(self, real, name):
        replace(real / name, "focus_areas", "focus_aeras")
        with pytest.raises(HeaderError) as caught:
            read_reference(real)
        message = str(caught.value)
        assert message.startswith(
            f"{name}, line 1: unknown column 'focus_aeras' (did you mean 'focus_areas'?); "
            f"column 'focus_areas' is missing. Found: "
        )
        assert "focus_aeras" in message.split("Expected: ")[0]
        assert "focus_areas" in message.split("Expected: ")[1]
        assert message.endswith(
            "Correct the first line of the file: every column is needed, and no other."
        )

    def test_unknown_id(self, real, name):
        first = REAL[name]["ids"].split("|")[0]
        wrong = first.replace("-", "", 1)
        (message,) = self.break_second_line(
            real, name, "ids", REAL[name]["ids"].replace(first, wrong)
        )
        assert message == (
            f"{name}, line 2, focus_areas: found '{wrong}', expected the id of a focus area; "
            f"did you mean '{first}'?"
        )

    def test_bad_date(self, real, name):
        (message,) = self.break_second_line(
            real, name, "date", REAL[name]["date"].replace("2026-11-23", "23/11/2026")
        )
        assert message == (
            f"{name}, line 2, read_on: found '23/11/2026', expected a date such as 2026-03-01, "
            f"2026-03 or 2026"
        )

    def test_duplicate_id(self, real, name):
        first = REAL[name]["id"]
        replace(real / name, f"\n{REAL[name]['second id']}", f"\n{first}")
        messages = [line for line in problems(real) if line.startswith(name)]
        assert any(
            line.endswith(f"found '{first[:-1]}', expected an id used once; line 2 has it too")
            and line.startswith(f"{name}, line 3, ")
            for line in messages
        )

    def test_wrong_country_code(self, real, name):
        country = REAL[name]["country"]
        wrong = country.replace("TG", "UK") if "TG" in country else country.replace(",", ",UK", 1)
        (message,) = self.break_second_line(real, name, "country", wrong)
        assert message == (
            f"{name}, line 2, countries: found 'UK', expected a country code of two letters, "
            f"such as KE; United Kingdom of Great Britain and Northern Ireland is GB"
        )

    def test_nul_bytes(self, real, name):
        text = REAL[name]["text"]
        (message,) = self.break_second_line(real, name, "text", f"\0{text}")
        assert message.startswith(f"{name}, line 2, summary: found '\\x00{text[:18]}")
        assert message.endswith(r"expected text without control characters such as \x00")

    def test_cell_of_50_million_characters(self, real, name):
        text = REAL[name]["text"]
        (message,) = self.break_second_line(real, name, "text", text + "x" * 50_000_000)
        beginning = REAL[name]["id"][:30]
        assert message.startswith(f"{name}, line 2: found '{beginning}")
        assert "expected cells of at most 20,000 characters (the line has 50,000," in message

    def test_windows_1252_text(self, real, name):
        text = REAL[name]["text"]
        (message,) = self.break_second_line(real, name, "text", f"José’s {text}".encode("cp1252"))
        assert message.startswith(f"{name}, line 2, summary: found 'José’s {text}")
        assert message.endswith(
            "expected UTF-8 text; this looks like Windows-1252: save the file as UTF-8"
        )

    def test_open_quote(self, real, name):
        lines = (real / name).read_bytes().split(b"\n")
        lines[1] = lines[1].replace(b'"', b"").replace(b",", b',"', 1)
        (real / name).write_bytes(b"\n".join(lines))
        reference = read_reference(real)
        assert len(getattr(reference, name.removesuffix(".csv"))) == REAL[name]["rows"] - 1
        first = str(reference.problems[0])
        assert first.startswith(f"{name}, line 2: found '{REAL[name]['id'][:30]}")
        assert first.endswith(
            'expected quotes that are closed (a quote inside a quoted cell is written twice: "")'
        )

    def test_byte_order_mark_and_either_line_end_are_accepted(self, real, name):
        content = (real / name).read_bytes().replace(b"\r\n", b"\n")
        (real / name).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
        assert problems(real) == []


class TestReport:
    def test_counts_of_a_good_folder(self, folder):
        assert check(folder).splitlines() == [
            "organizations.csv: 2 rows read",
            "roles.csv: 3 rows read",
            "articles.csv: 1 row read",
            "No problems.",
        ]

    def test_problems_stand_under_their_file(self, folder):
        replace(folder / "roles.csv", ",UG,Hope,hospital|ship,", ",UG,Hope,house|ship,")
        replace(folder / "articles.csv", ",guide,", ",guides,")
        assert check(folder).splitlines() == [
            "organizations.csv: 2 rows read",
            "roles.csv: 2 rows read, 1 left out",
            "  line 2, setting: found 'house', expected the id of a setting: camp, classroom, "
            "clinic, community, field-base, hospital, mobile-clinic, remote, ship",
            "articles.csv: 0 rows read, 1 left out",
            "  line 2, kind: found 'guides', expected the id of a kind of article; "
            "did you mean 'guide'?",
            "2 problems.",
        ]

    def test_very_many_problems_are_cut_short(self, folder):
        with (folder / "articles.csv").open("a") as file:
            file.write("a,b\n" * 600)
        assert "  and 100 more problems in this file" in check(folder).splitlines()


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory, data_folder):
    """One folder that the generated examples overwrite in turn."""
    path = tmp_path_factory.mktemp("generated")
    shutil.copy(data_folder / "vocabulary.yaml", path)
    shutil.copytree(data_folder / "reference", path / "reference")
    return path


PIECES = st.sampled_from(
    [b",", b'"', b"\n", b"\r\n", b"\r", b"|", b"\0", b"\xe9", b"\xff\xfe", b"hope", b"2026-13",
     b"KE", b"yes", b"1e9", b"-", b"\xef\xbb\xbf", b"\xed\xa0\x80", "é".encode(), b"https://[",
     b"9" * 400, b" ", b"\xe2\x80\xa8"]
)  # fmt: skip
JUNK = st.binary(max_size=200) | st.lists(PIECES, max_size=80).map(b"".join)


@pytest.mark.parametrize("broken", [*TEXTS, "vocabulary.yaml", "reference/countries.csv"])
@examples(20)
@given(junk=JUNK, whole=st.booleans())
def test_random_bytes_raise_nothing_but_errors_of_ours(shared_folder, broken, junk, whole):
    for name, text in TEXTS.items():
        (shared_folder / name).write_text(text, encoding="utf-8")
    path = shared_folder / broken
    before = path.read_bytes()
    path.write_bytes(junk if whole else before + junk)
    try:
        reading = reference_of if broken in TEXTS else read_reference
        messages = [str(problem) for problem in reading(shared_folder).problems]
    except MatchingError as error:
        messages = [str(error)]
    finally:
        path.write_bytes(before)
    assert all(message.isprintable() for message in messages)
