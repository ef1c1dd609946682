"""Cards of roles, of articles and of hidden roles: what is known, why it fits, what to ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from matching import Catalog, columns, phrases
from matching.comparison.bands import BANDS, MEETS
from matching.screens import look
from matching.screens.look import addresses
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import measuring, saved, session, state
from matching.store.words import DISMISSAL_REASONS
from matching.words import badges, wording
from matching.words.bands import strength, strength_means
from matching.words.explanation import Explanation

REASONS: Final = 3
"""How many reasons a card names."""
_SET_ASIDE: Final = "role_set_aside"


@dataclass(frozen=True)
class Standing:
    """How a role stands in the list.

    Parameters
    ----------
    band : int
        See `comparison.bands.BANDS`.
    in_the_way : str
        Which wishes it breaks or leaves open, in words.
    lifted : int or None
        Its rank by points, if the floor lets it stand above that.
    """

    band: int = MEETS
    in_the_way: str = ""
    lifted: int | None = None


def draw(catalog: Catalog, role_id: str, explanation: Explanation, standing: Standing) -> None:
    """Draw one result: its card and the buttons to save, compare and hide it."""
    with st.container(border=True, key=f"card_{role_id}", gap="small"):
        st.html(card(catalog, role_id, explanation, standing))
        _buttons(role_id)


def draw_hidden(catalog: Catalog, role_id: str, *, asks_why: bool = False) -> None:
    """Draw the thin row that takes the place of a card that was hidden just now.

    Parameters
    ----------
    asks_why : bool
        Whether the row asks for the reason, which is written down.
    """
    row = draw_gone(catalog, role_id, "Not for you", f"unhide_{role_id}", _bring_back)
    if st.session_state.pop(_SET_ASIDE, "") == role_id:
        st.toast(
            "Set aside. You can undo it in its place, or find it again under Filters.",
            icon=":material/visibility_off:",
        )
    if asks_why and role_id in state.just_hidden():
        row.selectbox(
            f"Why is it not for you? {catalog.record(role_id)[columns.TITLE]}",
            list(DISMISSAL_REASONS),
            index=None,
            format_func=lambda reason: DISMISSAL_REASONS[reason],
            placeholder="Why? If you like to say",
            label_visibility="collapsed",
            key=f"why_{role_id}",
            on_change=_say_why,
            args=(role_id,),
            width=270,
        )


def draw_gone(
    catalog: Catalog, role_id: str, said: str, key: str, undo: Callable[[str], None]
) -> DeltaGenerator:
    """Draw a thin row with a button that brings a role back, and return the row.

    Parameters
    ----------
    said : str
        What happened to the role, before its title.
    key : str
        Of the button.
    undo : callable
        Called with the role id.
    """
    title = catalog.record(role_id)[columns.TITLE]
    row = st.container(border=True, horizontal=True, key=f"card_{role_id}", gap="small")
    with row:
        st.html(f'<p class="mm-gone">{said}: {look.words(title)}</p>', width="content")
        quiet_button("Undo", ":material/undo:", key, undo, role_id)
    return row


def _buttons(role_id: str) -> None:
    is_saved, compared = state.is_saved(role_id), role_id in state.compared()
    full = len(state.compared()) >= state.MOST_COMPARED
    with st.container(horizontal=True, gap="small"):
        quiet_button(
            "Saved" if is_saved else "Save",
            ":material/bookmark_added:" if is_saved else ":material/bookmark_add:",
            f"save_{role_id}",
            saved.toggle,
            role_id,
        )
        no_room = full and not compared
        offer = (
            f"Compare (up to {phrases.number_word(state.MOST_COMPARED).lower()})"
            if no_room
            else "Compare"
        )
        quiet_button(
            "Comparing" if compared else offer,
            ":material/check_box:" if compared else ":material/check_box_outline_blank:",
            f"compare_{role_id}",
            state.toggle_compared,
            role_id,
            disabled=no_room,
            hint="Take one of the others out first" if no_room else None,
        )
        quiet_button(
            "Not for me", ":material/visibility_off:", f"hide_{role_id}", _set_aside, role_id
        )


def _set_aside(role_id: str) -> None:
    state.hide(role_id)
    measuring.did(role_id, "dismissed")
    st.session_state[_SET_ASIDE] = role_id


def _say_why(role_id: str) -> None:
    if reason := st.session_state[f"why_{role_id}"]:
        measuring.did(role_id, "dismissed", reason)


def _bring_back(role_id: str) -> None:
    state.unhide(role_id)
    measuring.took_back_dismissal(role_id)


def card(catalog: Catalog, role_id: str, explanation: Explanation, standing: Standing) -> str:
    """Return the HTML of a result."""
    role = catalog.role(role_id)
    return (
        '<article class="mm-card"><div class="mm-top"><div>'
        f"{title(role)}{organization(catalog, role)}</div>"
        f"{score(explanation.score, standing.band)}</div>"
        f"{_open_now(role)}{facts(catalog, role)}"
        f"{_in_the_way(standing)}"
        f"{_reasons(explanation)}"
        f"{_concerns(explanation.concerns)}"
        f"{questions(explanation.questions)}"
        f"{_lifted(standing.lifted)}"
        f"{_page_age(role)}</article>"
    )


def title(role: phrases.Role) -> str:
    """Return the HTML of a role's title, a link to its page."""
    link = addresses.role_link(role[columns.ROLE_ID])
    return f'<h3><a href="{look.address(link)}">{look.words(role[columns.TITLE])}</a></h3>'


def organization(catalog: Catalog, role: phrases.Role) -> str:
    """Return the HTML of who offers a role and where."""
    link = addresses.organization_link(role[columns.ORG_ID])
    where = wording.place(catalog, role)
    place = f" · {look.escape(where)}" if where else ""
    name = look.words(role[columns.ORG_NAME])
    return f'<p class="mm-org"><a href="{look.address(link)}">{name}</a>{place}</p>'


def score(points: float, band: int | None = None) -> str:
    """Return the HTML of a score: the rounded number with a thin bar below it.

    Parameters
    ----------
    band : int or None
        Puts a word before the number, for a role in a list with bands.
    """
    said = f"{points:.2f} of 100 points"
    word = ""
    if band is not None:
        said = f"{strength(points, band)}, {said}. {strength_means(points, band)}"
        word = f'<span class="mm-strength">{strength(points, band)}</span>'
    return (
        f'<div class="mm-score" role="img" aria-label="{said}" title="{said}">{word}'
        f"<strong>{points:.0f}</strong>"
        f'<span class="mm-bar"><span style="width:{min(max(points, 0), 100):.0f}%"></span></span>'
        "</div>"
    )


def facts(catalog: Catalog, role: phrases.Role) -> str:
    """Return the HTML of the chips: setting, length, time, who pays; below them what it asks.

    For who comes with family, that families are welcome stands first.
    """
    setting, length = wording.settings(catalog, role), phrases.length(role)
    first = role[columns.SETTING][0] if setting else ""
    profile = state.profile()
    cost = badges.price(role, profile.people if profile else None)
    said = (
        (setting, look.icon_for_setting(first)),
        (length, ":material/schedule:"),
        (phrases.when(role), ":material/event:"),
        (", ".join(filter(None, (wording.paid_by(catalog, role), cost))), ":material/payments:"),
    )
    chips = [look.chip(phrases.capital(text), icon=icon) for text, icon in said if text]
    asked = [look.chip(text, "ask") for text in badges.asks(catalog, role)]
    if role[columns.FAMILY] == "yes":
        with_family = profile is not None and profile.family == "yes"
        welcome = look.chip(badges.FAMILY_WELCOME, "fits", ":material/family_restroom:")
        chips.insert(0 if with_family else len(chips), welcome)
    if badges.is_old_page(role, session.now().date()):
        chips.append(look.chip(f"Old page, {str(role[columns.SOURCE_DATE])[:4]}", "ask"))
    return look.chips(chips) + look.chips(asked)


def questions(asked: Sequence[str]) -> str:
    """Return the HTML of what to ask: the first question, the others folded below it."""
    if not asked:
        return ""
    first, *others = asked
    head = f"{look.symbol(':material/help:')}<span>{look.escape(first)}"
    if not others:
        return f'<p class="mm-line mm-ask-line">{head}</span></p>'
    more = "".join(f"<li>{look.escape(question)}</li>" for question in others)
    return (
        f'<details class="mm-line mm-ask-line"><summary>{head} '
        f'<span class="mm-more">and {phrases.counted(len(others), "more question")} to ask</span>'
        f"</span></summary><ul>{more}</ul></details>"
    )


def small(
    catalog: Catalog, role_id: str, points: float | None = None, band: int | None = None
) -> str:
    """Return the HTML of a role in a short list: title, organization and chips, no reasons."""
    role = catalog.role(role_id)
    number = score(points, band) if points is not None else ""
    return (
        '<li class="mm-small-card"><div class="mm-top"><div>'
        f"{title(role)}{organization(catalog, role)}</div>{number}</div>"
        f"{facts(catalog, role)}</li>"
    )


def article(catalog: Catalog, article_id: str, why: str, tags: str = "") -> str:
    """Return the HTML of an article worth reading and why; `tags` is HTML too."""
    found: Any = catalog.articles.loc[article_id]
    kind = catalog.vocabulary.labels("article_kind").get(found[columns.KIND], "")
    date = phrases.date_in_words(found["published"])
    by = " · ".join(look.words(part) for part in (kind, found[columns.PUBLISHER], date) if part)
    link = look.address(addresses.article_link(article_id))
    reason = (
        f'<p class="mm-line mm-fits-line">{look.symbol(":material/check:")}'
        f"<span>{look.escape(why)}</span></p>"
        if why
        else ""
    )
    return (
        f'<li class="mm-small-card"><h3><a href="{link}">{look.words(found[columns.TITLE])}</a>'
        f'</h3><p class="mm-org">{by}</p>{look.words(found[columns.SUMMARY], "p")}{reason}'
        f"{tags}</li>"
    )


def articles(catalog: Catalog, found: pd.DataFrame) -> str:
    """Return the HTML of a list of articles from their `article_id` and `why`; `""` of none."""
    pairs = zip(found[columns.ARTICLE_ID], found["why"], strict=True)
    items = "".join(article(catalog, article_id, why) for article_id, why in pairs)
    return f'<ul class="mm-short-list">{items}</ul>' if items else ""


def _open_now(role: phrases.Role) -> str:
    is_open = role[columns.STATUS] == "open"
    return (
        look.chips([look.chip("An opening now", "fits", ":material/campaign:")]) if is_open else ""
    )


def _reasons(explanation: Explanation) -> str:
    lines = "".join(
        f'<li class="mm-line mm-fits-line">{look.symbol(":material/check:")}'
        f"<span>{look.escape(reason.text)}</span></li>"
        for reason in explanation.reasons[:REASONS]
    )
    return f'<ul class="mm-lines" aria-label="What speaks for it">{lines}</ul>' if lines else ""


def _concerns(concerns: Sequence[str]) -> str:
    lines = "".join(
        f'<li class="mm-line mm-weigh-line">{look.symbol(":material/balance:")}'
        f"<span>{look.escape(concern)}</span></li>"
        for concern in concerns
    )
    return f'<ul class="mm-lines" aria-label="What to weigh">{lines}</ul>' if lines else ""


def _in_the_way(standing: Standing) -> str:
    if not standing.in_the_way:
        return ""
    said = f"<strong>{look.escape(BANDS[standing.band])}:</strong> "
    said += look.escape(phrases.inside(standing.in_the_way))
    icon = look.symbol(":material/call_split:")
    return f'<p class="mm-line mm-weigh-line">{icon}<span>{said}</span></p>'


def _lifted(rank: int | None) -> str:
    if rank is None:
        return ""
    return (
        f'<p class="mm-line mm-quiet">{look.symbol(":material/visibility:")}<span>Shown here so '
        f"that this role is seen; by its points it stands {phrases.ordinal(rank)}.</span></p>"
    )


def _page_age(role: phrases.Role) -> str:
    said = badges.page_age(role, session.now().date())
    return f'<p class="mm-read">{look.escape(said)}</p>' if said else ""
