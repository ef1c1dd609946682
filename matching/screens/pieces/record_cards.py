"""Cards of roles, organizations and articles: HTML in which all words of the data are escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

import pandas as pd

from matching import Catalog, columns, phrases
from matching.comparison.bands import BANDS, MEETS
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.pieces import cards
from matching.screens.visit import resources
from matching.words import wording
from matching.words.facts import Fact, TableRow, not_stated, source_sentence, stated, table_row

KIND_ICONS: Final = {
    "article": ":material/article:",
    "story": ":material/auto_stories:",
    "video": ":material/play_circle:",
    "podcast": ":material/podcasts:",
    "guide": ":material/menu_book:",
    "research": ":material/science:",
    "event": ":material/event:",
}


def fact_list(
    facts: Sequence[Fact],
    silent: str = "The page does not say",
    answers: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the facts that the source gives, and below them which it leaves open.

    Parameters
    ----------
    silent : str
        What leaves them open.
    answers : mapping of str to str
        Names of facts that the organization answered here, as staff accepted it, with the address
        of each answer. What the record itself says of that is not to be relied on.
    """
    rows = "".join(
        f"<div><dt>{look.escape(fact.label)}</dt>"
        f"<dd>{look.words(fact.text)}{_elsewhere(fact, answers)}</dd></div>"
        for fact in stated(facts)
    )
    unknown = ", ".join(fact.label.lower() for fact in not_stated(facts))
    left_open = f"{silent}: {unknown}." if unknown else ""
    return f'<dl class="mb-facts">{rows}</dl>' + html.paragraph(left_open, "mm-quiet mb-silent")


def _elsewhere(fact: Fact, answers: Mapping[str, str]) -> str:
    """Return where a fact was read that the page of the record does not state."""
    if not fact.elsewhere:
        return ""
    if fact.name in answers:
        answer = html.outward(answers[fact.name], "its organization")
        return f'<span class="mb-elsewhere">Answered here by {answer}</span>'
    page = html.outward(fact.elsewhere, "another page of the organization")
    return f'<span class="mb-elsewhere">Read on {page}</span>'


def source_line(row: TableRow) -> str:
    """Return the link to the source of a record, and when it was read."""
    address = row[columns.SOURCE_URL]
    host = (urlsplit(address).hostname or "the source").removeprefix("www.")
    return (
        f'<p class="mb-source mm-quiet">Source: {html.outward(address, host)}. '
        f"{look.escape(source_sentence(row))}</p>"
    )


def role_card(
    catalog: Catalog, role_id: str, why: str = "", bands: Mapping[str, int] | None = None
) -> str:
    """Return a short card of a role that links to its page.

    Parameters
    ----------
    why : str
        What it has to do with what is looked at.
    bands : mapping of role id to band, or None
        Of the roles that are open to the visitor; None before they say who they are.
    """
    role = table_row(catalog.roles, role_id)
    return card_of(
        cards.title(role) + cards.organization(catalog, role),
        _band_row(role, bands) + status_row(catalog, role) + cards.facts(catalog, role),
        why,
    )


def _band_row(role: TableRow, bands: Mapping[str, int] | None) -> str:
    """Return the chip that says how near a role comes to what was asked; nothing of past ones."""
    if bands is None or role[columns.STATUS] == "past":
        return ""
    band = bands.get(role[columns.ROLE_ID])
    if band is None:
        return look.chips([look.chip("Not a match as things are", "missing")])
    return look.chips([look.chip(BANDS[band], "fits" if band == MEETS else "ask")])


def own_role_card(catalog: Catalog, role_id: str) -> str:
    """Return the card of a role for its organization's page, which need not name that again."""
    role = table_row(catalog.roles, role_id)
    where = "" if role[columns.WHERE_IS_ORGANIZATIONS] else wording.place(catalog, role)
    return card_of(
        cards.title(role) + html.paragraph(where, "mm-org"),
        status_row(catalog, role) + cards.facts(catalog, role),
    )


def status_row(catalog: Catalog, role: TableRow) -> str:
    """Return the chip of a dated opening or a past role; nothing of others."""
    status = role[columns.STATUS]
    if status == "ongoing":
        return ""
    label = catalog.vocabulary.label("status", status)
    return look.chips([look.chip(label, "fits" if status == "open" else "weigh")])


def organization_card(
    catalog: Catalog, org_id: str, why: str = "", *, is_followed: bool = False
) -> str:
    """Return a card of an organization that links to its page; `why` says what it has for whom."""
    organization = table_row(catalog.organizations, org_id)
    label = catalog.vocabulary.labels
    n_roles = len(resources.browser().roles_of(org_id)[0])
    chips = [
        look.chip(label("organization_kind")[organization[columns.KIND]]),
        *([look.chip(label("faith")[faith])] if (faith := organization[columns.FAITH]) else []),
        *([look.chip(phrases.counted(n_roles, "role"), "fits")] if n_roles else []),
        *([look.chip("You follow it", icon=":material/notifications:")] if is_followed else []),
    ]
    names = [catalog.places.name(iso2) for iso2 in organization[columns.COUNTRIES]]
    return card_of(
        titled(
            addresses.organization_link(org_id),
            organization[columns.NAME],
            f"Works in {phrases.listed(names)}" if names else "",
        ),
        look.words(organization[columns.SUMMARY], "p") + look.chips(chips),
        why,
    )


def article_card(catalog: Catalog, article_id: str, why: str = "") -> str:
    """Return a card of an article: our own page about it, and the original in a new tab."""
    article = table_row(catalog.articles, article_id)
    kind = article[columns.KIND]
    chips = [
        look.chip(catalog.vocabulary.label("article_kind", kind), icon=KIND_ICONS[kind]),
        look.chip(catalog.vocabulary.label("stage", article[columns.STAGE])),
    ]
    return card_of(
        titled(addresses.article_link(article_id), article[columns.TITLE], published(article)),
        look.words(article[columns.SUMMARY], "p") + look.chips(chips),
        why,
        f'<p class="mb-read">{html.outward(article[columns.URL], "Read the original")}</p>',
    )


def published(article: TableRow) -> str:
    """Return who published an article and when, as far as is known."""
    said = (article[columns.PUBLISHER], phrases.date_in_words(article[columns.PUBLISHED]))
    return ", ".join(part for part in said if part)


def titled(address: str, title: str, below: str) -> str:
    """Return the head of a card: its title, which links to its page, and a line below."""
    return f"<h3>{html.link(address, title)}</h3>{html.paragraph(below, 'mm-org')}"


def card_of(head: str, body: str, why: str = "", end: str = "") -> str:
    """Return a card; its parts are HTML but for `why`, what it has to do with whom."""
    fits = (
        f'<p class="mm-line mm-fits-line">{look.symbol(":material/link:")}'
        f"<span>{look.escape(why)}</span></p>"
        if why
        else ""
    )
    return f'<article class="mb-card">{head}{body}{fits}{end}</article>'


def shared_articles(catalog: Catalog, articles: pd.DataFrame) -> list[str]:
    """Return cards of related articles, each with what it shares."""
    return [
        article_card(catalog, article_id, why)
        for article_id, why in zip(articles["article_id"], articles["why"], strict=True)
    ]


def back_to_all(what: str) -> str:
    """Return the link to the list of all records of a kind, such as `article`."""
    all_of_them = html.link(addresses.page_link(f"{what}s"), f"← All {what}s")
    return f'<p class="mb-back">{all_of_them}</p>'


def show_unknown(what: str, id_: str, near: Iterable[str]) -> None:
    """Say that there is no such record, show those that come close, and lead to all of them.

    Parameters
    ----------
    what : str
        Such as `article`.
    id_ : str
        What the address asked for.
    near : iterable of str
        Cards.
    """
    look.empty(
        f"We do not know this {what}",
        f"No {what} has the id “{id_}”. It may have been renamed.",
        "These come close; or look through all of them.",
    )
    html.show(html.grid(near), back_to_all(what))
