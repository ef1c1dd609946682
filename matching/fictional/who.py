"""Who a fictional person is: work, stage of career, faith and first language."""

from __future__ import annotations

import dataclasses
from random import Random

from matching.fictional.spreads import UNSAID, Spreads, Study, Work, pick

SECOND_SPECIALTY = 0.2
YEARS_UNSAID = 0.06
NOT_IN_TRAINING_SAID = 0.4
LONGEST_TRAINING = 4
SHORT_STUDY = 2


@dataclasses.dataclass(frozen=True)
class Who:
    """What a person brings along, before any wish.

    Attributes
    ----------
    noun : str
        What the person calls themselves, such as "ICU nurse" or "dental student".
    field : str
        What a resident trains in, else "".
    stage : str
        A stage of `fictional.yaml`.
    years, years_said : int and int or None
        Years in the profession, and what of them the profile says.
    training_year : int
        The year of training, 0 for those who have finished.
    focus : tuple of str
        Focus areas of the work, likeliest first.
    settings : mapping of setting to weight
    """

    profession: str
    specialties: tuple[str, ...]
    noun: str
    field: str
    stage: str
    years: int
    years_said: int | None
    trainee: str
    training_year: int
    workplaces: tuple[str, ...]
    focus: tuple[str, ...]
    settings: dict[str, float]
    faith: str
    accepts: str
    tongue: str

    @property
    def is_resident(self) -> bool:
        """A physician in training, as opposed to a student."""
        return self.stage == "trainee" and self.profession == "physician"

    @property
    def is_student(self) -> bool:
        """Somebody who studies, whatever the profession."""
        return self.stage == "trainee" and self.profession != "physician"


def draw_who(spreads: Spreads, rng: Random, profession: str) -> Who:
    """Draw somebody of a profession."""
    work = spreads.professions[profession]
    stage = _stage(spreads, rng, profession, work)
    faith, accepts = _faith(spreads, rng, work)
    tongue = pick(rng, {code: tongue.share for code, tongue in spreads.tongues.items()})
    if stage == "trainee" and profession != "physician":
        return _student(spreads, rng, profession, faith, accepts, tongue)
    specialties = _specialties(spreads, rng, profession, resident=stage == "trainee")
    special = spreads.specialties[profession][specialties[0]] if specialties else work
    first, last = spreads.stages[stage].years
    years = rng.randint(first, last)
    in_training = stage == "trainee"
    return Who(
        profession=profession,
        specialties=specialties,
        noun=rng.choice(special.noun),
        field=specialties[0] if in_training else "",
        stage=stage,
        years=years,
        years_said=None if not in_training and rng.random() < YEARS_UNSAID else years,
        trainee="yes" if in_training else "no" if rng.random() < NOT_IN_TRAINING_SAID else "",
        training_year=min(years + 1, LONGEST_TRAINING) if in_training else 0,
        workplaces=work.workplaces,
        focus=special.focus or work.focus,
        settings=special.settings or work.settings,
        faith=faith,
        accepts=accepts,
        tongue=tongue,
    )


def _stage(spreads: Spreads, rng: Random, profession: str, work: Work) -> str:
    if profession == "student":
        return "trainee"
    shares = {name: stage.share for name, stage in spreads.stages.items()}
    if not work.trainee:
        del shares["trainee"]
    return pick(rng, shares)


def _student(
    spreads: Spreads, rng: Random, profession: str, faith: str, accepts: str, tongue: str
) -> Who:
    """A student: of the profession, or, of profession `student`, of whatever is studied."""
    work = spreads.professions[profession]
    years = spreads.studies[profession].years if profession in spreads.studies else SHORT_STUDY
    study = Study(share=1, noun=(work.trainee,), years=years, focus=work.focus)
    if profession == "student":
        studies = spreads.studies
        study = studies[pick(rng, {name: each.share for name, each in studies.items()})]
    return Who(
        profession=profession,
        specialties=(),
        noun=rng.choice(study.noun),
        field="",
        stage="trainee",
        years=0,
        years_said=0,
        trainee="yes",
        training_year=rng.randint(1, study.years),
        workplaces=(),
        focus=study.focus,
        settings=work.settings,
        faith=faith,
        accepts=accepts,
        tongue=tongue,
    )


def _specialties(
    spreads: Spreads, rng: Random, profession: str, *, resident: bool
) -> tuple[str, ...]:
    special = spreads.specialties.get(profession)
    if not special:
        return ()
    if not resident and rng.random() > spreads.professions[profession].says_specialty:
        return ()
    weights = {
        name: work.share * work.leaning
        for name, work in special.items()
        if work.residency or not resident
    }
    first = pick(rng, weights)
    second = special[first].second
    if second and not resident and rng.random() < SECOND_SPECIALTY:
        return first, rng.choice(second)
    return (first,)


def _faith(spreads: Spreads, rng: Random, work: Work) -> tuple[str, str]:
    """A faith and what kind of organization is accepted, each "" where it is not said."""
    faiths = spreads.faiths
    shares = {
        name: faith.share for name, faith in faiths.items() if faith.christian or not work.faithful
    }
    faith = pick(rng, shares)
    accepts = pick(rng, faiths[faith].accepts)
    return ("" if faith == UNSAID else faith), ("" if accepts == UNSAID else accepts)
