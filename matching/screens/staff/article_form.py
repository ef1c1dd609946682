"""The form with which staff add and change an article, and what else they do with it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import streamlit as st

from matching import Catalog, columns, phrases
from matching.authorization import Actor
from matching.screens import look
from matching.screens.look import addresses, html, pages
from matching.screens.pieces import cells_form
from matching.screens.pieces.cells_form import COUNTRY, DATE_HINT, CellsForm, Field
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.pieces.save_bar import save_bar
from matching.screens.staff import article_preview
from matching.screens.visit import session
from matching.screens.visit.asking import Asking
from matching.services import staff
from matching.services.staff import ArticleForm
from matching.store import Database

FIELDS: Final = {
    columns.URL: Field("Address of the page", is_needed=True, hint="https://…"),
    columns.TITLE: Field("Title", is_needed=True, hint="As the page gives it"),
    columns.SUMMARY: Field(
        "Summary", is_long=True, hint="One or two sentences, in our own words"
    ),
    columns.KIND: Field("Kind", "article_kind", is_needed=True),
    columns.STAGE: Field("Whom it helps", "stage", is_needed=True),
    columns.OBSTACLES: Field(
        "Helps with",
        "obstacle",
        is_list=True,
        help="What may keep a reader away, and the page helps with",
    ),
    columns.PROFESSIONS: Field(
        "Professions", "profession", is_list=True, is_named=True,
        help="Without any, it is for everybody",
    ),
    columns.SPECIALTIES: Field("Specialties", "specialty", is_list=True, is_named=True),
    columns.FOCUS_AREAS: Field("Work", "focus_area", is_list=True, is_named=True),
    columns.COUNTRIES: Field("Countries", COUNTRY, is_list=True, is_named=True),
    columns.PUBLISHER: Field("Publisher"),
    columns.AUTHOR: Field("Author"),
    columns.PUBLISHED: Field("Published", hint=DATE_HINT),
    columns.READ_ON: Field("Read on", hint=DATE_HINT, help="When somebody last read the page"),
}  # fmt: skip
RESTS: Final = {
    "comments": ("comment", "comments"),
    "article_tags": ("tag that people gave", "tags that people gave"),
    "article_marks": ("mark of a reader", "marks of readers"),
    "article_shares": ("count of sharing", "counts of sharing"),
}
"""What goes with an article, by table."""
_MADE: Final = "article_made"
_asking: Final[Asking[str]] = Asking("article_to_delete")


def show_new(catalog: Catalog, profession: str, obstacle: str) -> None:
    """Show the form of a new article, with a profession and an obstacle filled in if given."""
    if made := st.session_state.pop(_MADE, ""):
        st.switch_page(pages.file("edit_articles"), query_params={"article_id": made})
    typed = {
        columns.READ_ON: session.today().isoformat(),
        **({columns.PROFESSIONS: profession} if profession else {}),
        **({columns.OBSTACLES: obstacle} if obstacle else {}),
    }
    empty = dict.fromkeys(FIELDS, "")
    name = f"article_new_{profession}_{obstacle}"
    form = cells_form.opened(name, FIELDS, empty, 0, typed)
    html.show(f'<p class="mb-back">{_back()}</p>')
    look.page_header("Add an article", "Paste its address; the catalog has each page once.")
    session.show_outcome()
    _draw(catalog, form, "")
    said = cells_form.standing(form, is_behind=False)
    _show_bar(form, "", said if form.faults else "Not in the catalog before you save it.")


def show_form(catalog: Catalog, article_id: str) -> None:
    """Show the form of an article."""
    article = session.show(staff.article_form, article_id)
    form = cells_form.opened(f"article_{article_id}", FIELDS, article.cells, article.version)
    links = [_back()]
    if article_id in catalog.articles.index:
        links.append(html.link(addresses.article_link(article_id), "Its page"))
    links.append(html.outward(article.cells[columns.URL], "The original"))
    html.show(f'<p class="mb-back">{" · ".join(links)}</p>')
    look.page_header(article.cells[columns.TITLE])
    session.show_outcome()
    html.show(html.paragraph(_origin(article), "mm-quiet"))
    if article.taken_off_at is not None:
        _show_taken_off(article_id, article, phrases.day_in_words(article.taken_off_at))
    else:
        _offer_taking_off(article_id, article)
    is_behind = form.version != article.version
    if is_behind:
        cells_form.show_conflict(form, "article", article.cells, article.version)
    _draw(catalog, form, article_id)
    _show_bar(form, article_id, cells_form.standing(form, is_behind=is_behind))


def _back() -> str:
    return html.link(addresses.edit_articles_link(), "← All articles to edit")


def _origin(article: ArticleForm) -> str:
    """Say where the row comes from, and what the next loading of the file does with it."""
    on = phrases.day_in_words(article.edited_at) if article.edited_at else ""
    by = f" by {article.edited_by}" if article.edited_by else ""
    if not article.is_of_file:
        return f"Added by hand{f' on {on}' if on else ''}{by}; it is not in articles.csv."
    if article.is_as_loaded:
        return "As in articles.csv."
    return (
        f"From articles.csv, changed by hand on {on}{by}. Loading the file again keeps what stands "
        "here, and names it if the file changes too."
    )


def _draw(catalog: Catalog, form: CellsForm, article_id: str) -> None:
    def below(name: str) -> None:
        if name == columns.URL and form.typed[name] and form.typed[name] != form.before[name]:
            _show_same_address(form.typed[name], article_id)

    cells_form.draw(catalog, form, below)


def _show_same_address(address: str, article_id: str) -> None:
    """Show which articles have an address already."""
    known: Mapping[str, str] = session.show(staff.articles_at, address, without=article_id)
    links = [html.link(addresses.edit_articles_link(id_), title) for id_, title in known.items()]
    if links:
        html.show(
            '<p class="mr-fault" role="alert">The catalog has this page already: '
            f"{', '.join(links)}. Change that one.</p>"
        )


def _show_bar(form: CellsForm, article_id: str, said: str) -> None:
    with save_bar(said, "save_article", _save, form, article_id):
        if st.button(
            "Preview",
            icon=":material/visibility:",
            key="preview_article",
            help="Its card, and for how many people it would be among the first",
        ):
            article_preview.show(form, article_id)


def _save(form: CellsForm, article_id: str) -> None:
    form.read()
    session.attempt(_change if article_id else _add, form, article_id)


def _add(database: Database, actor: Actor, form: CellsForm, _: str, *, now: datetime) -> None:
    """Add the article; the next run goes to its form."""

    def write() -> None:
        st.session_state[_MADE] = staff.add_article(database, actor, form.typed, now=now)

    cells_form.keep(form, write, "Added. It is in the catalog now.")


def _change(
    database: Database, actor: Actor, form: CellsForm, article_id: str, *, now: datetime
) -> None:
    change = functools.partial(staff.change_article, database, actor, article_id, form.changes)
    cells_form.keep(form, lambda: change(version=form.version, now=now))


# ---- taking off, putting back, deleting -------------------------------------------------------


def _offer_taking_off(article_id: str, article: ArticleForm) -> None:
    quiet_button(
        "Take it off",
        ":material/visibility_off:",
        "take_off_article",
        session.attempt,
        staff.take_off_article,
        article_id,
        hint="It leaves all lists; what people kept and wrote stays, and it can be put back",
        off=True,
        version=article.version,
        done="Taken off.",
    )


def _show_taken_off(article_id: str, article: ArticleForm, since: str) -> None:
    """Say that the article is taken off, and offer to put it back or to delete it."""
    resting = _resting(article_id)
    stays = f" Kept with it: {resting}." if resting else ""
    with st.container(border=True, key="card_taken_off"):
        html.show(
            f'<p class="mm-gone">Taken off on {look.escape(since)}: nobody sees it.'
            f"{look.escape(stays)}</p>"
        )
        with st.container(horizontal=True):
            quiet_button(
                "Put it back",
                ":material/visibility:",
                "put_back_article",
                session.attempt,
                staff.take_off_article,
                article_id,
                off=False,
                version=article.version,
                done="It is back.",
            )
            if article.is_of_file:
                html.show(
                    html.paragraph("It is a row of articles.csv, so it cannot be deleted here.")
                )
            else:
                quiet_button(
                    "Delete it …",
                    ":material/delete:",
                    "ask_delete_article",
                    _asking.begin,
                    article_id,
                )
    if _asking.about() == article_id:
        _ask_to_delete(article_id, article, resting)


@st.dialog("Delete this article for good?", on_dismiss=_asking.close)
def _ask_to_delete(article_id: str, article: ArticleForm, resting: str) -> None:
    if _asking.about() != article_id:
        st.switch_page(pages.file("edit_articles"))
    html.show(
        look.words(article.cells[columns.TITLE], "p"),
        html.paragraph(
            f"With it go {resting}." if resting else "Nothing that people wrote or kept goes."
        ),
        html.paragraph("This cannot be undone. Left as it is, nobody sees it either."),
    )
    st.button(
        "Delete for good",
        type="primary",
        key="delete_article",
        on_click=_delete,
        args=(article_id, article.version),
    )
    session.show_outcome()


def _delete(article_id: str, version: int) -> None:
    if session.attempt(staff.delete_article, article_id, version=version):
        _asking.close()


def _resting(article_id: str) -> str:
    """Say what people wrote about an article and kept of it; `""` for nothing."""
    found = session.show(staff.rests_on_article, article_id)
    return phrases.listed(
        [phrases.counted(number, *RESTS[table]) for table, number in found.items()]
    )
