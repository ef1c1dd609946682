import csv
import io

from matching.services import professional, recruiter
from tests.services.conftest import ROLE
from tests.store.rows import NOW


def rows_of(file):
    return {row["account_id"]: row for row in csv.DictReader(io.StringIO(file.decode("utf-8-sig")))}


def test_what_nobody_said_is_an_empty_cell(store, actors, recommender):
    """Omar shows interest, does not fit and has no rank; Amina fits and did not show interest."""
    surgeon = {"profession": "physician", "specialties": ["general-surgery"]}
    visible = {"visibility": "anonymous", "agreed": True}
    professional.save_profile(store, actors.amina, surgeon, **visible, now=NOW)
    professional.save_profile(store, actors.omar, {"profession": "nurse"}, now=NOW)
    professional.show_interest(store, actors.omar, ROLE, now=NOW)
    file = recruiter.export_candidates_csv(store, actors.ben, ROLE, recommender, now=NOW)
    amina, omar = (rows_of(file)[name] for name in ("amina", "omar"))
    assert (amina["rank"], omar["rank"]) == ("1", "")
    assert (amina["days_since_interest"], omar["days_since_interest"]) == ("", "0")
    assert not {"nan", "None", "NaT", "<NA>"} & {*amina.values(), *omar.values()}
