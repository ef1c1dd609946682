"""What the services share: checked texts, the audit log, steps of a candidate, days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from matching.accounts.audit import record
from matching.authorization import Actor
from matching.store import ConflictError, ConstraintError, Database
from matching.store.failures import CHANGED_MEANWHILE

ALONE_KEYS: Final = frozenset(
    {
        "pk_account_rights",
        "pk_answer_offers",
        "pk_article_marks",
        "pk_article_shares",
        "pk_article_tag_votes",
        "pk_articles",
        "pk_calendar_feeds",
        "pk_candidacies",
        "pk_candidate_plans",
        "pk_filter_sets",
        "pk_floors",
        "pk_follows",
        "pk_hidden_from",
        "pk_interviews",
        "pk_invitations",
        "pk_link_checks",
        "pk_memberships",
        "pk_organization_blocks",
        "pk_path_steps",
        "pk_profiles",
        "pk_pursuits",
        "pk_received_papers",
        "pk_roles",
        "pk_shortlist",
        "pk_visits",
        "pk_writer_blocks",
        "pk_writing_bans",
        "uq_accounts_email",
        "uq_article_tags_article_id_tag",
        "uq_comment_reports_comment_id_account_id",
        "uq_criteria_role_id_word",
        "uq_experiments_running",
        "uq_golden_profiles_name",
        "uq_gradings_author_side_profile_key_role_id",
        "uq_interests_not_withdrawn",
        "uq_message_templates_org_id_name",
        "uq_papers_role_id_name",
        "uq_ratings_criterion_id_account_id_author",
        "uq_weight_sets_name_version",
    }
)
"""Keys that two people who do the same at once both try to make."""


@contextmanager
def changing(database: Database) -> Iterator[Session]:
    """Give a session of `writing()`; a row that another made in the meantime is a conflict.

    Raises
    ------
    ConflictError
        Someone else changed or made a row in the meantime; nothing was written.
    """
    try:
        with database.writing() as session:
            yield session
    except ConstraintError as error:
        if error.constraint in ALONE_KEYS:
            raise ConflictError(CHANGED_MEANWHILE) from error
        raise


def audit(
    session: Session,
    actor: Actor,
    action: str,
    target: tuple[str, str],
    now: datetime,
    **details: Any,
) -> None:
    """Write down who did what, in the same transaction as the change.

    Parameters
    ----------
    target : pair of str
        Kind and id of what it was done to.
    details
        Ids, counts and controlled words only; never names, e-mails or text of people.
    """
    by = actor.account_id or "visitor"
    record(session, now, actor=by, action=action, target=target, **details)
