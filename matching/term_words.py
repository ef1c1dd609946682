"""One sentence per term, with the words of the profile and those of the role."""

from __future__ import annotations

import numpy as np

from matching import wording
from matching.term_view import TermView, Words, with_article
from matching.wording import counted, listed, span_in_words, weeks_in_words

MOST_SERVED = 0.6
"""Below this value a role serves only some of the person's interests, and the sentence says so."""
PAYS = {
    "self-funded": "you pay your own way",
    "support-raised": "support is raised from donors",
    "expenses-paid": "expenses are paid",
    "stipend": "it pays a stipend",
    "salaried": "it pays a salary",
}
CAN = {
    "self-funded": "you can pay your own way",
    "support-raised": "you can raise support",
    "expenses-paid": "you need your expenses paid",
    "stipend": "you need a stipend",
    "salaried": "you need a salary",
}
FEWER = ("somewhat fewer", "fewer", "far fewer")
SAYS_LITTLE = frozenset(
    "year years week weeks month months day days work working serve serving service help helping "
    "like love want would time small new".split()
)
"""Words that two texts share without saying anything about the match."""
CLOSE_ENOUGH = 0.5
"""From this degree an interest counts as served by a related focus area."""


def term_text(view: TermView, term: str) -> Words:
    """Say what one term means for one role."""
    return _SENTENCES[term](view)


def _specialty(view: TermView) -> Words:
    work, row = view.compared.work, view.row
    degree, own = float(work.profession[row]), view.profession
    asks = view.labels("profession", view.role["professions"], word="or")
    if degree < 1:
        takes_students = view.person.is_trainee and "student" in view.role["professions"]
        if takes_students and degree <= 0:
            return Words("It takes students, of another field than yours.")
        if takes_students:
            return Words(f"It takes students, and you are in training as {with_article(own)}.")
        if degree <= 0:
            return Words(f"It asks for: {asks}. You are {with_article(own)}.")
        return Words(
            f"It asks for: {asks}. {with_article(own, capital=True)} can do part of that work."
        )
    students = ""
    if not view.person.is_trainee and view.index.students_first[row]:
        students = " It takes students first."
    said = view.labels("specialty", view.profile.specialties)
    if work.specialty_named[row]:
        own_named = [name for name in view.profile.specialties if name in view.role["specialties"]]
        if own_named:
            return Words(
                f"It asks for your specialty, {view.labels('specialty', own_named)}.{students}"
            )
        wants = view.labels("specialty", view.role["specialties"], word="or")
        if not said:
            asks = f"It asks for {with_article(own)} in {wants}"
            return Words(f"{asks}; you have not named a specialty.{students}")
        near = (
            "Your field is close to it"
            if work.specialty[row] >= CLOSE_ENOUGH
            else (
                "Your field covers part of it"
                if work.specialty[row] > 0
                else "That is another field"
            )
        )
        return Words(f"It asks for {wants}; you work in {said}. {near}.{students}")
    if view.index.any_field[row]:
        return Words(f"It asks for your profession, {own}, in any field.{students}")
    if work.work_described[row] and said:
        area = view.labels("focus_area", _work_areas(view))
        fits = (
            "which is your field"
            if work.specialty[row] >= 0.8
            else (
                "part of which is your field"
                if work.specialty[row] > 0
                else f"which is not the work of {said}"
            )
        )
        return Words(f"It takes any {own}; the work is {area}, {fits}.{students}")
    return Words(f"It asks for your profession, {own}.{students}")


def _work_areas(view: TermView) -> list[str]:
    bounding = view.catalog.adjacency.bounding
    return [
        name for name in view.role["focus_areas"] if bounding[view.catalog.focus_ids.index(name)]
    ]


def _focus(view: TermView) -> Words:
    wished, offered = view.profile.focus_areas, view.role["focus_areas"]
    shared = [name for name in wished if name in offered]
    if shared and view.value("focus") < MOST_SERVED:
        return Words(
            f"Of your {len(wished)} interests it serves {len(shared)}: "
            f"{view.labels('focus_area', shared)}."
        )
    if shared:
        count = f" ({len(shared)} of your {len(wished)} interests)" if len(wished) > 1 else ""
        return Words(
            f"It is about {view.labels('focus_area', shared)}, which you care about{count}."
        )
    ids, related = view.catalog.focus_ids, view.catalog.adjacency.related
    near = [
        (related[ids.index(mine), ids.index(its)], mine, its) for mine in wished for its in offered
    ]
    best = max(near, default=(0.0, "", ""))
    about = view.labels("focus_area", offered)
    if best[0] > 0:
        return Words(
            f"It is about {view.labels('focus_area', [best[2]])}, close to your interest in "
            f"{view.labels('focus_area', [best[1]])}."
        )
    if not offered:
        return Words("It does not say what the work is about.")
    return Words(f"It is about {about}; you named {view.labels('focus_area', wished)}.")


def _text(view: TermView) -> Words:
    shared = _shared_words(view)
    if not shared:
        return Words("Your own words and the role's description have little in common.", False)
    quoted = listed([f"“{word}”" for word in shared])
    return Words(f"Your own words and the role's meet in {quoted}.", is_wish=len(shared) > 1)


def _shared_words(view: TermView, most: int = 3) -> list[str]:
    """Words that weigh most in both texts, without those inside a longer shared phrase."""
    product = view.person.statement.multiply(view.index.text[view.row]).tocoo()
    names = view.catalog.words
    heaviest = [str(names[column]) for column in product.col[np.argsort(-product.data)]]
    phrases = [word for word in heaviest if " " in word]
    heaviest = [word for word in heaviest if word not in SAYS_LITTLE]
    single = [
        word
        for word in heaviest
        if not any(word in phrase.split() for phrase in phrases if word != phrase)
    ]
    return single[:most]


def _place(view: TermView) -> Words:
    profile, where = view.profile, view.role["where"]
    wishes = [view.catalog.places.phrase(place) for place in (*profile.countries, *profile.regions)]
    ids = view.catalog.setting_ids
    if view.person.settings[ids.index("remote")] and "remote" in view.role["setting"]:
        return Words("You wish to serve from home; this can be done remotely.")
    if not where:
        named = f"You asked for {listed(wishes)}; the" if wishes else "The"
        return Words(f"{named} source does not say where.", bool(wishes))
    if not wishes:
        home = "domestic" in view.role["focus_areas"] and not view.person.wishes_home
        tail = ", service within that country" if home else ""
        return Words(f"This is in {view.countries(where)}{tail}; you named no place.", home)
    good = _wished_countries(view)
    asked = f"You asked for {listed(_wishes_met(view, good) if good else wishes)}"
    if view.role["where_is_organizations"]:
        also = "also " if good else ""
        return Words(
            f"{asked}; the role names no country, and the organization {also}works in "
            f"{view.countries(good or list(where))}."
        )
    others = len(where) - len(good)
    tail = f" (and {counted(others, 'other country', 'other countries')})" if others else ""
    return Words(f"{asked}; this is in {view.countries(good or where)}{tail if good else ''}.")


def _wished_countries(view: TermView) -> list[str]:
    ids = view.catalog.country_ids
    return [code for code in view.role["where"] if view.person.places[ids.index(code)] >= 0.9]


def _wishes_met(view: TermView, good: list[str]) -> list[str]:
    """The wishes that countries answer: a country by its name, else the region it lies in."""
    places = view.catalog.places
    named = [places.phrase(code) for code in view.profile.countries if code in good]
    rest = [code for code in good if code not in view.profile.countries]
    regions = [
        places.phrase(region)
        for region in view.profile.regions
        if any(code in places.countries_in(region) for code in rest)
    ]
    return named + regions


def _length(view: TermView) -> Words:
    can = span_in_words(view.profile.min_weeks, view.profile.max_weeks)
    you = f"You can give {can}" if can else "You named no length"
    takes = wording.length(view.role)
    if takes:
        return Words(f"{you}; it takes {takes}.")
    row = view.row
    if not np.isnan(view.index.words_weeks[row]):
        about = weeks_in_words(float(view.index.words_weeks[row]))
        return Words(f"{you}; no length is stated, its description suggests about {about}.")
    if not np.isnan(view.index.habit_weeks[row]):
        about = weeks_in_words(float(view.index.habit_weeks[row]))
        return Words(
            f"{you}; no length is stated, but other roles of {view.role['org_name']} "
            f"start at about {about}."
        )
    return Words(f"{you}; the source does not say how long it takes.")


def _dates(view: TermView) -> Words:
    when = wording.when(view.role)
    if when:
        fits = "allow" if view.value("dates") > 0 else "do not allow"
        return Words(f"It can be served {served(when)}; your dates {fits} that.")
    return Words("The source names no dates; ask which ones are open.")


def served(when: str) -> str:
    """Dates or months after a verb: `in March`, `from 1 May 2027`."""
    if when.startswith(("from ", "until ")):
        return when
    return f"from {when}" if any(letter.isdigit() for letter in when) else f"in {when}"


def _language(view: TermView) -> Words:
    names, spoken = view.catalog.languages, view.profile.spoken
    asked = {text.partition(":")[0]: text.partition(":")[2] for text in view.role["languages"]}
    if not asked:
        return Words("The source names no language.")
    shared = [names[code] for code in asked if code in spoken]
    if shared:
        return Words(f"You speak {listed(shared)}, which is used there.")
    need = "is required" if "required" in asked.values() else "helps"
    return Words(f"{listed([names[code] for code in asked])} {need}; you did not name it.")


def _setting(view: TermView) -> Words:
    if not view.role["setting"]:
        return Words("The source does not say in what setting.")
    wished = view.labels("setting", view.profile.settings, word="or")
    place = view.labels("setting", view.role["setting"], word="or")
    if not wished:
        return Words(f"You named no setting; this is: {place}.", "remote" in view.role["setting"])
    both = [name for name in view.profile.settings if name in view.role["setting"]]
    if both:
        return Words(f"You wished for this setting: {view.labels('setting', both)}.")
    return Words(f"You wished for {wished}; this is: {place}.")


def _faith(view: TermView) -> Words:
    faiths = view.catalog.vocabulary.labels("faith")
    theirs = view.role["faith"]
    mine = view.profile.faith
    if not view.known("faith"):
        return Words("The source does not say whether the organization has a faith.")
    is_a = f"It is {with_article(inside_faith(faiths.get(theirs, 'Christian')))} organization"
    if view.profile.accepts == "secular" and theirs == "secular":
        return Words("You want a non-religious organization; it is one.")
    if view.profile.accepts == "christian":
        kind = (
            "it is one" if theirs in ("christian", "") else f"it is {inside_faith(faiths[theirs])}"
        )
        return Words(f"You want a Christian organization; {kind}.")
    if view.value("faith") >= 0.9:
        tail = (
            ", close to your own faith"
            if mine not in ("", "none", "secular") and theirs != "secular"
            else ""
        )
        return Words(f"{is_a}{tail}.", bool(tail))
    return Words(f"{is_a}; ask what it expects of those who serve.", is_wish=False)


def inside_faith(label: str) -> str:
    """A faith as an adjective: `Secular` is said as non-religious."""
    return "non-religious" if label == "Secular" else label


def _funding(view: TermView) -> Words:
    profile, parts = view.profile, []
    paid = [PAYS[kind] for kind in view.role["funding"]]
    if paid:
        parts.append(listed(paid, last_word="or"))
    cost = float(view.role["cost_usd"])
    if not np.isnan(cost):
        budget = profile.budget_usd
        within = (
            ""
            if not budget
            else (
                f", within your ${budget:,.0f}"
                if cost <= budget
                else f", more than your ${budget:,.0f}"
            )
        )
        parts.append(f"it costs about ${cost:,.0f}{within}")
    if not parts:
        return Words("The source does not say who pays.")
    can = f"; {CAN[profile.funding]}" if profile.funding else ""
    text = f"{', and '.join(parts)}{can}."
    return Words(text[:1].upper() + text[1:], bool(profile.funding))


def _family(view: TermView) -> Words:
    return Words(
        {
            "yes": "You come with family; families are welcome.",
            "no": "You come with family; it does not take families.",
        }.get(
            view.role["family"], "You come with family; the source does not say if they can come."
        )
    )


def _experience(view: TermView) -> Words:
    asked = float(view.role["min_years_experience"])
    years = view.profile.years_experience or 0
    if np.isnan(asked):
        return Words("The source asks for no number of years.")
    return Words(f"It asks for {years_of(asked)} of experience; you have {years:g}.")


def years_of(number: float) -> str:
    """A number of years with its noun, fractions kept."""
    return f"{number:g} {'year' if number == 1 else 'years'}"


def _training(view: TermView) -> Words:
    if view.role["trainees"] == "yes" or "student" in view.role["professions"]:
        return Words("You are in training; it takes students or residents.")
    if view.role["trainees"] == "no":
        return Words("You are in training; it does not take students or residents.")
    return Words(
        "You are in training; the source does not say whether it takes students or residents."
    )


def _record(view: TermView) -> Words:
    read, dated = view.role["read_on"], view.role["source_date"]
    page = f", from a page of {wording.date_in_words(dated)}" if dated else ""
    return Words(
        f"Read on {wording.date_in_words(read)}{page}. Complete, recent records count more.", False
    )


def _need(view: TermView) -> Words:
    if not view.known("need"):
        return Words("There is no figure for the health workforce there.", False)
    need = view.value("need")
    has, meets = ("have", "meet") if len(view.role["where"]) > 1 else ("has", "meets")
    fewer = FEWER[sum(need > limit for limit in (0.3, 0.6))]
    count = f"{has} {fewer} health workers per person than" if need > 0 else meets
    text = f"{view.countries(view.role['where'], most=2)} {count} the world norm."
    return Words(text[:1].upper() + text[1:], False)


_SENTENCES = {
    "specialty": _specialty,
    "focus": _focus,
    "text": _text,
    "place": _place,
    "length": _length,
    "dates": _dates,
    "language": _language,
    "setting": _setting,
    "faith": _faith,
    "funding": _funding,
    "family": _family,
    "experience": _experience,
    "training": _training,
    "record": _record,
    "need": _need,
}
