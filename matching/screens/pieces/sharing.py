"""Links to pass something on: by the device's own menu or the clipboard, and by mail.

The links are plain: without scripts the first opens the plain page, the second a mail. One
component without anything to see listens to them on a page and tells which was used.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching.screens import look
from matching.screens.visit import profile_link, reading_list
from matching.web import plain_address
from matching.words.letter import mail_link

_KEY: Final = "share_listener"
_SCRIPT: Final = """
const tell = { way: null };

const share = async (event) => {
  const link = event.target.closest?.("a[data-shares]");
  if (!link || event.button !== 0) return;
  const id = link.dataset.shares;
  if (link.dataset.way === "mail") { tell.way?.(id, "mail"); return; }
  event.preventDefault();
  event.stopPropagation();
  const said = { title: link.dataset.title, url: link.href };
  const hasSheet = navigator.share && navigator.canShare?.(said);
  try {
    if (hasSheet) await navigator.share(said);
    else await navigator.clipboard.writeText(link.href);
  } catch (error) {
    if (error.name !== "AbortError") window.open(link.href, "_blank", "noopener");
    return;
  }
  tell.way?.(id, hasSheet ? "sheet" : "copy");
};

export default function (component) {
  tell.way = (id, way) => component.setTriggerValue("shared", { id, way });
  if (!window.missionmatchShares) {
    window.missionmatchShares = true;
    document.addEventListener("click", (event) => window.missionmatchShare?.(event), true);
  }
  window.missionmatchShare = share;
}
"""
_mount = st.components.v2.component("missionmatch_share", js=_SCRIPT)


def listen() -> None:
    """Listen to the links of this page; call it once in a run."""
    _mount(key=_KEY, on_shared_change=_count)


def links(article_id: str, title: str, before: str = "") -> str:
    """Return the links to pass an article on: its plain page, and a mail with that.

    Parameters
    ----------
    before : str
        HTML of another link that stands before them.
    """
    address = f"{profile_link.site()}{plain_address('articles', article_id)}"
    told = f'data-shares="{look.escape(article_id)}" data-title="{look.escape(title)}"'
    return (
        f'<p class="mm-flush mm-share">{before}<a href="{look.address(address)}" {told} '
        'data-way="share" target="_blank" role="button">Share</a> '
        f'<a href="{look.address(mail_link(title, address))}" {told} data-way="mail">Mail</a></p>'
    )


def _count() -> None:
    said = st.session_state[_KEY].get("shared")
    if said:
        if said.get("way") == "copy":
            st.toast("The link is copied.", icon=":material/content_copy:")
        reading_list.passed_on(str(said.get("id", ""))[:200], str(said.get("way", ""))[:10])
