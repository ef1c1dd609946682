"""On the page of a candidate: what the members settle, owner, days, interview, ratings, papers."""

from __future__ import annotations

from functools import cache
from typing import Final

import streamlit as st

from matching import phrases
from matching.gatherings.gathering import at_in, zone_names
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import interview
from matching.screens.pieces.event_parts import own_zone
from matching.screens.recruiter import candidate_papers, candidate_ratings, far_down
from matching.screens.visit import session
from matching.services import recruiter
from matching.services.recruiter import Candidate, Team

LONGEST_PLACE: Final = 200
DAY: Final = "DD/MM/YYYY"


def draw(found: Candidate, org_name: str) -> None:
    """Show all of it, each part with its form."""
    team = session.show(recruiter.candidate_team, found.role_id, found.account_id)
    html.show(
        html.heading("Team"),
        html.paragraph(
            f"Only members of {org_name} read this. The person reads the interview, and in their "
            "own calendar what is still due of the checklist.",
            "mm-quiet mm-flush",
        ),
    )
    with st.container(border=True, key="card_team"):
        left, right = st.columns(2, gap="large")
        with left:
            _draw_plan(found, team)
        with right:
            _draw_interview(found, team)
    candidate_ratings.draw(found, team.ratings)
    candidate_papers.draw(found, team)


def dialog_if_begun() -> None:
    """Open the dialog that was just asked for, if there is one."""
    candidate_ratings.dialog_if_begun()
    candidate_papers.dialog_if_begun()


def _draw_plan(found: Candidate, team: Team) -> None:
    keys = {name: _key(name, found, team.version) for name in ("owner", "follow_up", "start")}
    html.show(html.heading("Who cares for them", size=3), _plan_told(team))
    with st.form(_key("plan", found, team.version), border=False):
        owners = ["", *team.members]
        st.selectbox(
            "Owner",
            owners,
            index=owners.index(team.owner) if team.owner in owners else 0,
            format_func=lambda id_: look.plain(team.members.get(id_, "Nobody")),
            key=keys["owner"],
        )
        st.date_input("Follow up on", team.follow_up_on, format=DAY, key=keys["follow_up"])
        st.date_input("Agreed start", team.agreed_start, format=DAY, key=keys["start"])
        st.form_submit_button(
            "Save", key="save_plan", on_click=_plan, args=(found, team.version, keys)
        )


def _plan_told(team: Team) -> str:
    if team.follow_up_on is None:
        said = f"{team.owner_name or 'Nobody yet'}, without a day to come back to them."
    else:
        on = phrases.day_in_words(team.follow_up_on)
        due = " That is due." if team.follow_up_on <= session.today() else ""
        said = f"{team.owner_name or 'Nobody yet'}; follow up on {on}.{due}"
    return html.paragraph(phrases.capital(said), "mm-flush")


def _plan(found: Candidate, version: int, keys: dict[str, str]) -> None:
    owner, follow_up_on, starts_on = (
        st.session_state[keys[name]] for name in ("owner", "follow_up", "start")
    )
    far_down.attempt(
        recruiter.plan_candidate,
        found.role_id,
        found.account_id,
        owner,
        follow_up_on,
        starts_on,
        version=version,
        done="Saved.",
    )


def _draw_interview(found: Candidate, team: Team) -> None:
    html.show(html.heading("Interview", size=3), interview.told(team.interview))
    if found.introduction != "agreed":
        text = "You can set one once they have agreed to an introduction."
        html.show(html.paragraph(text, "mm-quiet mm-flush"))
        return
    held, version = team.interview, team.interview_version
    zone = held.time_zone if held else own_zone() or "UTC"
    at = at_in(held.at, zone) if held else None
    keys = {name: _key(name, found, version) for name in ("day", "hour", "zone", "place")}
    with st.form(_key("interview", found, version), border=False):
        left, right = st.columns(2)
        left.date_input("Day", at.date() if at else None, format=DAY, key=keys["day"])
        right.time_input("Hour", at.time() if at else None, key=keys["hour"])
        st.selectbox(
            "Time zone of the hour",
            _zones(),
            index=_zones().index(zone),
            format_func=lambda name: name.replace("_", " "),
            key=keys["zone"],
        )
        st.text_input(
            "Where",
            held.place if held else "",
            max_chars=LONGEST_PLACE,
            placeholder="By phone, a link to a call, a room",
            key=keys["place"],
        )
        with st.container(horizontal=True):
            st.form_submit_button(
                "Change it" if held else "Set it",
                key="set_interview",
                on_click=_set_interview,
                args=(found, version, keys),
            )
            if version:
                st.form_submit_button(
                    "Take it back",
                    type="tertiary",
                    icon=":material/undo:",
                    key="clear_interview",
                    on_click=_clear_interview,
                    args=(found, version),
                )


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(zone_names()))


def _set_interview(found: Candidate, version: int, keys: dict[str, str]) -> None:
    day, hour, zone, place = (st.session_state[key] for key in keys.values())
    far_down.attempt(
        recruiter.set_interview,
        found.role_id,
        found.account_id,
        day,
        hour,
        zone,
        place,
        version=version,
        done="Set. They read it with their interest in the role.",
    )


def _clear_interview(found: Candidate, version: int) -> None:
    far_down.attempt(
        recruiter.clear_interview,
        found.role_id,
        found.account_id,
        version=version,
        done="The interview is taken back.",
    )


def _key(what: str, found: Candidate, version: int) -> str:
    """Return the key of a widget: for another person, or after a change, it is another one."""
    return f"team_{what}_{version}_{found.account_id}"
