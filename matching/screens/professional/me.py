"""Screen: what is kept about a professional, who may see it; to take it along or delete it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Final

import streamlit as st

from matching import Catalog, phrases
from matching.authorization import PROFESSIONAL, Actor
from matching.screens import look
from matching.screens.look import addresses, html, pages, sheets
from matching.screens.pieces import record_cards
from matching.screens.professional import hiding, profile_bar
from matching.screens.visit import downloads, federated, resources, saved, session, state
from matching.services import professional
from matching.services.professional import VISIBILITY_TEXTS, Consent, Deletion, MyProfile
from matching.services.shared.texts import LONGEST_CONTACT, LONGEST_NAME
from matching.store import Database
from matching.store.words import CONSENT_KINDS, VISIBILITIES
from matching.words.profile_facts import facts_of_profile
from matching.written import displayed

WORD: Final = "delete"
FIELD: Final = 420
"""Width of a field, in pixels; less on a phone."""
STAYS: Final = {
    "stage_changes": (
        "Steps that organizations took with you",
        "with the coded reason and the time, without any words: they tell what roles ask for and "
        "how fast an organization answers",
    ),
    "events": (
        "What was shown and done in lists",
        "the order of the list is measured by it; nobody can tell any more what belonged to you",
    ),
    "comments": (
        "Comments, questions and answers that you wrote",
        "without your words: others may have answered them",
    ),
    "comment_reports": (
        "Comments that you reported",
        "without your words: somebody still has to look at them",
    ),
    "role_reports": (
        "Roles that you reported",
        "without your words: somebody still has to look at them",
    ),
    "audit_log": (
        "The log of changes",
        "with a random number in your place that leads to nobody any more: who reads the log must "
        "be able to trust that nothing is missing",
    ),
    "sign_in_attempts": (
        "Attempts to sign in",
        "as numbers that cannot be turned back into your address, until they are old: they keep "
        "attackers out",
    ),
}
"""Table to what stays of a person in it and why; docs/store.md says the same for operators."""


def show_profile(catalog: Catalog, mine: MyProfile) -> None:
    """Show what was saved of the profile, and the way to change it."""
    html.show(
        html.heading("What I said about myself"),
        record_cards.fact_list(facts_of_profile(catalog, mine.profile)),
        html.paragraph(
            f"In my own words: “{mine.profile.statement}”" if mine.profile.statement else ""
        ),
        html.paragraph(f"Saved on {phrases.day_in_words(mine.updated_at)}.", "mm-quiet mm-flush"),
    )
    if saved.differs_in():
        profile_bar.draw("In this tab you gave other answers.")
    st.page_link(pages.file("find"), label="Change my profile", icon=":material/edit:")


def show_no_profile() -> None:
    """Offer to save the profile of this tab, or lead to the form."""
    look.empty(
        "No profile saved yet",
        "Say on the first page who you are and save it to your account: then it is there on every "
        "device, and you can show interest in roles.",
    )
    if state.profile() is not None:
        profile_bar.draw()
    else:
        st.page_link(pages.file("find"), label="Say who I am", icon=":material/edit:")


def show_reach(mine: MyProfile) -> None:
    """Show name and contact, which are saved as soon as a field is left."""
    html.show(
        html.heading("Name and contact"),
        html.paragraph(
            "Only an organization that you agreed to be introduced to sees these. What you write "
            "is saved when you leave the field.",
            "mm-quiet mm-flush",
        ),
    )
    fields = {
        "display_name": ("My name", LONGEST_NAME),
        "contact": ("How to reach me, such as an e-mail address", LONGEST_CONTACT),
    }
    for name, (label, longest) in fields.items():
        state.follow(f"my_{name}", getattr(mine, name))
        st.text_input(
            label,
            getattr(mine, name),  # also as the default; profile_form.py says why
            max_chars=longest,
            key=f"my_{name}",
            on_change=_save_reach,
            width=FIELD,
        )
    typed = {name: displayed(st.session_state[f"my_{name}"]).strip() for name in fields}
    if any(text != getattr(mine, name) for name, text in typed.items()):
        with st.container(horizontal=True, vertical_alignment="center", key="unsaved_reach"):
            st.html('<p class="mm-flush" role="status">This is not saved yet.</p>', width="content")
            st.button("Save", icon=":material/save:", key="save_reach", on_click=_save_reach)


def _save_reach() -> None:
    name, contact = st.session_state["my_display_name"], st.session_state["my_contact"]
    saved.change("Saved.", display_name=name, contact=contact)


def show_visibility(mine: MyProfile) -> None:
    """Show who may see the profile; to be seen more needs a sentence to be agreed to."""
    html.show(html.heading("Who may see my profile"))
    state.follow("my_visibility", mine.visibility)
    chosen = st.radio(
        "Who may see my profile",
        list(VISIBILITIES),
        index=list(VISIBILITIES).index(mine.visibility),
        format_func=lambda visibility: VISIBILITIES[visibility],
        captions=[VISIBILITY_TEXTS[visibility] for visibility in VISIBILITIES],
        key="my_visibility",
        label_visibility="collapsed",
        on_change=_choose,
    )
    if chosen == mine.visibility:
        return
    with st.container(border=True, key="agreeing"):
        html.show(html.paragraph("This is not saved yet. Please agree to it first.", "mm-flush"))
        st.checkbox(f"I agree: “{VISIBILITY_TEXTS[chosen]}”", key=f"agree_{chosen}")
        with st.container(horizontal=True):
            st.button(
                "Save",
                icon=":material/save:",
                type="primary",
                key="save_visibility",
                disabled=not st.session_state[f"agree_{chosen}"],
                on_click=_agree,
                args=(chosen,),
            )
            st.button(
                f"Leave it at “{VISIBILITIES[mine.visibility]}”",
                type="tertiary",
                key="leave_visibility",
                on_click=st.session_state.update,
                args=({"my_visibility": mine.visibility},),
            )


def _choose() -> None:
    """Save at once what makes the profile less visible; more waits for the agreement."""
    mine, chosen = saved.mine(), st.session_state["my_visibility"]
    rising = list(VISIBILITIES)
    if mine is not None and rising.index(chosen) < rising.index(mine.visibility):
        saved.change(f"Saved: {VISIBILITIES[chosen].lower()}.", visibility=chosen)


def _agree(chosen: str) -> None:
    saved.change(f"Saved: {VISIBILITIES[chosen].lower()}.", visibility=chosen, agreed=True)


def show_measurement() -> None:
    """Offer to have written down what one is shown and does, and to take that back."""
    is_given = session.show(professional.has_measurement_consent)
    html.show(
        html.heading("Help to improve the ranking"),
        html.paragraph(f"“{professional.MEASUREMENT_TEXT}”", "mm-flush"),
        html.paragraph(
            "You agree to these words by switching it on. You can use everything without it. From "
            "time to time two ways of ranking may then share your list, to see which is better.",
            "mm-quiet mm-flush",
        ),
    )
    state.follow("my_measurement", is_given)
    st.toggle(
        "Help to improve the ranking", is_given, key="my_measurement", on_change=_set_measurement
    )


def _set_measurement() -> None:
    is_given = st.session_state["my_measurement"]
    done = (
        "Thank you. What you are shown and do in Find is written down from now on."
        if is_given
        else "Taken back. All that was written down of you is deleted."
    )
    if not session.attempt(professional.set_measurement_consent, is_given, done=done):
        st.session_state["my_measurement"] = not is_given


def show_consents(catalog: Catalog, consents: tuple[Consent, ...]) -> None:
    """Show what one agreed to and took back, in the words of that moment."""
    if not consents:
        return
    items = "".join(
        f"<li>{phrases.moment_in_words(consent.at)}: "
        f"{'agreed' if consent.given else 'taken back or refused'}. "
        f"“{look.escape(consent.text)}” "
        f'<span class="mm-quiet">{look.escape(_about(catalog, consent))}</span></li>'
        for consent in consents
    )
    with st.expander(
        f"What I agreed to ({len(consents)})", icon=":material/handshake:", key="my_consents"
    ):
        html.show(f'<ul class="mb-list">{items}</ul>')


def _about(catalog: Catalog, consent: Consent) -> str:
    kind = CONSENT_KINDS[consent.kind]
    if consent.role_id not in catalog.roles.index:
        return kind
    return f"{kind}: {catalog.role(consent.role_id)['title']}"


def _my_data(database: Database, actor: Actor, *, now: datetime) -> str:
    data = professional.export_my_data(database, actor, now=now)
    return json.dumps(data, ensure_ascii=False, indent=2)


def show_data() -> None:
    """Offer all that is kept about the person as a file."""
    html.show(
        html.heading("Everything kept about me"),
        html.paragraph(
            "One file with all of it: profile, shortlist, interests, what you agreed to, and when "
            "you signed in.",
            "mm-quiet mm-flush",
        ),
    )
    downloads.button(
        "Download all my data (JSON)",
        session.later(_my_data),
        file_name="my-missionmatch-data.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
        key="my_data",
    )


def show_deleting() -> None:
    """Say what deleting the account means, and do it when the word was typed."""
    with st.expander("Delete my account", icon=":material/delete:", key="deleting"):
        stays = [f"{what}, {why}." for what, why in STAYS.values()]
        html.show(
            html.paragraph(
                "Your account goes at once, and with it your profile, shortlist and interests, "
                "what organizations noted about you, and what you agreed to. This cannot be undone."
            ),
            html.paragraph("This stays, without you:"),
            html.bullets(stays),
            html.paragraph(
                "Backups made before still hold your data until they are thrown away. You may want "
                "to download it first."
            ),
        )
        word = st.text_input(
            f"Type the word {WORD} and press Enter", key="delete_word", width=FIELD
        )
        st.button(
            "Delete my account for good",
            key="delete_account",
            icon=":material/delete_forever:",
            disabled=word.strip().lower() != WORD,
            on_click=_delete,
        )


def _delete() -> None:
    if session.attempt(_delete_account):
        federated.sign_out()


def _delete_account(database: Database, actor: Actor, *, now: datetime) -> None:
    deletion = professional.delete_my_account(database, actor, now=now)
    st.session_state[state.GOODBYE] = deletion


def show_goodbye(deletion: Deletion) -> None:
    """Say that the account is gone, and what remains."""
    look.page_header("Your account is deleted", "Thank you for having been here.")
    remains = [
        f"{STAYS[one.table][0]}: {phrases.counted(one.rows, 'entry', 'entries')}"
        for one in deletion.remains
        if one.table in STAYS
    ]
    home = look.address(addresses.home_link())
    html.show(
        html.paragraph("What remains, without you:" if remains else ""),
        html.bullets(remains),
        f'<p><a class="mm-button" href="{home}">Back to the start</a></p>',
    )


sheets.put("parts")
sheets.put("me")
the_goodbye = st.session_state.pop(state.GOODBYE, None)
if the_goodbye is not None:
    show_goodbye(the_goodbye)
    st.stop()
me = session.need(PROFESSIONAL)
the_catalog = resources.catalog()
look.page_header("My profile", "What is kept about you in your account, and who may see it.")
session.show_outcome()
my_profile = saved.mine()
if my_profile is None:
    show_no_profile()
else:
    show_profile(the_catalog, my_profile)
    show_visibility(my_profile)
    hiding.draw(the_catalog)
    show_reach(my_profile)
show_measurement()
show_data()
show_consents(the_catalog, session.show(professional.my_consents))
show_deleting()
