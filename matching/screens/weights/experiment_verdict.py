"""How an experiment stands, in words and as an interval."""

from __future__ import annotations

from typing import Final

import altair as alt

from matching import phrases
from matching.screens.look.charts import GREEN, GREY
from matching.weights.experiments import ExperimentVerdict
from matching.weights.experiments.verdict import looks

OUTCOMES: Final = {
    "first": "The first is better",
    "second": "The second is better",
    "no difference found": "No difference was found",
    "not known yet": "Not known yet",
}


def in_words(verdict: ExperimentVerdict, *, is_over: bool = False) -> str:
    """Say what the votes say so far, or said when it was stopped.

    Examples
    --------
    >>> in_words(ExperimentVerdict("not known yet", 0, 0, float("nan"), 0.0, 1.0, 40))
    'Not known yet: no vote is counted so far.'
    >>> in_words(ExperimentVerdict("not known yet", 3, 2, 2 / 3, 0.2, 0.9, 40))
    'Not known yet: 2 of 3 votes are for the second, 1 is for the first.'
    >>> in_words(ExperimentVerdict("first", 80, 20, 0.25, 0.15, 0.4, 0))
    'The first is better: 20 of 80 votes are for the second, 60 are for the first.'
    >>> in_words(ExperimentVerdict("not known yet", 0, 0, float("nan"), 0.0, 1.0, 40), is_over=True)
    'Stopped before it was known: no vote is counted.'
    """
    said = OUTCOMES[verdict.outcome]
    if is_over and verdict.next_look:
        said = "Stopped before it was known"
    if not verdict.votes:
        return f"{said}: no vote is counted{'' if is_over else ' so far'}."
    second, first = verdict.for_second, verdict.votes - verdict.for_second
    return (
        f"{said}: {second} of {phrases.counted(verdict.votes, 'vote')} {_are(second)} for the "
        f"second, {first} {_are(first)} for the first."
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def interval_in_words(verdict: ExperimentVerdict) -> str:
    """Say where the share of the second lies; nothing without votes.

    Examples
    --------
    >>> interval_in_words(ExperimentVerdict("not known yet", 3, 2, 2 / 3, 0.2, 0.9, 40))
    'With 95 % certainty, 20 to 90 % of all such people prefer the second. At 50 % both are equal.'
    """
    if not verdict.votes:
        return ""
    return (
        f"With 95 % certainty, {verdict.low * 100:.0f} to {verdict.high * 100:.0f} % of all such "
        "people prefer the second. At 50 % both are equal."
    )


def rule_in_words(verdict: ExperimentVerdict, planned: int) -> tuple[str, ...]:
    """Say how it is decided, and how far that is.

    Examples
    --------
    >>> rule_in_words(ExperimentVerdict("not known yet", 3, 2, 2 / 3, 0.2, 0.9, 40), 200)[1]
    'The next look comes after 40 votes, 37 from now.'
    """
    at, margin = looks(planned)
    plan = (
        f"It was planned before it began: the votes are looked at after "
        f"{phrases.listed([str(number) for number in at], most=len(at))}, and it is decided when "
        f"one is ahead by {margin} votes or more. Told so, two sets that are equally good are "
        "taken for different in at most 5 of 100 experiments."
    )
    if verdict.next_look:
        left = verdict.next_look - verdict.votes
        state = f"The next look comes after {verdict.next_look} votes, {left} from now."
    else:
        state = f"It was decided at the look after {verdict.votes} votes."
        if verdict.outcome == "no difference found":
            state = "At none of the looks was one so far ahead. A small difference may remain."
    return (
        plan,
        state,
        "The interval may be watched at any time; between the looks it decides nothing.",
    )


def chart(verdict: ExperimentVerdict) -> alt.LayerChart:
    """Draw the share of votes for the second with its interval, and the middle."""
    row = {
        "half": 0.5,
        "share": verdict.share,
        "low": verdict.low,
        "high": verdict.high,
        "said": f"{verdict.share:.0%}, between {verdict.low:.0%} and {verdict.high:.0%}",
    }
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], tickSize=0, labelPadding=8)
    of_all = alt.Scale(domain=[0, 1])
    base = alt.Chart(alt.Data(values=[row])).encode(
        tooltip=alt.Tooltip("said:N", title="Votes for the second")
    )
    middle = base.mark_rule(strokeDash=[4, 4], color=GREY)
    interval = base.mark_rule(strokeWidth=10, opacity=0.35, color=GREEN)
    share = base.mark_point(size=160, filled=True, opacity=1, color=GREEN)
    return (
        alt.layer(
            middle.encode(x=alt.X("half:Q", scale=of_all, title=None, axis=axis)),
            interval.encode(x="low:Q", x2="high:Q"),
            share.encode(x="share:Q"),
        )
        .properties(height=60)
        .configure_view(stroke=None)
    )
