"""One box first: who somebody is, in a sentence or a CV, and what was read of it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import Catalog, Profile
from matching.environment import today
from matching.profile.values import LIST_FIELDS
from matching.reading import LONGEST, CvError, Question, read_cv, read_sentence, text_of_cv
from matching.screens import look, streamlit_server
from matching.screens.visit import profile_changes, state, told
from matching.words.answers import answers

PLACEHOLDER: Final = (
    "For example: ICU nurse, 9 years in, three weeks in July, East Africa, I speak some French"
)
SPEAKS_ENGLISH: Final = {
    "es": "Leemos lo que podemos en español; lo demás de esta página está en inglés.",
    "pt": "Lemos o que podemos em português; o resto desta página está em inglês.",
    "fr": "Nous lisons ce que nous pouvons en français ; le reste de cette page est en anglais.",
}
CV_SAYS: Final = (
    "Profession, specialty, years, languages and where you are licensed are taken from it. The "
    "file is not kept."
)
_SENTENCE: Final = "sentence"
_CV: Final = "cv_upload"
_CVS: Final = "cvs_read"
"""How many CVs were read: each time the box is a new one, which holds no file."""


def draw(button: str = "Show my roles") -> None:
    """Draw the box; what is written is read once and not kept."""
    with st.form("tell", border=False, enter_to_submit=True):
        st.text_area(
            "Tell us in a sentence who you are and what you look for",
            placeholder=PLACEHOLDER,
            max_chars=LONGEST,
            height=96,
            key=_SENTENCE,
        )
        st.form_submit_button(
            button, type="primary", icon=":material/auto_awesome:", on_click=_read
        )
    with st.expander("Or open your CV", icon=":material/description:", key="open_cv"):
        key = f"{_CV}_{st.session_state.get(_CVS, 0)}"
        st.file_uploader(
            "Your CV, a PDF or DOCX of at most 1 MB",
            type=["pdf", "docx"],
            max_upload_size=1,
            key=key,
            on_change=_read_file,
            args=(key,),
        )
        st.html(f'<p class="mm-quiet mm-flush">{CV_SAYS}</p>')


def _read_file(key: str) -> None:
    """Read a CV and let go of the file."""
    file = st.session_state[key]
    if file is None:
        return
    st.session_state[_CVS] = st.session_state.get(_CVS, 0) + 1
    data = file.getvalue()
    streamlit_server.forget_upload(file)
    try:
        told.take(read_cv(text_of_cv(data), today()))
    except CvError as error:
        state.notify(f"Nothing was taken from your CV. {error}")


def _read() -> None:
    text = str(st.session_state[_SENTENCE]).strip()
    st.session_state[_SENTENCE] = ""
    if text:
        told.take(read_sentence(text, today()))


def show(catalog: Catalog) -> None:
    """Show what was read: each part with its words, doubtful ones marked, and what is asked.

    What was taken back since, above the list or in the form, is left out.
    """
    found = told.told()
    if found is None:
        return
    parts = [part for part in found.parts if told.stands(part)]
    with st.container(border=True, key="what_was_read"):
        st.html('<h2 class="mm-section-title mm-flush">What we understood</h2>')
        if found.language in SPEAKS_ENGLISH:
            st.info(SPEAKS_ENGLISH[found.language])
        _show_parts(catalog, [part for part in parts if not part.doubtful])
        for number, part in enumerate(part for part in parts if part.doubtful):
            _show_doubtful(catalog, number, part)
        for number, question in enumerate(found.questions):
            _ask(number, question)
        _show_rest(found)
        st.button("That is right", key="put_told_away", on_click=told.put_away)


def _show_parts(catalog: Catalog, parts: list[told.Words]) -> None:
    """Show what is plain, the parts that came from the same words together."""
    by_words: dict[str, list[str]] = {}
    for part in parts:
        by_words.setdefault(part.words, []).append(text_of(catalog, part))
    items = "".join(
        f"<li>“{look.words(words)}”: <strong>{look.escape(', '.join(said))}</strong></li>"
        for words, said in by_words.items()
    )
    if items:
        st.html(f'<ul class="mb-list mm-flush">{items}</ul>')


def _show_doubtful(catalog: Catalog, number: int, part: told.Words) -> None:
    said = text_of(catalog, part)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<p class="mm-flush">{look.chip("Is that right?", "ask")} “{look.words(part.words)}”: '
            f'<strong>{look.escape(said)}</strong> <span class="mm-quiet">'
            f"{look.escape(part.doubtful)}</span></p>",
            width="stretch",
        )
        st.button(
            look.plain(f"Not {said}"),
            icon=":material/close:",
            key=f"not_{number}_{part.field}",
            on_click=told.take_back,
            args=(part,),
        )


def _ask(number: int, question: Question) -> None:
    st.html(f'<p class="mm-flush">{look.escape(question.text)}</p>')
    with st.container(horizontal=True, gap="xsmall", key=f"asked_{number}"):
        for label, changes in question.choices:
            st.button(
                look.plain(label),
                key=f"answer_asked_{number}_{label}",
                on_click=told.answer,
                args=(question, changes),
            )


def _show_rest(found: told.Told) -> None:
    rest = []
    if not found.parts:
        rest.append(
            "We understood nothing of this that fits the form. Say what you are, such as nurse."
        )
    if found.unread:
        words = ", ".join(f"“{word}”" for word in found.unread)
        rest.append(f"Not understood and left out: {words}.")
    if found.cut_at:
        rest.append(f"Only the first {found.cut_at:,} characters were read.")
    for text in rest:
        st.html(f'<p class="mm-quiet mm-flush">{look.words(text)}</p>')


def text_of(catalog: Catalog, part: told.Words) -> str:
    """What was read, as it stands among the answers above the list."""
    label = profile_changes.FIELD_LABELS.get(part.field, part.field)
    if part.field == "profession":
        return catalog.vocabulary.labels("profession")[part.value]
    value = (part.value,) if part.field in LIST_FIELDS else part.value
    said = answers(catalog, Profile(profession="non-clinical", **{part.field: value}))[1:]
    return said[0].text if said else f"{label}: {part.value}"
