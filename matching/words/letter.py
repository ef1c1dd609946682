"""A letter to an organization that is ready to be sent: who writes, and only what is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from matching import columns
from matching.words.facts import facts_of_role, not_stated, table_row
from matching.words.profile_facts import facts_of_profile

if TYPE_CHECKING:
    from matching.catalog import Catalog
    from matching.profile import Profile
    from matching.words.explanation import Explanation

ABOUT_ME: Final = ("profession", "specialties", "years_experience", "languages", "stay", "dates")
"""What of a profile stands in the letter: what every organization asks first, and no faith."""


def open_questions(
    catalog: Catalog, role_id: str, explanation: Explanation | None = None
) -> tuple[str, ...]:
    """Say what only the organization can answer and its role does not say already.

    Parameters
    ----------
    explanation : Explanation or None
        Of the role for a professional; None for who has not said anything.

    Returns
    -------
    tuple of str
        Questions; without an explanation, of every fact that the role leaves open.
    """
    if explanation is not None:
        return explanation.questions
    facts = facts_of_role(catalog, role_id)
    return tuple(fact.question for fact in not_stated(facts) if fact.question)


def subject(catalog: Catalog, role_id: str) -> str:
    """Give the line above a letter about a role."""
    return f"Your role: {table_row(catalog.roles, role_id)[columns.TITLE]}"


def letter(
    catalog: Catalog, role_id: str, questions: Sequence[str], profile: Profile | None = None
) -> str:
    """Write to the organization of a role: who one is, if that is said, and what one asks.

    It always ends with asking for the next step.
    """
    role = table_row(catalog.roles, role_id)
    asked = "\n".join(f"- {question}" for question in questions)
    return "\n\n".join(
        part
        for part in (
            "Hello,",
            f"I am interested in this role at {role[columns.ORG_NAME]}: {role[columns.TITLE]}.\n"
            f"I read about it here: {role[columns.SOURCE_URL]}",
            _about_me(catalog, profile) if profile else "",
            f"Before I decide, I would like to ask:\n\n{asked}" if asked else "",
            "Is the role still open, and what would be the next step?",
            "Thank you very much.",
        )
        if part
    )


def letter_to_organization(catalog: Catalog, org_id: str, profile: Profile | None = None) -> str:
    """Write to an organization about no role in particular, and ask whether it needs one."""
    organization = table_row(catalog.organizations, org_id)
    return "\n\n".join(
        part
        for part in (
            "Hello,",
            f"I would like to serve with {organization[columns.NAME]}.\n"
            f"I read about you here: {organization[columns.SOURCE_URL]}",
            _about_me(catalog, profile) if profile else "",
            "Do you need somebody like me, and what would be the next step?",
            "Thank you very much.",
        )
        if part
    )


def mail_link(about: str, text: str, to: str = "") -> str:
    """Give the address that opens a letter in a mail program; `to` may be left to the person.

    Examples
    --------
    >>> mail_link("Your role", "Hello & thanks", "jobs@ship.example")
    'mailto:jobs@ship.example?subject=Your%20role&body=Hello%20%26%20thanks'
    """
    asked = {"subject": about, "body": text.replace("\n", "\r\n")}
    return f"mailto:{quote(to, safe='@')}?{urlencode(asked, quote_via=quote)}"


def _about_me(catalog: Catalog, profile: Profile) -> str:
    facts = {fact.name: fact for fact in facts_of_profile(catalog, profile)}
    lines = [f"- {facts[name].label}: {facts[name].text}" for name in ABOUT_ME if name in facts]
    return "About me:\n\n" + "\n".join(lines)
