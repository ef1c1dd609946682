"""What readers and moderators do about what should not stand there."""

import dataclasses
from datetime import timedelta

import pytest

from matching.authorization import Actor, NotAllowedError
from matching.services import professional, staff
from matching.services.conversation import About
from matching.services.shared.errors import RequestError, TooOftenError
from matching.store import ConflictError, schema
from tests.services.conversation.conftest import MERCY, SURGEON
from tests.store import rows


def test_a_comment_is_reported_hidden_and_restored(talk, actors, moderator):
    comment = talk.say(actors.amina, "They are crooks")
    talk.report_comment(actors.omar, comment, "false", "I was there")
    talk.report_comment(actors.ben, comment, "unkind")
    (waiting,) = talk.reported_comments(moderator)
    assert (waiting.comment.text, waiting.comment.writer) == ("They are crooks", "Amina")
    assert waiting.reasons == {"It is not true": 1, "Unkind or hurtful": 1}
    assert waiting.said == ("I was there",)
    assert (waiting.n_written, waiting.n_hidden) == (0, 0)
    assert "'amina'" not in repr(waiting)

    talk.hide_comment(moderator, comment, "unkind")
    assert talk.reported_comments(moderator) == ()
    for reader in (actors.visitor, actors.omar, actors.sam, moderator):
        assert talk.shown(reader) == []
    (thread,) = talk.conversation(actors.amina, SURGEON).threads
    assert (thread.first.state, thread.first.reason, thread.first.text) == (
        "hidden", "Unkind or hurtful", "They are crooks",
    )  # fmt: skip
    with pytest.raises(RequestError, match="cannot be changed"):
        talk.change_comment(actors.amina, comment, "They are good people")
    (hidden,) = talk.hidden_comments(moderator)
    assert (hidden.comment.text, hidden.hidden_because) == ("They are crooks", "Unkind or hurtful")

    talk.restore_comment(moderator, comment)
    assert talk.shown(actors.visitor) == [("They are crooks", [])]
    with talk.store.reading() as session:
        outcomes = {row.outcome for row in session.query(schema.CommentReportRow)}
    assert outcomes == {"hidden"}


def test_below_what_is_hidden_the_answers_stay_with_a_line_in_its_place(talk, actors, moderator):
    question = talk.ask(actors.amina, "Unkind question")
    answer = talk.answer(actors.omar, question, "A kind answer")
    talk.hide_comment(moderator, question, "unkind")
    assert talk.shown(actors.visitor) == [("hidden", ["A kind answer"])]
    talk.hide_comment(moderator, answer, "other")
    assert talk.shown(actors.visitor) == []


def test_reports_of_many_come_first_and_what_stays_is_gone_from_the_queue(talk, actors, moderator):
    one, two = talk.say(actors.amina, "One"), talk.say(actors.amina, "Two")
    talk.report_comment(actors.omar, one, "other")
    talk.report_comment(actors.omar, two, "other")
    talk.report_comment(actors.ben, two, "other")
    queue = [waiting.comment.text for waiting in talk.reported_comments(moderator)]
    assert queue == ["Two", "One"]
    talk.keep_comment(moderator, two)
    with pytest.raises(ConflictError, match="meanwhile"):
        talk.keep_comment(moderator, two)
    assert [waiting.comment.text for waiting in talk.reported_comments(moderator)] == ["One"]
    assert talk.shown(actors.visitor) == [("Two", []), ("One", [])]


def test_each_reports_once_and_again_after_a_change(talk, actors, moderator):
    comment = talk.say(actors.amina, "Buy this")
    with pytest.raises(RequestError, match="your own"):
        talk.report_comment(actors.amina, comment, "other")
    talk.report_comment(actors.omar, comment, "advertising")
    with pytest.raises(RequestError, match="reported this already"):
        talk.report_comment(actors.omar, comment, "other")
    talk.keep_comment(moderator, comment)
    with pytest.raises(RequestError, match="reported this already"):
        talk.report_comment(actors.omar, comment, "other")
    talk.change_comment(actors.amina, comment, "Buy this at once")
    talk.report_comment(actors.omar, comment, "advertising")
    assert len(talk.reported_comments(moderator)) == 1
    with pytest.raises(RequestError, match="choose a reason"):
        talk.report_comment(actors.ben, comment, "ugly")


def test_nobody_reports_without_end(talk, actors):
    with talk.store.writing() as session:
        for n in range(21):
            comment = {"comment_id": f"c{n}", "kind": "comment", "role_id": SURGEON.id}
            written = {"account_id": "amina", "signature": "name", "text": "x"}
            session.add(schema.CommentRow(**comment, **written, written_at=rows.NOW))
    for n in range(20):
        talk.report_comment(actors.omar, f"c{n}", "other")
    with pytest.raises(TooOftenError, match="enough for today"):
        talk.report_comment(actors.omar, "c20", "other")


def test_what_was_reported_and_then_taken_back_is_still_looked_at(talk, actors, moderator):
    comment = talk.say(actors.amina, "I know where she lives")
    talk.report_comment(actors.omar, comment, "danger")
    talk.take_back_comment(actors.amina, comment)
    talk.now += timedelta(days=2)
    talk.say(actors.omar, "Another")
    (waiting,) = talk.reported_comments(moderator)
    assert (waiting.comment.text, waiting.comment.state) == (
        "I know where she lives", "taken-back",
    )  # fmt: skip
    talk.ban_writer(moderator, comment, "ever", "danger")
    with pytest.raises(RequestError, match="may not write comments or propose tags. The reason"):
        talk.say(actors.amina, "Again")


def test_who_may_not_write_is_told_why_and_for_how_long(talk, actors, moderator):
    comment = talk.say(actors.amina, "Buy this")
    talk.ban_writer(moderator, comment, "day", "advertising")
    banned = talk.conversation(actors.amina, SURGEON).ban
    assert "until 2 December" not in banned
    assert "until 24 December 2026" in banned
    assert "advertising" in banned
    for verb, *args in (
        (talk.say, "Buy that"),
        (talk.change_comment, comment, "Buy that"),
        (talk.put_back_comment, comment),
    ):
        with pytest.raises(RequestError, match="may not write"):
            verb(actors.amina, *args)
    talk.report_comment(actors.omar, comment, "other")
    assert [one.is_banned for one in talk.reported_comments(moderator)] == [True]
    (ban,) = talk.bans(moderator)
    assert (ban.writer, ban.reason) == ("Amina", "Advertising")
    assert "'amina'" not in repr(ban)
    talk.lift_ban(moderator, ban.ban_id)
    talk.say(actors.amina, "Sorry for that")
    talk.ban_writer(moderator, comment, "month", "advertising")
    talk.now += timedelta(days=30)
    assert talk.bans(moderator) == ()
    talk.say(actors.amina, "I am back")


def test_only_who_has_the_right_looks_after_comments_and_not_after_their_own(
    talk, actors, moderator
):
    comment = talk.say(actors.amina, "Hello")
    for actor in (actors.sam, actors.ben, actors.amina, actors.visitor):
        for verb, *args in (
            (talk.reported_comments,),
            (talk.hidden_comments,),
            (talk.bans,),
            (talk.hide_comment, comment, "other"),
            (talk.keep_comment, comment),
            (talk.restore_comment, comment),
            (talk.ban_writer, comment, "day", "other"),
            (talk.lift_ban, "x"),
        ):
            with pytest.raises(NotAllowedError):
                verb(actor, *args)
    mine = talk.say(moderator, "My own")
    talk.report_comment(actors.omar, mine, "other")
    for verb, *args in (
        (talk.keep_comment,),
        (talk.hide_comment, "other"),
        (talk.ban_writer, "day", "other"),
    ):
        with pytest.raises(RequestError, match="Somebody else"):
            verb(moderator, mine, *args)


def test_staff_give_the_right_and_take_it_and_it_counts_at_once(talk, actors, moderator):
    at = {"now": talk.now}
    assert staff.account_rights(talk.store, actors.sam, "mia", **at) == {"moderate"}
    staff.take_right(talk.store, actors.sam, "mia", "moderate", **at)
    with pytest.raises(NotAllowedError):
        talk.reported_comments(moderator)
    staff.give_right(talk.store, actors.sam, "mia", "moderate", **at)
    assert talk.reported_comments(moderator) == ()
    for actor in (actors.ben, moderator):
        with pytest.raises(NotAllowedError):
            staff.give_right(talk.store, actor, "omar", "moderate", **at)
    with pytest.raises(RequestError, match="a right"):
        staff.give_right(talk.store, actors.sam, "omar", "rule", **at)
    staff.disable_account(talk.store, actors.sam, "omar", **at)
    with pytest.raises(RequestError, match="disabled"):
        staff.give_right(talk.store, actors.sam, "omar", "moderate", **at)


def test_who_blocks_a_writer_sees_no_more_of_them_until_it_is_lifted(talk, actors):
    comment = talk.say(actors.amina, "Amina says")
    question = talk.ask(actors.omar, "Omar asks")
    talk.answer(actors.amina, question, "Amina answers")
    talk.block_writer(actors.omar, comment)
    assert talk.shown(actors.omar) == [("Omar asks", [])]
    assert talk.shown(actors.visitor) == [("Omar asks", ["Amina answers"]), ("Amina says", [])]
    (blocked,) = talk.blocked_writers(actors.omar)
    assert blocked.writer == "Amina"
    assert "'amina'" not in repr(blocked)
    assert talk.blocked_writers(actors.amina) == ()
    exported = professional.export_my_data(talk.store, actors.omar, now=talk.now)
    assert "amina" not in str(exported["writer_blocks"])
    talk.unblock_writer(actors.omar, blocked.comment_id)
    assert talk.shown(actors.omar) == talk.shown(actors.visitor)
    with pytest.raises(RequestError, match="your own"):
        talk.block_writer(actors.amina, comment)


def test_a_block_does_not_tell_who_writes_without_a_name(talk, actors):
    """Else one would block Amina and see which unsigned comments go."""
    named = talk.say(actors.amina, "With my name")
    talk.say(actors.amina, "Without my name", signature="profession")
    talk.block_writer(actors.omar, named)
    assert talk.shown(actors.omar) == [("Without my name", [])]


def moderates(talk, actor):
    with talk.store.writing() as session:
        right = {"account_right": "moderate", "given_at": rows.NOW}
        session.add(schema.AccountRightRow(account_id=actor.account_id, **right))
    return dataclasses.replace(actor, rights=frozenset({"moderate"}))


def offers(talk, actor, **years):
    with talk.store.writing() as session:
        for org_id, year in years.items():
            offer = {"account_id": actor.account_id, "org_id": org_id, "year": year}
            session.add(schema.AnswerOfferRow(**offer, offered_at=rows.NOW))


def test_of_what_is_gone_the_name_is_gone_too_but_not_for_moderators(talk, actors, moderator):
    offers(talk, actors.amina, mercy=2019)
    offers(talk, actors.omar, mercy=2020)
    question = talk.ask(actors.amina, "I was fired there", signature="name")
    answer = talk.answer(actors.omar, question, "Me too")
    other = talk.ask(actors.amina, "Why?", signature="served")
    talk.answer(actors.omar, other, "Who knows")
    talk.take_back_comment(actors.amina, question)
    talk.hide_comment(moderator, other, "unkind")
    for reader in (actors.visitor, actors.omar, actors.sam, moderator):
        for thread in talk.conversation(reader, SURGEON).threads:
            first = thread.first
            assert (first.writer, first.signature, first.served_in) == ("", "", None)
    talk.take_back_comment(actors.omar, answer)
    (hidden,) = talk.hidden_comments(moderator)
    assert hidden.comment.writer == "Served there in 2019"
    mine = [one.first for one in talk.conversation(actors.amina, SURGEON).threads]
    assert [(one.state, one.signature) for one in mine] == [
        ("hidden", "served"), ("taken-back", "name"),
    ]  # fmt: skip


def test_moderators_read_nothing_about_what_they_wrote(talk, actors, moderator):
    mine = talk.say(moderator, "Rude")
    talk.report_comment(actors.omar, mine, "unkind", "I am the only anaesthetist there")
    assert talk.reported_comments(moderator) == ()
    other = moderates(talk, actors.amina)
    assert len(talk.reported_comments(other)) == 1
    talk.hide_comment(other, mine, "unkind")
    assert talk.hidden_comments(moderator) == ()


def test_members_do_not_moderate_what_is_about_their_organization(talk, actors, moderator):
    ben = moderates(talk, actors.ben)
    comments = [talk.say(actors.amina, f"{about.id} owes me", about) for about in (MERCY, SURGEON)]
    elsewhere = talk.say(actors.amina, "They are fine", About("organization", "hope"))
    for comment in comments:
        talk.report_comment(actors.omar, comment, "false", "I was there")
    for seen in talk.reported_comments(ben):
        assert "your organization" in seen.why_not
        assert seen.said == ()
    for comment in comments:
        for verb, *args in (
            (talk.keep_comment,),
            (talk.hide_comment, "false"),
            (talk.ban_writer, "ever", "false"),
        ):
            with pytest.raises(RequestError, match="your organization"):
                verb(ben, comment, *args)
    talk.hide_comment(moderator, comments[0], "false")
    with pytest.raises(RequestError, match="your organization"):
        talk.restore_comment(ben, comments[0])
    talk.ban_writer(moderator, comments[0], "day", "false")
    (ban,) = talk.bans(ben)
    assert "your organization" in ban.why_not
    with pytest.raises(RequestError, match="your organization"):
        talk.lift_ban(ben, ban.ban_id)
    talk.hide_comment(ben, elsewhere, "other")


def test_moderators_do_not_learn_that_two_ways_to_sign_are_of_one_person(talk, actors, moderator):
    named = talk.say(actors.amina, "Good")
    unnamed = talk.say(actors.amina, "Bad", signature="profession")
    again = talk.say(actors.amina, "Worse", signature="profession")
    for comment in (named, unnamed, again):
        talk.report_comment(actors.omar, comment, "other")
    talk.ban_writer(moderator, unnamed, "day", "other")
    seen = {
        one.comment.text: (one.n_written, one.is_banned)
        for one in talk.reported_comments(moderator)
    }
    assert seen == {"Good": (0, False), "Bad": (1, True), "Worse": (1, True)}
    before = talk.bans(moderator)
    assert [ban.writer for ban in before] == ["A registered nurse"]
    talk.now -= timedelta(hours=1)  # a ban that would end earlier
    talk.ban_writer(moderator, named, "day", "false")
    assert talk.bans(moderator) == before
    talk.ban_writer(moderator, named, "ever", "false")
    (ban,) = talk.bans(moderator)
    assert (ban.writer, ban.reason, ban.until) == ("A registered nurse", "Another reason", None)
    talk.ban_writer(moderator, again, "day", "false")
    assert [ban.until is not None for ban in talk.bans(moderator)] == [True]


def test_moderators_see_that_a_text_was_changed_after_it_was_reported(talk, actors, moderator):
    comment = talk.say(actors.amina, "Harmless")
    talk.report_comment(actors.omar, comment, "other")
    assert [one.is_changed for one in talk.reported_comments(moderator)] == [False]
    talk.change_comment(actors.amina, comment, "Worse")
    assert [one.is_changed for one in talk.reported_comments(moderator)] == [True]


def test_a_block_of_somebody_who_served_holds_there_and_tells_nothing_of_elsewhere(talk, actors):
    hope = About("organization", "hope")
    offers(talk, actors.amina, mercy=2019, hope=2024)
    comment = talk.say(actors.amina, "About Mercy", MERCY, signature="served")
    talk.say(actors.amina, "About its role", SURGEON, signature="served")
    elsewhere = talk.say(actors.amina, "About Hope", hope, signature="served")
    talk.block_writer(actors.omar, comment)
    assert talk.shown(actors.omar, MERCY) == talk.shown(actors.omar, SURGEON) == []
    assert talk.shown(actors.omar, hope) == [("About Hope", [])]
    talk.take_back_comment(actors.amina, elsewhere)
    (blocked,) = talk.blocked_writers(actors.omar)
    assert (blocked.comment_id, blocked.writer) == (comment, "Served there in 2019")
    talk.unblock_writer(actors.omar, blocked.comment_id)
    assert talk.shown(actors.omar, MERCY) == [("About Mercy", [])]
    with pytest.raises(NotAllowedError):
        talk.unblock_writer(actors.omar, blocked.comment_id)


def test_a_block_of_what_an_organization_says_holds_for_all_of_its_people(talk, actors):
    hope = About("organization", "hope")
    with talk.store.writing() as session:
        session.add(rows.account("bob", "recruiter"))
        session.flush()
        for account_id, org_id in (("bob", "mercy"), ("ben", "hope")):
            member = {"account_id": account_id, "org_id": org_id, "since": rows.NOW}
            session.add(schema.MembershipRow(**member))
    bob = Actor("bob", "recruiter", frozenset({"mercy"}))
    comment = talk.say(actors.ben, "We of Mercy", MERCY, signature="organization")
    talk.say(bob, "We too", SURGEON, signature="organization")
    talk.say(actors.ben, "We of Hope", hope, signature="organization")
    talk.block_writer(actors.omar, comment)
    assert talk.shown(actors.omar, MERCY) == talk.shown(actors.omar, SURGEON) == []
    assert talk.shown(actors.omar, hope) == [("We of Hope", [])]
    talk.block_writer(bob, comment)
    assert talk.shown(bob, SURGEON) == [("We too", [])]  # never what one wrote oneself
    professional.delete_my_account(talk.store, actors.amina, now=talk.now)
    assert [one.writer for one in talk.blocked_writers(actors.omar)] == ["Mercy"]
