"""Mercy's surgeon to talk about, a moderator, and moments when no account is new any more."""

from datetime import timedelta

import pytest

from matching.authorization import Actor
from matching.services import conversation
from matching.services.conversation import About
from matching.store import schema
from tests.services.conftest import ROLE
from tests.store import rows

LATER = rows.NOW + timedelta(days=30)
SURGEON, MERCY = About("role", ROLE), About("organization", "mercy")
WHY = About("article", rows.ARTICLE)


class Talk:
    """The verbs of one store, at a moment that goes on by a minute with each of them."""

    def __init__(self, store, now=LATER):
        self.store, self.now = store, now

    def __getattr__(self, name):
        def call(actor, *args, **more):
            self.now += timedelta(minutes=1)
            verb = getattr(conversation, name)
            return verb(self.store, actor, *args, **more, now=self.now)

        return call

    def ask(self, actor, text, about=SURGEON, **more):
        kind = {"kind": "question", "signature": "profession"}
        return self.write_comment(actor, about, text, **(kind | more))

    def say(self, actor, text, about=SURGEON, signature="name", **more):
        return self.write_comment(actor, about, text, signature=signature, **more)

    def answer(self, actor, parent_id, text, about=SURGEON, signature="name", **more):
        said = {"kind": "answer", "parent_id": parent_id, "signature": signature, **more}
        return self.write_comment(actor, about, text, **said)

    def shown(self, actor, about=SURGEON):
        """What a reader sees: text or state, with what hangs below."""
        return [
            (thread.first.text or thread.first.state, [one.text for one in thread.answers])
            for thread in self.conversation(actor, about).threads
        ]


@pytest.fixture
def moderator(store):
    with store.writing() as session:
        session.add(rows.account("mia"))
        session.flush()
        right = {"account_right": "moderate", "given_at": rows.NOW}
        session.add(schema.AccountRightRow(account_id="mia", **right))
    return Actor("mia", "professional", rights=frozenset({"moderate"}))


@pytest.fixture
def talk(store):
    with store.writing() as session:
        session.add(
            schema.ArticleRow(
                article_id=rows.ARTICLE, title="Why", url="https://why.example", kind="guide",
                stage="any",
            )
        )  # fmt: skip
        session.add(rows.profile("amina", body={"profession": "nurse"}))
    return Talk(store)
