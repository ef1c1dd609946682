"""What readers and moderators do about what should not stand there."""

from datetime import timedelta

import pytest

from matching.authorization import NotAllowedError
from matching.services import professional, staff
from matching.services.shared.errors import RequestError, TooOftenError
from matching.store import ConflictError, schema
from tests.services.conversation.conftest import SURGEON
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
    with pytest.raises(RequestError, match="may not write comments. The reason"):
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
