"""Rows to fill a store with: an organization, its recruiter, and a person it meets."""

from datetime import UTC, datetime

from matching.store import schema

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
ROLE = "mercy--surgeon"
ARTICLE = "why"


def account(name, kind="professional", **more):
    """An account whose id is its name."""
    fields = {"email": f"{name}@example.org", "name": name.title(), "created_at": NOW} | more
    return schema.AccountRow(account_id=name, kind=kind, **fields)


def organization(org_id="mercy", **more):
    fields = {"name": "Mercy", "kind": "ngo", "source_url": "https://mercy.example"} | more
    return schema.OrganizationRow(org_id=org_id, **fields)


def role(role_id=ROLE, **more):
    fields = {
        "org_id": role_id.partition("--")[0],
        "title": "Surgeon",
        "professions": ("physician",),
        "status": "open",
        "source_url": "https://mercy.example/surgeon",
    } | more
    return schema.RoleRow(role_id=role_id, **fields)


def profile(name, **more):
    fields = {"body": {"profession": "physician"}, "updated_at": NOW} | more
    return schema.ProfileRow(account_id=name, **fields)


def begin(session):
    """An organization with a role, and three people."""
    session.add_all([organization(), role()])
    session.add_all([account("amina"), account("ben", "recruiter"), account("sam", "staff")])
    session.flush()


def fill(session):
    """A row in every table, all about amina where a table is about people."""
    begin(session)
    session.add(
        schema.WeightSetRow(weight_set_id="w", name="A", version=1, created_at=NOW, body={})
    )
    session.add(
        schema.ArticleRow(
            article_id=ARTICLE, title="Why", url="https://why.example", kind="guide", stage="any"
        )
    )
    session.flush()
    about = {"account_id": "amina", "role_id": ROLE}
    session.add_all(
        [
            schema.MembershipRow(account_id="ben", org_id="mercy", since=NOW),
            schema.SessionRow(
                token_digest="s",
                account_id="amina",
                created_at=NOW,
                expires_at=NOW,
                last_seen_at=NOW,
            ),
            schema.ResetLinkRow(
                token_digest="r", account_id="amina", created_at=NOW, expires_at=NOW
            ),
            schema.KnownBrowserRow(
                token_digest="b", account_id="amina", created_at=NOW, last_used_at=NOW
            ),
            schema.SignInAttemptRow(key="digest", at=NOW, succeeded=False),
            profile("amina", display_name="Amina", contact="+254 1"),
            schema.ShortlistRow(**about, added_at=NOW),
            schema.ArticleMarkRow(
                account_id="amina", article_id=ARTICLE, mark="saved", marked_at=NOW
            ),
            schema.PathStepRow(account_id="amina", step="money", done_at=NOW),
            schema.ArticleSharesRow(article_id=ARTICLE, way="mail", shared_on=NOW.date(), number=2),
            schema.PursuitRow(**about, wrote_on=NOW.date(), changed_at=NOW),
            schema.InterestRow(**about, note="I would love to", shown_at=NOW),
            schema.CandidacyRow(**about, stage="declined", stage_since=NOW),
            schema.StageChangeRow(
                **about,
                from_stage="new",
                to_stage="declined",
                changed_by="ben",
                changed_at=NOW,
                reason_code="language",
                reason_text="Amina speaks no French",
            ),
            schema.TriageStepRow(
                **about,
                triage_id="t",
                made_by="ben",
                made_at=NOW,
                stage="new",
                stage_since=NOW,
                introduction="none",
                version=2,
            ),
            schema.CandidatePlanRow(**about, owner="ben", starts_on=NOW.date()),
            schema.InterviewRow(
                **about, at=NOW, time_zone="UTC", place="By phone", changed_by="ben", changed_at=NOW
            ),
            schema.CriterionRow(criterion_id="k", role_id=ROLE, place=0, word="Calm"),
            schema.PaperRow(paper_id="p", role_id=ROLE, place=0, name="Licence", days_before=30),
            schema.FilterSetRow(account_id="amina", name="Mine", body={}, changed_at=NOW),
            schema.VisitRow(account_id="amina", seen_at=NOW),
            schema.NoteRow(**about, org_id="mercy", author="ben", text="Kind", written_at=NOW),
            schema.MessageRow(
                **about, side="organization", author="ben", text="Dear Amina", written_at=NOW
            ),
            schema.MessageTemplateRow(
                org_id="mercy", name="Asking", text="For {role}", changed_at=NOW
            ),
            schema.CalendarFeedRow(account_id="amina", token_digest="f" * 64, made_at=NOW),
            schema.HiddenFromRow(account_id="amina", org_id="mercy", since=NOW),
            schema.InvitationRow(account_id="amina", invited_at=NOW, expires_at=NOW),
            schema.JoinRequestRow(
                org_name="Grace",
                website="https://grace.example",
                contact_name="Gail",
                email="gail@grace.example",
                code="ABCD",
                asked_at=NOW,
            ),
            schema.OrganizationBlockRow(account_id="amina", org_id="mercy", blocked_at=NOW),
            schema.ConsentRow(**about, kind="introduction", text="I agree", given=True, at=NOW),
            schema.AuditEntryRow(at=NOW, actor="amina", action="profile saved"),
            schema.EventRow(
                **about, at=NOW, kind="shown", position=1, weight_set_id="w", score=90.0
            ),
            schema.ExperimentRow(second_set="w", planned=200, started_at=NOW, started_by="sam"),
            schema.PublicationRow(
                side="professional", weight_set_id="w", published_at=NOW, how="proven"
            ),
            schema.FloorRow(
                number=1,
                places=2,
                role_ids=(ROLE,),
                weight_set_id="w",
                set_at=NOW,
                set_by="sam",
                reason="To be seen",
                price={"difference": 0.0},
            ),
            schema.GoldenProfileRow(
                name="A surgeon", body={}, must=(ROLE,), must_not=(), changed_at=NOW
            ),
            schema.GradingRow(
                **about, side="recruiter", profile_key="k", body={}, grade=3, graded_at=NOW
            ),
            schema.RoleReportRow(**about, reason="closed", text="They told me", reported_at=NOW),
            schema.RoleImportRow(
                import_id="i",
                org_id="mercy",
                made_by="amina",
                made_at=NOW,
                added=1,
                changed=0,
                opened=1,
            ),
        ]
    )
    session.flush()
    session.add_all(
        [
            schema.RoleImportStepRow(import_id="i", role_id=ROLE, version=1),
            schema.RatingRow(
                criterion_id="k", account_id="amina", author="ben", points=4, rated_at=NOW
            ),
            schema.ReceivedPaperRow(
                paper_id="p", account_id="amina", received_on=NOW.date(), noted_by="ben"
            ),
        ]
    )
    _converse(session)


def _converse(session):
    """What amina wrote, said, follows and asked, and an event."""
    comment = schema.CommentRow(
        comment_id="c",
        kind="question",
        role_id=ROLE,
        account_id="amina",
        signature="name",
        text="Amina asks",
        written_at=NOW,
    )
    tag = schema.ArticleTagRow(
        tag_id="t",
        article_id=ARTICLE,
        tag="community-visas",
        label="Visas",
        account_id="amina",
        proposed_at=NOW,
    )
    gathering = schema.GatheringRow(
        gathering_id="g",
        title="Conference",
        form="online",
        starts_at=NOW,
        ends_at=NOW,
        time_zone="UTC",
        edited_at=NOW,
    )
    session.add_all([comment, tag, gathering])
    session.flush()
    hers = {"account_id": "amina"}
    session.add_all(
        [
            schema.CommentReportRow(
                **hers, comment_id="c", reason="other", text="Amina says", reported_at=NOW
            ),
            schema.WriterBlockRow(
                **hers,
                comment_id="c",
                blocked_id="sam",
                signature="name",
                org_id="mercy",
                shown_as="Sam",
                blocked_at=NOW,
            ),
            schema.WritingBanRow(**hers, reason="advertising", banned_at=NOW),
            schema.AccountRightRow(**hers, account_right="moderate", given_at=NOW),
            schema.AnswerOfferRow(**hers, org_id="mercy", year=2024, offered_at=NOW),
            schema.AnswerFactRow(
                comment_id="c",
                cell="languages",
                value="fr:helpful",
                proposed_at=NOW,
                proposed_by="amina",
            ),
            schema.ArticleTagVoteRow(**hers, tag_id="t", voted_at=NOW),
            schema.FollowRow(**hers, org_id="mercy", followed_at=NOW, seen_at=NOW),
            schema.OrganizationClaimRow(
                **hers,
                org_id="mercy",
                kind="claim",
                name="Amina",
                email="amina@mercy.example",
                text="I am Amina",
                code="abc",
                asked_at=NOW,
            ),
            schema.GatheringSessionRow(
                session_id="s", gathering_id="g", title="Opening", starts_at=NOW, ends_at=NOW
            ),
            schema.LinkCheckRow(url="https://why.example", checked_at=NOW, status=200),
        ]
    )


def counts(session):
    """The number of rows in each table that has any."""
    found = {
        table.name: len(session.execute(table.select()).all())
        for table in schema.Base.metadata.sorted_tables
    }
    return {name: n for name, n in found.items() if n}
