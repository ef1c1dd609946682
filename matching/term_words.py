"""One sentence per term, with the words of the profile and those of the role."""

from __future__ import annotations

import numpy as np

from matching import wording
from matching.term_view import TermView, Words, said, with_article
from matching.wording import counted, listed, span_in_words, weeks_in_words

MOST_SERVED = 0.6
"""Below this value a role serves only some of the person's interests, and the sentence says so."""
PAYS = {
    "self-funded": ("you pay your own way", "those who serve pay their own way"),
    "support-raised": ("support is raised from donors", "support is raised from donors"),
    "expenses-paid": ("expenses are paid", "expenses are paid"),
    "stipend": ("it pays a stipend", "a stipend is paid"),
    "salaried": ("it pays a salary", "a salary is paid"),
}
"""What a role gives, as said to the professional and to a recruiter."""
CAN = {
    "self-funded": "can pay {v.your} own way",
    "support-raised": "can raise support",
    "expenses-paid": "need {v.your} expenses paid",
    "stipend": "need a stipend",
    "salaried": "need a salary",
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
    v, work, row = view.voice, view.compared.work, view.row
    degree, own = float(work.profession[row]), view.profession
    asks = view.labels("profession", view.role["professions"], word="or")
    if degree < 1:
        takes_students = view.person.is_trainee and "student" in view.role["professions"]
        if takes_students and degree <= 0:
            return said(f"{v.it} takes students, of another field than {v.yours}")
        if takes_students:
            return said(
                v.either(
                    f"it takes students, and you are in training as {with_article(own)}",
                    f"they are in training as {with_article(own)}, and the role takes students",
                )
            )
        if degree <= 0:
            return said(f"{v.it} asks for: {asks}", f"{v.you} are {with_article(own)}")
        return said(f"{v.it} asks for: {asks}", f"{with_article(own)} can do part of that work")
    students = ""
    if not view.person.is_trainee and view.index.students_first[row]:
        students = "it takes students first"
    named = view.labels("specialty", view.profile.specialties)
    if work.specialty_named[row]:
        own_named = [name for name in view.profile.specialties if name in view.role["specialties"]]
        if own_named:
            specialty = view.labels("specialty", own_named)
            return said(f"{v.it} asks for {v.your} specialty, {specialty}", students)
        wants = view.labels("specialty", view.role["specialties"], word="or")
        if not named:
            asks = f"{v.it} asks for {with_article(own)} in {wants}"
            return said(f"{asks}; {v.you} have not named a specialty", students)
        near = (
            f"{v.your} field is close to it"
            if work.specialty[row] >= CLOSE_ENOUGH
            else (
                f"{v.your} field covers part of it"
                if work.specialty[row] > 0
                else "that is another field"
            )
        )
        return said(f"{v.it} asks for {wants}; {v.you} work in {named}", near, students)
    if view.index.any_field[row]:
        return said(f"{v.it} asks for {v.your} profession, {own}, in any field", students)
    if work.work_described[row] and named:
        area = view.labels("focus_area", _work_areas(view))
        fits = (
            f"which is {v.your} field"
            if work.specialty[row] >= 0.8
            else (
                f"part of which is {v.your} field"
                if work.specialty[row] > 0
                else f"which is not the work of {named}"
            )
        )
        return said(f"{v.it} takes any {own}; the work is {area}, {fits}", students)
    return said(f"{v.it} asks for {v.your} profession, {own}", students)


def _work_areas(view: TermView) -> list[str]:
    bounding = view.catalog.adjacency.bounding
    return [
        name for name in view.role["focus_areas"] if bounding[view.catalog.focus_ids.index(name)]
    ]


def _focus(view: TermView) -> Words:
    v, wished, offered = view.voice, view.profile.focus_areas, view.role["focus_areas"]
    shared = [name for name in wished if name in offered]
    if shared and view.value("focus") < MOST_SERVED:
        return said(
            f"of {v.your} {len(wished)} interests {v.it} serves {len(shared)}: "
            f"{view.labels('focus_area', shared)}"
        )
    if shared:
        count = f" ({len(shared)} of {v.your} {len(wished)} interests)" if len(wished) > 1 else ""
        return said(
            f"{v.it} is about {view.labels('focus_area', shared)}, which {v.you} care about{count}"
        )
    ids, related = view.catalog.focus_ids, view.catalog.adjacency.related
    near = [
        (related[ids.index(mine), ids.index(its)], mine, its) for mine in wished for its in offered
    ]
    best = max(near, default=(0.0, "", ""))
    about = view.labels("focus_area", offered)
    if best[0] > 0:
        return said(
            f"{v.it} is about {view.labels('focus_area', [best[2]])}, close to {v.your} interest "
            f"in {view.labels('focus_area', [best[1]])}"
        )
    if not offered:
        return said(f"{v.it} does not say what the work is about")
    return said(f"{v.it} is about {about}; {v.you} named {view.labels('focus_area', wished)}")


def _text(view: TermView) -> Words:
    own, shared = f"{view.voice.your} own words", _shared_words(view)
    if not shared:
        return said(f"{own} and the role's description have little in common", is_wish=False)
    quoted = listed([f"“{word}”" for word in shared])
    return said(f"{own} and the role's meet in {quoted}", is_wish=len(shared) > 1)


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
    v, profile, where = view.voice, view.profile, view.role["where"]
    wishes = [view.catalog.places.phrase(place) for place in (*profile.countries, *profile.regions)]
    ids = view.catalog.setting_ids
    if view.person.settings[ids.index("remote")] and "remote" in view.role["setting"]:
        return said(f"{v.you} wish to serve from home; {v.this} can be done remotely")
    if not where:
        asked = f"{v.you} asked for {listed(wishes)}; " if wishes else ""
        return said(f"{asked}{v.source} does not say where", is_wish=bool(wishes))
    if not wishes:
        home = "domestic" in view.role["focus_areas"] and not view.person.wishes_home
        tail = ", service within that country" if home else ""
        return said(
            f"{v.this} is in {view.countries(where)}{tail}; {v.you} named no place", is_wish=home
        )
    good = _wished_countries(view)
    asked = f"{v.you} asked for {listed(_wishes_met(view, good) if good else wishes)}"
    if view.role["where_is_organizations"]:
        also = "also " if good else ""
        return said(
            f"{asked}; the role names no country, and the organization {also}works in "
            f"{view.countries(good or list(where))}"
        )
    others = len(where) - len(good)
    tail = f" (and {counted(others, 'other country', 'other countries')})" if others else ""
    return said(f"{asked}; {v.this} is in {view.countries(good or where)}{tail if good else ''}")


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
    v, row = view.voice, view.row
    can = span_in_words(view.profile.min_weeks, view.profile.max_weeks)
    gives = f"{v.you} can give {can}" if can else f"{v.you} named no length"
    takes = wording.length(view.role)
    if takes:
        return said(f"{gives}; {v.it} takes {takes}")
    if not np.isnan(view.index.words_weeks[row]):
        about = weeks_in_words(float(view.index.words_weeks[row]))
        its = v.either("its", "the role's")
        return said(f"{gives}; no length is stated, {its} description suggests about {about}")
    if not np.isnan(view.index.habit_weeks[row]):
        about = weeks_in_words(float(view.index.habit_weeks[row]))
        return said(
            f"{gives}; no length is stated, but other roles of {view.role['org_name']} "
            f"start at about {about}"
        )
    return said(f"{gives}; {v.source} does not say how long it takes")


def _dates(view: TermView) -> Words:
    v, when = view.voice, wording.when(view.role)
    if when:
        fits = "allow" if view.value("dates") > 0 else "do not allow"
        return said(f"{v.it} can be served {served(when)}; {v.your} dates {fits} that")
    return said(f"{v.source} names no dates{v.either('; ask which ones are open', '')}")


def served(when: str) -> str:
    """Dates or months after a verb: `in March`, `from 1 May 2027`."""
    if when.startswith(("from ", "until ")):
        return when
    return f"from {when}" if any(letter.isdigit() for letter in when) else f"in {when}"


def _language(view: TermView) -> Words:
    v, names, spoken = view.voice, view.catalog.languages, view.profile.spoken
    asked = {text.partition(":")[0]: text.partition(":")[2] for text in view.role["languages"]}
    if not asked:
        return said(f"{v.source} names no language")
    shared = [names[code] for code in asked if code in spoken]
    if shared:
        return said(f"{v.you} speak {listed(shared)}, which is used there")
    need = "is required" if "required" in asked.values() else "helps"
    return said(f"{listed([names[code] for code in asked])} {need}; {v.you} did not name it")


def _setting(view: TermView) -> Words:
    v = view.voice
    if not view.role["setting"]:
        return said(f"{v.source} does not say in what setting")
    wished = view.labels("setting", view.profile.settings, word="or")
    place = view.labels("setting", view.role["setting"], word="or")
    here = f"{v.either('this is', 'the setting here is')}: {place}"
    if not wished:
        is_remote = "remote" in view.role["setting"]
        return said(f"{v.you} named no setting; {here}", is_wish=is_remote)
    both = [name for name in view.profile.settings if name in view.role["setting"]]
    if both:
        return said(f"{v.you} wished for this setting: {view.labels('setting', both)}")
    return said(f"{v.you} wished for {wished}; {here}")


def _faith(view: TermView) -> Words:
    v, faiths = view.voice, view.catalog.vocabulary.labels("faith")
    theirs = view.role["faith"]
    mine = view.profile.faith
    if not view.known("faith"):
        return said(f"{v.source} does not say whether the organization has a faith")
    kind = with_article(inside_faith(faiths.get(theirs, "Christian")))
    is_a = f"{v.either('it', 'this')} is {kind} organization"
    is_one = f"{v.either('it', 'this')} is one"
    if view.profile.accepts == "secular" and theirs == "secular":
        return said(f"{v.you} want a non-religious organization; {is_one}")
    if view.profile.accepts == "christian":
        if theirs not in ("christian", ""):
            is_one = f"{v.either('it', 'this one')} is {inside_faith(faiths[theirs])}"
        return said(f"{v.you} want a Christian organization; {is_one}")
    if view.value("faith") >= 0.9:
        tail = (
            f", close to {v.your} own faith"
            if mine not in ("", "none", "secular") and theirs != "secular"
            else ""
        )
        return said(f"{is_a}{tail}", is_wish=bool(tail))
    ask = v.either("ask", "talk with them about")
    return said(f"{is_a}; {ask} what it expects of those who serve", is_wish=False)


def inside_faith(label: str) -> str:
    """A faith as an adjective: `Secular` is said as non-religious."""
    return "non-religious" if label == "Secular" else label


def _funding(view: TermView) -> Words:
    v, profile, parts = view.voice, view.profile, []
    paid = [v.either(*PAYS[kind]) for kind in view.role["funding"]]
    if paid:
        parts.append(listed(paid, last_word="or"))
    cost = float(view.role["cost_usd"])
    if not np.isnan(cost):
        budget = profile.budget_usd
        within = (
            ""
            if not budget
            else (
                f", within {v.your} ${budget:,.0f}"
                if cost <= budget
                else f", more than {v.your} ${budget:,.0f}"
            )
        )
        parts.append(f"{v.it} costs about ${cost:,.0f}{within}")
    if not parts:
        return said(f"{v.source} does not say who pays")
    can = f"; {v.you} {CAN[profile.funding].format(v=v)}" if profile.funding else ""
    return said(f"{', and '.join(parts)}{can}", is_wish=bool(profile.funding))


def _family(view: TermView) -> Words:
    v = view.voice
    comes = f"{v.you} come with family"
    if view.role["family"] == "yes":
        return said(f"{comes}; families are welcome")
    if view.role["family"] == "no":
        return said(f"{comes}; {v.it} does not take families")
    return said(f"{comes}; {v.source} does not say if {v.either('they', 'families')} can come")


def _experience(view: TermView) -> Words:
    v = view.voice
    asked = float(view.role["min_years_experience"])
    years = view.profile.years_experience or 0
    if np.isnan(asked):
        return said(f"{v.source} asks for no number of years")
    return said(f"{v.it} asks for {years_of(asked)} of experience; {v.you} have {years:g}")


def years_of(number: float) -> str:
    """A number of years with its noun, fractions kept."""
    return f"{number:g} {'year' if number == 1 else 'years'}"


def _training(view: TermView) -> Words:
    v = view.voice
    trains = f"{v.you} are in training"
    if view.role["trainees"] == "yes" or "student" in view.role["professions"]:
        return said(f"{trains}; {v.it} takes students or residents")
    if view.role["trainees"] == "no":
        return said(f"{trains}; {v.it} does not take students or residents")
    return said(f"{trains}; {v.source} does not say whether it takes students or residents")


def _record(view: TermView) -> Words:
    read, dated = view.role["read_on"], view.role["source_date"]
    page = f", from a page of {wording.date_in_words(dated)}" if dated else ""
    return said(
        f"read on {wording.date_in_words(read)}{page}" if read else "",
        "complete, recent records count more",
        is_wish=False,
    )


def _need(view: TermView) -> Words:
    if not view.known("need"):
        return said("there is no figure for the health workforce there", is_wish=False)
    need = view.value("need")
    has, meets = ("have", "meet") if len(view.role["where"]) > 1 else ("has", "meets")
    fewer = FEWER[sum(need > limit for limit in (0.3, 0.6))]
    count = f"{has} {fewer} health workers per person than" if need > 0 else meets
    return said(
        f"{view.countries(view.role['where'], most=2)} {count} the world norm", is_wish=False
    )


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
