"""A thousand comments: what is read of them stays small, and shows nothing that is not to be."""

from datetime import timedelta

from sqlalchemy import event

from matching.store import schema
from tests.services.conversation.conftest import SURGEON
from tests.store import rows

SCRIPT = "<script>alert(1)</script>"


def fill(session):
    """By four writers in turn; every fifth is hidden, every seventh taken back, with answers."""
    comments = []
    for n in range(1_000):
        says = {"role_id": SURGEON.id, "account_id": f"w{n % 4}", "signature": "name"}
        written_at = rows.NOW + timedelta(seconds=n)
        comment = schema.CommentRow(
            comment_id=f"c{n}", kind="comment", text=f"{n} {SCRIPT}", written_at=written_at, **says
        )
        if n % 10 in (8, 9):  # answers to one of them
            comment.kind, comment.parent_id = "answer", f"c{n - n % 10}"
        if n % 5 == 0:
            comment.hidden_at, comment.hidden_reason = written_at, "advertising"
        elif n % 7 == 0:
            comment.deleted_at = written_at
        comments.append(comment)
    session.add_all(comments)


def test_of_a_thousand_comments_a_page_is_read_and_nothing_that_is_hidden(talk, actors):
    with talk.store.writing() as session:
        session.add_all(rows.account(f"w{n}") for n in range(4))
        session.flush()
        fill(session)
    talk.block_writer(actors.omar, "c1")  # by w1, who wrote each fourth
    loaded = []

    def count(row, _):
        loaded.append(row)

    event.listen(schema.CommentRow, "load", count)
    first = talk.conversation(actors.omar, SURGEON)
    event.remove(schema.CommentRow, "load", count)
    assert 0 < len(loaded) <= 50

    threads, page = [*first.threads], 2
    while more := talk.conversation(actors.omar, SURGEON, page=page).threads:
        threads, page = [*threads, *more], page + 1
    assert len(threads) == first.n_threads
    texts = [one.text for thread in threads for one in (thread.first, *thread.answers)]
    shown = [int(text.split()[0]) for text in texts if text]
    assert sorted(shown) == [n for n in range(1_000) if n % 5 and n % 7 and n % 4 != 1]
