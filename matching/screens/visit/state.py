"""What one visitor has said and chosen, kept in the session; and the addresses of pages.

Saved roles are changed through saved.py, which keeps those of a professional in the account.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import streamlit as st

from matching import Profile
from matching.written import displayed

Value = TypeVar("Value")

MOST_COMPARED: Final = 3
"""How many roles can stand side by side."""

LONGEST_NOTE: Final = 2000
"""Characters of a note on a saved role."""

_PROFILE: Final = "the_profile"
_DRAFT: Final = "profile_draft"
_BEFORE: Final = "profile_before"
_FORM_IS_STALE: Final = "form_is_stale"
_FORM_IS_UNSEEN: Final = "form_is_unseen"
_SHORTLIST: Final = "the_shortlist"
_HIDDEN: Final = "hidden_roles"
_JUST_HIDDEN: Final = "just_hidden_roles"
_COMPARED: Final = "compared_roles"
_NOTICE: Final = "notice"
_PAGE: Final = "results_page"
_IS_ANEW: Final = "list_is_anew"
_TOP: Final = "list_top"
_OPENED: Final = "opened_role"
_CARD: Final = "card_to_show"
GOODBYE: Final = "goodbye"
"""Key of what is said once to a person whose account was deleted."""

# ---- the profile ----------------------------------------------------------------------------


def profile() -> Profile | None:
    """Return what the visitor has said about themselves; None until they name a profession."""
    return _kept(_PROFILE, None)


def set_profile(new: Profile | None, *, list_stays: bool = False) -> None:
    """Keep a profile from a link, a file or an example; the form is filled anew from it.

    Parameters
    ----------
    list_stays : bool
        Whether the list keeps its page: the address names it beside the profile.
    """
    st.session_state[_PROFILE] = new
    st.session_state[_DRAFT] = new.model_dump() if new else {}
    st.session_state[_FORM_IS_STALE] = True
    if not list_stays:
        start_list_anew()


def draft() -> dict[str, Any]:
    """Return the fields that the form shows; without a profession they are no profile yet."""
    return _kept(_DRAFT, {})


def change_draft(changes: Mapping[str, Any]) -> None:
    """Change fields of the form, and the profile with them.

    Raises
    ------
    ProfileError
        If the fields do not go together; nothing is changed then.
    """
    fields = {**draft(), **changes}
    new = Profile(**fields) if fields.get("profession") else None
    st.session_state[_PROFILE] = new
    st.session_state[_DRAFT] = new.model_dump() if new else fields
    start_list_anew()


def has_begun() -> bool:
    """Return whether the form says something, though no profession yet."""
    return profile() is None and any(value not in ("", (), [], None) for value in draft().values())


def repeat_form() -> None:
    """Let the browser be told again what the form shows: it may not have seen the run before."""
    st.session_state[_FORM_IS_UNSEEN] = True


def refill_form() -> None:
    """Let the form be filled anew from the draft, which was changed elsewhere."""
    st.session_state[_FORM_IS_STALE] = True


def take_form_is_unseen() -> bool:
    """Return whether `repeat_form` was called, and forget that."""
    return bool(st.session_state.pop(_FORM_IS_UNSEEN, False))


def take_form_is_stale() -> bool:
    """Return whether the form must be filled anew from the draft, and forget that."""
    return bool(st.session_state.pop(_FORM_IS_STALE, False))


def replace_profile(new: Profile) -> None:
    """Take another profile, and remember the one before, if any, for `undo_change`."""
    before = profile()
    set_profile(new)
    st.session_state[_BEFORE] = before


def apply_change(changes: Mapping[str, Any]) -> None:
    """Change the profile as a suggestion says; `undo_change` goes back."""
    before = profile()
    if before is not None:
        replace_profile(before.changed(**changes))


def undo_change() -> None:
    """Go back to the profile before the last `apply_change`."""
    before = st.session_state.pop(_BEFORE, None)
    if before is not None:
        set_profile(before)


def can_undo_change() -> bool:
    """Return whether `undo_change` has a profile to go back to."""
    return st.session_state.get(_BEFORE) is not None


def forget_change() -> None:
    """Forget the profile that `undo_change` would go back to."""
    st.session_state.pop(_BEFORE, None)


# ---- saved, hidden and compared roles -------------------------------------------------------


def shortlist() -> dict[str, str]:
    """Return the saved roles, `role_id` to the visitor's note, in the order of saving."""
    return _kept(_SHORTLIST, {})


def set_shortlist(new: Mapping[str, str]) -> None:
    """Replace the saved roles and their notes."""
    st.session_state[_SHORTLIST] = {role_id: displayed(note) for role_id, note in new.items()}


def is_saved(role_id: str) -> bool:
    """Return whether a role is on the shortlist."""
    return role_id in shortlist()


def hidden() -> tuple[str, ...]:
    """Return the roles that the visitor does not want to see, the last hidden one last."""
    return _kept(_HIDDEN, ())


def just_hidden() -> tuple[str, ...]:
    """Return the roles hidden since the list last changed, which keep their place in it."""
    return _kept(_JUST_HIDDEN, ())


def hide(role_id: str) -> None:
    """Leave a role out of the list from now on."""
    for key in (_HIDDEN, _JUST_HIDDEN):
        st.session_state[key] = (*_without(_kept(key, ()), role_id), role_id)


def unhide(role_id: str) -> None:
    """Show a hidden role again."""
    for key in (_HIDDEN, _JUST_HIDDEN):
        st.session_state[key] = _without(_kept(key, ()), role_id)


def set_hidden(role_ids: tuple[str, ...]) -> None:
    """Replace the hidden roles; none of them keeps its place in the list."""
    st.session_state[_HIDDEN] = role_ids
    st.session_state[_JUST_HIDDEN] = ()


def compared() -> tuple[str, ...]:
    """Return the roles chosen for comparison, at most `MOST_COMPARED`, oldest first."""
    return _kept(_COMPARED, ())


def set_compared(role_ids: tuple[str, ...]) -> None:
    """Replace the roles chosen for comparison."""
    st.session_state[_COMPARED] = role_ids[:MOST_COMPARED]


def toggle_compared(role_id: str) -> None:
    """Add a role to the comparison or take it out; a full comparison stays as it is."""
    if role_id in compared():
        set_compared(_without(compared(), role_id))
    else:
        set_compared((*compared(), role_id))


# ---- the list -------------------------------------------------------------------------------


def start_list_anew() -> None:
    """Go to the first page of the list; just hidden roles lose their place in it."""
    st.session_state.pop(_NOTICE, None)
    st.session_state[_PAGE] = 1
    st.session_state[_JUST_HIDDEN] = ()
    st.session_state[_IS_ANEW] = True


def take_list_is_anew() -> bool:
    """Tell whether `start_list_anew` was called since this was asked last."""
    return bool(st.session_state.pop(_IS_ANEW, False))


def show_top() -> None:
    """Bring the top of the list into view, once it is drawn (see memory.py)."""
    st.session_state[_TOP] = top() + 1


def top() -> int:
    """Return how often `show_top` was called, counted from 1."""
    return _kept(_TOP, 1)


def role_is_open(role_id: str) -> None:
    """Remember the role that is looked at, so that the list can show its card again."""
    st.session_state[_OPENED] = role_id


def show_card(record_id: str) -> None:
    """Bring the card of a record into view, once it is drawn."""
    st.session_state[_CARD] = record_id


def take_card_to_show(page: str) -> str:
    """Return the role from which the visitor comes back to the list, and forget it.

    A card that `show_card` names goes before it.

    Parameters
    ----------
    page : str
        URL path of the page that is open now; `""` is the list.
    """
    if card := st.session_state.pop(_CARD, ""):
        return str(card)
    if page == "role":
        return ""
    opened = str(st.session_state.pop(_OPENED, ""))
    return opened if not page else ""


def notify(text: str) -> None:
    """Keep a sentence for the visitor until they next change something."""
    st.session_state[_NOTICE] = text


def notice() -> str:
    """Return the sentence kept by `notify`, `""` if there is none."""
    return str(st.session_state.get(_NOTICE, ""))


def follow(key: str, value: object) -> None:
    """Let a widget show what is saved, and again whenever something else is saved.

    What a person typed and could not save stays in the widget meanwhile.
    """
    shown = f"{key}_as_saved"
    if key not in st.session_state or st.session_state.get(shown) != value:
        st.session_state[key] = value
    st.session_state[shown] = value


# ---- addresses ------------------------------------------------------------------------------


def _without(role_ids: tuple[str, ...], role_id: str) -> tuple[str, ...]:
    return tuple(other for other in role_ids if other != role_id)


def _kept(key: str, default: Value) -> Value:
    kept: Any = st.session_state.get(key, default)
    return kept
