"""Screen: all that has a tag, and all tags."""

from __future__ import annotations

from collections import Counter
from typing import Final

import streamlit as st

from matching import Catalog, columns, phrases
from matching.articles.tags import COMMUNITY, Tag, having
from matching.articles.tags import frequent as of_vocabulary
from matching.browsing.browser import newest_first, put_first
from matching.errors import close_matches
from matching.reference.shipped import shipped_names
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import article_cards, listing, record_cards, tag_chips
from matching.screens.visit import resources, results, state, tagged
from matching.screens.visit.tagged import Tags

PAGE: Final = "tag_page"
ARTICLES, ROLES, ORGANIZATIONS = "Articles", "Roles", "Organizations"
OF_KIND: Final = {
    "work": ("Kind of work", "Work"),
    "specialty": ("Specialty", "Specialties"),
    "profession": ("Profession", "Professions"),
    "country": ("Country", "Countries"),
    "obstacle": ("What may stand in your way", "What may stand in your way"),
    COMMUNITY: ("Tag given by readers", "Given by readers"),
}
"""What a tag of each kind is called, and all of them."""
LONGEST_SHOWN: Final = 80
NEAR: Final = 6


def show_all(tags: Tags) -> None:
    """Show all tags that an article has, by their kind, the most frequent first."""
    look.page_header("Tags", "What our articles are about. Choose one to see all that has it.")
    counts = frequent(tags)
    for kind, (_, plural) in OF_KIND.items():
        some = [tag for tag, _ in counts.most_common() if tag.kind == kind]
        if some:
            html.show(html.heading(plural), tag_chips.chips(some, tags.matching(tuple(some))))
    html.show(record_cards.back_to_all("article"))


def frequent(tags: Tags) -> Counter[Tag]:
    """Count how many articles have each tag, from the vocabulary or by people."""
    by_people = Counter(tag for given in tags.of_people.values() for tag in given)
    return Counter(dict(of_vocabulary(tags.catalog))) + by_people


def show_tag(tags: Tags, tag: Tag) -> None:
    """Show the articles, the roles and the organizations that have a tag."""
    catalog = tags.catalog
    ids = {
        ARTICLES: articles_of(tags, tag),
        ROLES: roles_of(catalog, tag),
        ORGANIZATIONS: organizations_of(catalog, tag),
    }
    found = {kind: some for kind, some in ids.items() if some}
    said = (phrases.counted(len(some), kind[:-1].lower()) for kind, some in found.items())
    html.show(
        f'<p class="mb-back">{html.link(addresses.tag_link(), "← All tags")}</p>',
        f'<header class="mm-header"><h1>{look.words(tag.label)}</h1>',
        html.paragraph(f"{OF_KIND[tag.kind][0]}: {phrases.listed(list(said))}", "mm-org"),
        "</header>",
    )
    if tags.matching((tag,)):
        html.show(look.chips([look.chip("Matches your profile", "fits", ":material/check:")]))
    kind = next(iter(found))
    if len(found) > 1:
        kind = st.segmented_control(
            "Show",
            list(found),
            default=kind,
            required=True,
            key="tag_kind",
            bind="query-params",
            label_visibility="collapsed",
            on_change=_to_first_page,
        )
    html.show(html.count_line(_how(kind)))
    if kind == ARTICLES:
        _show_articles(tags, found[kind])
    elif kind == ROLES:
        _show_roles(catalog, found[kind])
    else:
        _show_organizations(catalog, found[kind])


def articles_of(tags: Tags, tag: Tag) -> tuple[str, ...]:
    """Give the articles that have a tag, from the vocabulary or by people, the newest first."""
    articles = tags.catalog.articles
    by_people = (id_ for id_, given in tags.of_people.items() if tag in given)
    ids = [id_ for id_ in {*having(articles, tag), *by_people} if id_ in articles.index]
    return newest_first(articles.loc[sorted(ids)])


def roles_of(catalog: Catalog, tag: Tag) -> tuple[str, ...]:
    """Give the roles that have a tag and are not past."""
    status = catalog.roles[columns.STATUS]
    return tuple(id_ for id_ in having(catalog.roles, tag) if status[id_] != "past")


def organizations_of(catalog: Catalog, tag: Tag) -> tuple[str, ...]:
    """Give the organizations that have a tag, or a role that has it, in order of their names."""
    offering = (str(catalog.roles.at[id_, columns.ORG_ID]) for id_ in roles_of(catalog, tag))
    ids = {*having(catalog.organizations, tag), *offering}
    names = catalog.organizations.loc[sorted(ids), columns.NAME].str.casefold()
    return tuple(str(id_) for id_ in names.sort_values(kind="stable").index)


def _how(kind: str) -> str:
    """Say in which order they stand."""
    if kind == ORGANIZATIONS:
        return "In order of their names"
    if state.profile() is None:
        return "The newest first" if kind == ARTICLES else "In order of their titles"
    return "Those that have most to do with you first" if kind == ARTICLES else "Best match first"


def _show_articles(tags: Tags, ids: tuple[str, ...]) -> None:
    profile, why = state.profile(), {}
    if profile is not None:
        ranked = resources.recommender().articles(profile, n=len(tags.catalog.articles))
        ids = put_first(ids, ranked["article_id"])
        why = dict(zip(ranked["article_id"], ranked["why"], strict=True))
    listing.draw_pages(
        ids,
        PAGE,
        lambda shown: article_cards.draw(
            tags.catalog, [(id_, why.get(id_, "")) for id_ in shown], can_dismiss=False
        ),
    )


def _show_roles(catalog: Catalog, ids: tuple[str, ...]) -> None:
    profile = state.profile()
    found = results.of(resources.recommender(), profile) if profile else None
    titles = catalog.roles.loc[list(ids), columns.TITLE].str.casefold().sort_values(kind="stable")
    ids = put_first([str(id_) for id_ in titles.index], found.scores if found else ())
    bands = found.bands if found else None
    listing.show_pages(ids, PAGE, lambda id_: record_cards.role_card(catalog, id_, bands=bands))


def _show_organizations(catalog: Catalog, ids: tuple[str, ...]) -> None:
    listing.show_pages(ids, PAGE, lambda id_: record_cards.organization_card(catalog, id_))


def _to_first_page() -> None:
    st.session_state[PAGE] = 1


def show_unknown(tags: Tags, address: str) -> None:
    """Say that there is no such tag, and lead to those that come close and to all of them."""
    near = near_tags(tags, address)
    look.empty(
        "We do not know this tag",
        f"No article has the tag “{address}”. It may have been renamed or taken down.",
        "These come close; or look through all of them." if near else "Look through all of them.",
    )
    every = html.link(addresses.tag_link(), "← All tags")
    html.show(tag_chips.chips(near), f'<p class="mb-back">{every}</p>')


def near_tags(tags: Tags, address: str) -> list[Tag]:
    """Give the tags that an unknown address may have meant, the nearest first."""
    kind, _, rest = address.partition("-")
    words = (rest if kind in OF_KIND else address).replace("-", " ")
    by_label = {tag.label: tag for tag in frequent(tags)}
    named = [shipped_names().label(*name.what) for name in shipped_names().find(words)]
    near = [*close_matches(words, by_label, NEAR), *(one for one in named if one in by_label)]
    return [by_label[label] for label in dict.fromkeys(near)][:NEAR]


sheets.put("parts")
the_tags = tagged.tags(resources.catalog())
wanted = st.query_params.get("tag", "")
if not wanted:
    show_all(the_tags)
elif found_tag := next((one for one in frequent(the_tags) if one.address == wanted), None):
    show_tag(the_tags, found_tag)
else:
    show_unknown(the_tags, wanted[:LONGEST_SHOWN])
