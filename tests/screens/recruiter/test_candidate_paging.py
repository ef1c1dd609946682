import pandas as pd

from matching.screens.recruiter.candidate_paging import unsaid

LICENCE, DATES, STAY = "Have they a licence?", "When are they free?", "How long can they stay?"


def told(*questions):
    return pd.DataFrame({"account_id": range(len(questions)), "questions": list(questions)})


def test_what_nobody_said_is_said_once_and_on_no_card():
    left, once = unsaid(told((LICENCE, DATES), (LICENCE,), (LICENCE, STAY)))
    assert once == [f"{LICENCE} Nobody of these 3 has said."]
    assert left["questions"].tolist() == [(DATES,), (), (STAY,)]
    assert left["answered"].tolist() == [(), (), ()]


def test_the_one_who_said_what_the_others_did_not_has_it_on_the_card():
    left, once = unsaid(told(*[(LICENCE,)] * 9, (DATES,)))
    assert once == [f"{LICENCE} Only 1 of these 10 has said."]
    assert left["answered"].tolist() == [()] * 9 + [(LICENCE,)]
    assert left["questions"].tolist() == [()] * 9 + [(DATES,)]


def test_few_cards_keep_their_questions():
    left, once = unsaid(told((LICENCE,), (LICENCE,)))
    assert (once, left["questions"].tolist()) == ([], [(LICENCE,), (LICENCE,)])
