"""How close a person's profession and specialty are to what a role needs."""

from __future__ import annotations

import dataclasses

import numpy as np

from matching.arrays import Bools, Floats, Ints, any_column, best_column
from matching.aspects.encoded_profile import EncodedProfile
from matching.catalog.role_index import RoleIndex
from matching.reference.adjacency import LEAST_DEGREE

ROLE_COLUMNS = (
    "professions", "specialties", "focus_areas", "study", "any_field", "leads", "students_first",
)  # fmt: skip
"""The arrays of `RoleIndex` that are read, here or by the aspects that share what is found."""
PROFILE_FIELDS = (
    "profession", "other_professions", "specialties", "trainee", "field_of_study", "statement",
    "focus_areas",
)  # fmt: skip
"""The fields of `Profile` that are read; of the statement only what a student studies."""
PROFILE_FLAGS = {"focus_areas": ("health-systems",)}
"""Of fields that list ids, those that are read."""


OTHER_FIELD = 0.7
"""What a role for students of any field counts for a student of one, and the other way round."""
LEADERSHIP = 0.35
"""What a director's post counts for a clinician who has not asked to lead."""


@dataclasses.dataclass(frozen=True)
class WorkFit:
    """Degrees per role, arrays of shape (roles,).

    Attributes
    ----------
    profession : array of float
        1 the person's own profession is named, less for one that may act for it, 0 for none.
    specialty : array of float
        Best degree over the specialties that the role names, or over the work it describes.
    specialty_named : array of bool
        The role names specialties that bear on the person.
    work_described : array of bool
        The role names none, and its focus areas say what kind of clinician it needs.
    specialty_known : array of bool
        False where the role names specialties and the person has named none.
    acting : array of int
        Column of the profession by which the person fits best.
    """

    profession: Floats
    specialty: Floats
    specialty_named: Bools
    work_described: Bools
    specialty_known: Bools
    acting: Ints

    def take(self, rows: Ints | Bools) -> WorkFit:
        """The same for some roles only."""
        return WorkFit(
            **{field.name: getattr(self, field.name)[rows] for field in dataclasses.fields(self)}
        )


def work_fit(person: EncodedProfile, roles: RoleIndex) -> WorkFit:
    """Compare a person's professions and specialties with every role of an index.

    Of several professions the one that fits a role best counts for it.
    """
    best = _fit(person, roles)
    for profession in person.profile.other_professions:
        other = _fit(_as(person, profession), roles)
        better = other.profession * other.specialty > best.profession * best.specialty
        best = WorkFit(
            **{
                field.name: np.where(better, getattr(other, field.name), getattr(best, field.name))
                for field in dataclasses.fields(WorkFit)
            }
        )
    return best


def _as(person: EncodedProfile, profession: str) -> EncodedProfile:
    """The person by another profession, with the specialties of it."""
    belong = person.catalog.vocabulary.specialties_of(profession)
    specialties = tuple(name for name in person.profile.specialties if name in belong)
    profile = person.profile.changed(
        profession=profession, specialties=specialties, other_professions=()
    )
    return dataclasses.replace(person, profile=profile)


def _fit(person: EncodedProfile, roles: RoleIndex) -> WorkFit:
    catalog, adjacency = person.catalog, person.catalog.adjacency
    own = catalog.specialties_of[person.profession]
    said = person.specialties
    # A nurse practitioner may name a physician's specialty: then those of physicians count too.
    kin = own | catalog.specialties_of[any_column(catalog.specialties_of & said)].any(axis=0)
    named = roles.specialties & kin
    degrees = adjacency.specialties[said].max(axis=0) if said.any() else np.zeros(len(said))
    by_name = best_column(roles.specialties * degrees)
    by_work, described = _work_degree(person, said, roles)
    profession = _profession_degree(person, roles)

    # Named under another profession (an oral surgeon and a maxillofacial surgeon's role).
    elsewhere = (roles.specialties & ~kin) * degrees
    across = np.where(any_column(named), 0.0, best_column(elsewhere))
    across = np.where(profession >= 1, 0.0, across)
    profession = np.maximum(profession, across)

    if person.follows("leadership") and not _leads(person):
        # It sinks, and closes no role that their profession could hold.
        sunk = np.maximum(profession * LEADERSHIP, np.minimum(profession, LEAST_DEGREE))
        profession = np.where(roles.leads, sunk, profession)

    is_named = any_column(named) | (across > 0)
    specialty = np.where(is_named, by_name, np.where(described, by_work, 1.0))
    if person.is_trainee:
        student = roles.professions[:, catalog.profession_ids.index("student")]
        learned = np.where(student, adjacency.trainee_learns_specialty, 0.0)
        specialty = np.maximum(specialty, learned)
        if person.follows("own-field-first"):
            specialty = np.where(student & ~is_named, 1.0, specialty)
    return WorkFit(
        profession=profession,
        specialty=specialty,
        specialty_named=is_named,
        work_described=described & ~is_named,
        specialty_known=(~is_named & ~(needs_a_field(person, roles) & (profession >= 1)))
        | said.any(),
        acting=np.full(len(roles), person.profession),
    )


def needs_a_field(person: EncodedProfile, roles: RoleIndex) -> Bools:
    """Whether the work of a role says what kind of a profession it needs that has several."""
    catalog = person.catalog
    narrows = any_column(roles.focus_areas & catalog.adjacency.bounding) & ~roles.any_field
    has_some = bool(catalog.specialties_of[person.profession].any())
    return np.asarray(narrows & has_some)


def _leads(person: EncodedProfile) -> bool:
    """Whether the person is an administrator or asks for the work of one."""
    asks = "health-systems" in person.profile.focus_areas
    return asks or person.profile.profession == "health-administrator"


def _profession_degree(person: EncodedProfile, roles: RoleIndex) -> Floats:
    adjacency, catalog = person.catalog.adjacency, person.catalog
    degree = best_column(roles.professions * adjacency.professions[person.profession])
    if not person.is_trainee:
        return degree
    student = catalog.profession_ids.index("student")
    of_students = roles.professions[:, student]
    told = any_column(roles.study) & person.study.any()
    same_field = any_column(roles.study & person.study)
    if person.profile.profession == "student":
        degree = np.where(of_students & told & ~same_field, 0.0, degree)
        if person.follows("own-field-first"):
            named = any_column(roles.study)
            other = of_students & (named != person.study.any())
            degree = np.where(other, degree * OTHER_FIELD, degree)
        return degree
    helps = best_column(roles.professions * adjacency.trainees[person.profession])
    acts = np.where(of_students & (same_field | ~told), adjacency.trainee_acts_for_student, 0.0)
    return np.maximum(np.maximum(degree, helps), acts)


def _work_degree(person: EncodedProfile, said: Bools, roles: RoleIndex) -> tuple[Floats, Bools]:
    """Best degree over the work described; broad work counts less beside narrow work."""
    adjacency = person.catalog.adjacency
    described = roles.focus_areas & adjacency.bounding
    if not said.any():
        # Where any field will do, one that is not named counts as any other.
        return np.full(len(roles), adjacency.any_field), any_column(described) & roles.any_field
    others = roles.professions.copy()
    others[:, person.profession] = False
    owned = others.astype(np.float32) @ adjacency.owners.astype(np.float32) > 0
    beside = any_column(roles.focus_areas & adjacency.narrow & ~owned)
    damp = np.where(beside[:, None] & adjacency.broad[None, :], adjacency.beside_narrow, 1.0)
    degrees = adjacency.work[said].max(axis=0)
    best = best_column(described * degrees * damp)
    at_least = np.where(roles.any_field, adjacency.any_field, 0.0)
    return np.maximum(best, at_least), any_column(described)
