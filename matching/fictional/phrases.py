"""Sentences from which statements are put together, written for this project.

What stands in braces is filled in by `statements.slots_of`; a sentence is used only where all of it
is known about the person.
"""

from __future__ import annotations

Sentences = tuple[str, ...]

OPENINGS: dict[str, Sentences] = {
    "student": (
        "{nth}-year {noun}.",
        "I am a {nth}-year {noun}.",
        "I am {a_noun} in my {nth} year.",
        "{a_noun}, {nth} year, eager to see real work.",
    ),
    "resident": (
        "{nth}-year resident in {field}.",
        "I am a {nth}-year {field} resident.",
        "I am training in {field} and now in my {nth} year.",
        "Resident in {field}, {nth} year.",
    ),
    "early": (
        "{noun} with {years} of experience.",
        "I have been {a_noun} for {years}.",
        "I am {a_noun} in {workplace}, with {years} behind me.",
        "I am {a_noun}, still fairly new to the work.",
        "I became {a_noun} {years} ago and have wanted to do this ever since.",
        "Young {noun}, ready to learn.",
    ),
    "mid": (
        "{noun} with {years} of experience.",
        "I have worked as {a_noun} for {years}.",
        "I am {a_noun} in {workplace}.",
        "{noun} in {workplace}.",
        "For {years} I have worked as {a_noun}, lately in {workplace}.",
        "I am {a_noun} and would like to use what I know where it is scarce.",
        "{noun}, {years} in, and looking for my first mission.",
        "I work as {a_noun} and have joined two short missions before.",
    ),
    "late": (
        "After {years} as {a_noun} I would like to give something back.",
        "{noun} with {years} of experience, much of it in {workplace}.",
        "I have been {a_noun} for {years} and still enjoy it.",
        "Senior {noun}.",
        "I am {a_noun} in {workplace}, and my children are grown.",
        "{noun} for {years}; now I finally have the time.",
    ),
    "retired": (
        "Retired {noun}.",
        "I retired after {years} as {a_noun}.",
        "Retired {noun} with {years} of experience.",
        "I am a retired {noun} with time to give.",
        "After {years} as {a_noun} I have retired, but I am not done.",
        "I have just retired from {workplace}, where I worked as {a_noun}.",
    ),
}
WORK: Sentences = (
    "I care most about {one}.",
    "What draws me is {one}.",
    "I would like to help with {one} and {two}.",
    "My interests are {one} and {two}.",
    "I would be glad to work on {one}.",
    "I hope to find work that has to do with {one}.",
    "If it has to do with {one}, I am interested.",
    "I know most about {one}, but {two} would interest me too.",
    "Of all there is to do, I would choose {one}.",
)
LEARNING: Sentences = (
    "I would like to learn more about {one}.",
    "I hope to learn about {one} and {two}.",
    "What draws me is {one}.",
    "My interests are {one} and {two}.",
    "Later I want to work on {one}.",
)
TEACHING: Sentences = (
    "I would rather train local colleagues than work alone.",
    "I enjoy teaching and would gladly run workshops.",
    "Teaching is the part I look forward to most.",
    "I would like to leave something behind by teaching local staff.",
)
SUPERVISION: Sentences = (
    "I know that I need supervision.",
    "I would work under supervision, of course.",
    "I am glad to start with simple tasks.",
    "A place where somebody takes the time to explain would be ideal.",
)
PLACES: dict[str, Sentences] = {
    "named": (
        "I would like to go to {place}.",
        "{place} would be my first choice.",
        "I feel drawn to {place}.",
        "I am hoping for {place}.",
        "I have been to {country} before and would like to go back.",
        "I am looking for {length} in {place}.",
        "My family comes from {roots}, so I would like to serve there.",
        "Ideally it would be {place}, but I can be persuaded.",
    ),
    "none": (
        "Anywhere is fine.",
        "I have no fixed place in mind.",
        "I am open to any country where I am useful.",
        "Where it is matters less to me than what I do there.",
    ),
    "home": (
        "I would rather serve near home than overseas.",
        "There is enough need close to home, and that is where I want to help.",
        "I am looking for something in my own country.",
    ),
    "remote": (
        "I cannot travel at the moment, but I can help from home.",
        "I am not able to travel and am looking for something I can do online.",
        "Travel is out of the question for now, but I could advise by video.",
    ),
}
STAYS: dict[str, Sentences] = {
    "short": (
        "I can get away for {length}.",
        "I can take {length} of leave.",
        "A trip of {length} would suit me.",
        "I have {length} to give, and could do it again every year.",
    ),
    "weeks": (
        "I could stay for {length}.",
        "I can be away for {length}.",
        "I am looking for a stay of {length}.",
    ),
    "months": (
        "I could stay for {length}.",
        "I am free for {length}.",
        "I would like to settle in for {length} rather than rush through.",
    ),
    "year": (
        "I would like to give {length}.",
        "I am taking time off and can stay for {length}.",
        "I am thinking of {length}, so that I can learn how things are done there.",
    ),
    "open": (
        "I hope to stay for {length}.",
        "I am ready to move abroad for {length}.",
        "I am thinking of {length}.",
    ),
    "free": (
        "I can go for {length} at a time.",
        "I am free for {length}.",
        "I could stay for {length}.",
    ),
    "resident": (
        "I am looking for an elective of {length}.",
        "My program gives me {length} away.",
    ),
    "student": (
        "I am free for {length}.",
        "I could come for {length}.",
        "I have {length} between terms.",
    ),
}
STARTS: Sentences = (
    "My calendar is open from {month} on.",
    "I could start in {month}.",
    "Any time from {month} on works for me.",
)
LANGUAGES: Sentences = (
    "I grew up speaking {first}.",
    "{first} is my first language.",
    "My {good} is good.",
    "I speak {good} well and would like to use it.",
    "I get by in {basic}.",
    "I speak a little {basic}.",
    "I am still learning {basic}.",
)
COUPLE: Sentences = (
    "My wife would come along.",
    "My husband would come with me.",
    "My spouse would come too and is good with everything practical.",
)
FAMILY: Sentences = (
    *COUPLE,
    "We would come as a family with two children.",
    "Our three children would come along.",
    "My family would join me.",
)
FAITH: dict[str, Sentences] = {
    "christian": (
        "I would like to serve with a Christian organization.",
        "It matters to me that the organization is Christian.",
        "I want to serve with people who share my faith.",
    ),
    "secular": (
        "I would prefer a non-religious organization.",
        "I am looking for an organization without a religious mission.",
    ),
    "believer": (
        "My faith is why I want to do this.",
        "My church encourages me to go.",
    ),
    "none": ("I am not religious, but glad to work beside people who are.",),
}
FUNDING: dict[str, Sentences] = {
    "self-funded": (
        "I can pay my own way.",
        "I would cover my own costs.",
        "I have set aside about {budget} for it.",
    ),
    "support-raised": (
        "I expect to raise support.",
        "My church would help me raise support.",
    ),
    "expenses-paid": (
        "I can give my time but would need my costs covered.",
        "Travel and board would have to be paid for me.",
    ),
    "stipend": ("A small stipend would make it possible.",),
    "salaried": ("I am looking for a paid position.", "I would need a salary."),
}
SETTINGS: dict[str, Sentences] = {
    "hospital": (
        "A busy hospital would suit me.",
        "I feel at home in a small hospital.",
    ),
    "clinic": (
        "I like the pace of a small clinic.",
        "A clinic with a long line at the door does not frighten me.",
    ),
    "mobile-clinic": (
        "I like the idea of a mobile clinic that sets up somewhere new every day.",
        "Packing up a clinic and moving on each day is fine with me.",
    ),
    "ship": ("I have always wanted to serve on a ship.",),
    "camp": ("I could work in a camp, too.",),
    "classroom": ("I am happy to stand in front of a class.",),
    "community": ("I like going to where people live.",),
    "field-base": ("I can live simply.",),
}
AVOIDING: Sentences = (
    "I would rather not go to {avoid}.",
    "Please not {avoid} for now.",
)
