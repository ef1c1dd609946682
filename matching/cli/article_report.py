"""The figures of articles for people, printed for a busy reader, or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from matching import columns as c
from matching.cli.answer import to_json_text
from matching.cli.evaluation_report import figure, plain_table, print_rows, records, spread
from matching.evidence import metrics as m
from matching.studies.article_evaluation import FIRST
from matching.studies.related_evaluation import READ

if TYPE_CHECKING:
    from rich.console import Console

    from matching.studies.article_evaluation import ArticleEvaluation
    from matching.studies.related_evaluation import RelatedEvaluation

NOTE = (
    f"Of the first {FIRST}. NDCG: unjudged articles are taken out first. Grade 0: of the judged "
    "among the first. In brackets: 95 % bootstrap intervals over people."
)


def article_json(found: ArticleEvaluation, related: RelatedEvaluation | None) -> str:
    """All frames as JSON text; what is not defined is null."""
    frames: dict[str, Any] = {name: records(frame) for name, frame in found._asdict().items()}
    if related is not None:
        frames["related"] = {
            name: value if name == "agreement" else records(value)
            for name, value in related._asdict().items()
        }
    return to_json_text(frames)


def print_articles(found: ArticleEvaluation, console: Console) -> None:
    """Print the figures of each judged set and of all, the gains, and the worst lists."""
    people = found.per_profile.drop_duplicates([c.JUDGED_SET, c.PROFILE_ID])
    console.print(
        f"{len(people)} people, {int(people[m.JUDGED].sum()):,} judged articles.\n", highlight=False
    )
    cells = found.summary.set_index([c.JUDGED_SET, m.RANKER, m.METRIC]).to_dict("index")
    for name in dict.fromkeys(found.summary[c.JUDGED_SET]):
        order = plain_table("ranker", f"NDCG@{FIRST}", "unjudged as 0")
        head = plain_table("ranker", "good", "grade 0", "unjudged")
        for ranker in dict.fromkeys(found.summary[m.RANKER]):
            order.add_row(
                ranker,
                *(figure(cells[name, ranker, metric], metric) for metric in (m.NDCG, m.NDCG_ALL)),
            )
            shares = (m.GOOD, m.BAD, m.UNJUDGED)
            head.add_row(ranker, *(figure(cells[name, ranker, x], x) for x in shares))
        console.print(Text(f"Articles, {name}", "bold"), order, "", head, "", sep="\n")
    console.print(Text(NOTE, "dim"), "", sep="\n")
    gains = plain_table("ranker", f"ours minus it, NDCG@{FIRST}")
    for row in found.differences.to_dict("records"):
        gains.add_row(str(row[m.RANKER]), spread(row, "{:+.2f}"))
    console.print(gains, "", sep="\n")
    worst = found.worst.assign(ndcg=found.worst[m.NDCG].map("{:.2f}".format))
    shown = [c.PROFILE_ID, m.NDCG, c.RANK, c.GRADE, c.TITLE, c.REASON]
    print_rows("Our five lists with the lowest NDCG", worst, shown, console)


def print_related(found: RelatedEvaluation, console: Console) -> None:
    """Print the figures of related articles, the gains, and how far both readers agree."""
    cells = found.summary.set_index([m.RANKER, m.METRIC]).to_dict("index")
    names = (m.NDCG_ALL, m.BAD, m.UNJUDGED)
    order = plain_table("ranker", f"NDCG@{FIRST}", "grade 0", "unjudged", "ours minus it, NDCG")
    gains = {row[m.RANKER]: spread(row, "{:+.2f}") for row in found.differences.to_dict("records")}
    for ranker in dict.fromkeys(found.summary[m.RANKER]):
        figures = (figure(cells[ranker, name], name) for name in names)
        order.add_row(ranker, *figures, gains.get(ranker, ""))
    agreed = found.agreement
    console.print(
        Text(f"Related articles, of {len(set(found.per_article[READ]))} read before", "bold"),
        order,
        Text(
            f"Two readers graded {agreed['pairs']:,} pairs: {agreed['same']:.0%} the same grade, "
            f"weighted kappa {agreed['kappa']:.2f}. Figures are means over both; intervals are "
            "over articles.",
            "dim",
        ),
        sep="\n",
    )
