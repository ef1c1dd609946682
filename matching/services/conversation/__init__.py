"""Comments and questions about articles, organizations and roles: of all kinds of account.

What people write is read by everybody; who wrote it is shown as they signed, and no more.
"""

from __future__ import annotations

from matching.services.conversation.about import About
from matching.services.conversation.asking import (
    Served,
    offer_answers,
    open_questions,
    questions_for_me,
    served_with,
    withdraw_offer,
)
from matching.services.conversation.facts import (
    FACT_COLUMNS,
    Answered,
    ProposedFact,
    accept_fact,
    answered_cells,
    answered_questions,
    propose_fact,
    proposed_facts,
    refuse_fact,
)
from matching.services.conversation.looking import Looked
from matching.services.conversation.moderating import (
    BAN_LABELS,
    Ban,
    ban_writer,
    bans,
    hidden_comments,
    hide_comment,
    keep_comment,
    lift_ban,
    reported_comments,
    restore_comment,
)
from matching.services.conversation.reading import (
    ANSWERS,
    THREADS,
    Conversation,
    Thread,
    conversation,
    my_comments,
    one_thread,
)
from matching.services.conversation.reporting import (
    Blocked,
    block_writer,
    blocked_writers,
    report_comment,
    unblock_writer,
)
from matching.services.conversation.showing import Comment
from matching.services.conversation.signing import HOW_SIGNED
from matching.services.conversation.writing import (
    change_comment,
    put_back_comment,
    take_back_comment,
    write_comment,
)

__all__ = [
    "ANSWERS",
    "BAN_LABELS",
    "FACT_COLUMNS",
    "HOW_SIGNED",
    "THREADS",
    "About",
    "Answered",
    "Ban",
    "Blocked",
    "Comment",
    "Conversation",
    "Looked",
    "ProposedFact",
    "Served",
    "Thread",
    "accept_fact",
    "answered_cells",
    "answered_questions",
    "ban_writer",
    "bans",
    "block_writer",
    "blocked_writers",
    "change_comment",
    "conversation",
    "hidden_comments",
    "hide_comment",
    "keep_comment",
    "lift_ban",
    "my_comments",
    "offer_answers",
    "one_thread",
    "open_questions",
    "propose_fact",
    "proposed_facts",
    "put_back_comment",
    "questions_for_me",
    "refuse_fact",
    "report_comment",
    "reported_comments",
    "restore_comment",
    "served_with",
    "take_back_comment",
    "unblock_writer",
    "withdraw_offer",
    "write_comment",
]
