"""The ids that data and profiles may use, each with a label for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from matching.errors import UnknownIdError, VocabularyError, did_you_mean, shown

SETTINGS = {
    "hospital": "Hospital",
    "clinic": "Clinic",
    "mobile-clinic": "Mobile clinic",
    "ship": "Ship",
    "camp": "Camp",
    "classroom": "Classroom",
    "community": "Community",
    "remote": "Remote (from home)",
    "field-base": "Field base",
}
FUNDINGS = {
    "self-funded": "Pay your own way",
    "support-raised": "Raise money from donors",
    "stipend": "Stipend",
    "expenses-paid": "Expenses paid",
    "salaried": "Salary",
}
FAITHS = {
    "evangelical": "Evangelical",
    "protestant": "Protestant",
    "catholic": "Catholic",
    "adventist": "Adventist",
    "orthodox": "Orthodox",
    "lds": "Latter-day Saint",
    "christian": "Christian",
    "jewish": "Jewish",
    "muslim": "Muslim",
    "interfaith": "Interfaith",
    "secular": "Secular",
}
PERSON_FAITHS = FAITHS | {
    "hindu": "Hindu",
    "buddhist": "Buddhist",
    "other": "Another faith",
    "none": "No faith",
}
CHRISTIAN_FAITHS = frozenset(
    ("christian", "evangelical", "protestant", "catholic", "adventist", "orthodox", "lds")
)
FAITH_REQUIREMENTS = {
    "none": "No faith is asked for",
    "respect": "Open to all who respect its values",
    "christian": "For Christians",
    "statement-of-faith": "Statement of faith to be signed",
}
ACCEPTS = {
    "any": "Any organization",
    "christian": "Christian organizations only",
    "secular": "Non-religious organizations only",
}
STATUSES = {"open": "Open", "ongoing": "Ask at any time", "past": "Past"}
ORGANIZATION_KINDS = {
    "sending-agency": "Sending agency",
    "hospital": "Hospital",
    "ngo": "Non-governmental organization",
    "ship": "Hospital ship",
    "training": "Training program",
    "network": "Network",
    "association": "Association",
    "church-body": "Church body",
    "government": "Government",
}
ARTICLE_KINDS = {
    "article": "Article",
    "story": "Story",
    "video": "Video",
    "podcast": "Podcast",
    "guide": "Guide",
    "research": "Research",
    "event": "Event",
}
STAGES = {
    "exploring": "Exploring",
    "preparing": "Preparing",
    "serving": "Serving",
    "returning": "Returning",
    "any": "Any stage",
}
OBSTACLES = {
    "funding": "Money",
    "debt": "Debt",
    "licence": "Licence",
    "credentials": "Documents",
    "language": "Language",
    "family": "Family",
    "faith": "Faith",
    "time": "Time",
    "safety": "Safety",
    "health": "Health",
    "training": "Skills",
    "trainee": "In training",
    "fear-of-harm": "Doing good well",
    "loneliness": "Alone",
    "re-entry": "Coming home",
}
"""What may stand in the way of a reader, with the word for it."""
LANGUAGE_LEVELS = {"native": "Native", "good": "Good", "basic": "Basic"}
LANGUAGE_NEEDS = {"required": "Required", "helpful": "Helpful", "either": "One of these"}
PARTIES = {
    "one": "One person",
    "couple": "Couple",
    "family": "Family",
    "team": "Whole team",
    "school-group": "Group of a school",
}
COMMITMENTS = {
    "full-time": "Full time",
    "part-time": "Some hours a week, on site",
    "event": "A day or a weekend",
    "on-call": "On call, at short notice",
    "remote-hours": "Hours from home, by appointment",
}
CIRCLES = {
    "own-students": "Its own students",
    "own-alumni": "Its own alumni",
    "own-staff": "Its own staff",
    "members": "Its members",
    "church": "Members of its church",
}
PAYS = {"unpaid": "Unpaid", "paid": "Paid", "costs-covered": "Costs covered"}
STAY_HINTS = {"days": "Days", "weeks": "Weeks", "months": "Months", "years": "Years"}
ROLE_KINDS = {
    "post": "Single post",
    "trip": "Trip or team",
    "pool": "Standing invitation",
    "program": "Study or fellowship program",
    "mentoring": "Mentoring",
    "advocacy": "Evaluation or advocacy",
}

CONTROLLED_LISTS: Mapping[str, Mapping[str, str]] = {
    "setting": SETTINGS,
    "funding": FUNDINGS,
    "faith": FAITHS,
    "person_faith": PERSON_FAITHS,
    "faith_requirement": FAITH_REQUIREMENTS,
    "accepts": ACCEPTS,
    "status": STATUSES,
    "organization_kind": ORGANIZATION_KINDS,
    "article_kind": ARTICLE_KINDS,
    "stage": STAGES,
    "obstacle": OBSTACLES,
    "language_level": LANGUAGE_LEVELS,
    "language_need": LANGUAGE_NEEDS,
    "party": PARTIES,
    "commitment": COMMITMENTS,
    "only_for": CIRCLES,
    "pay": PAYS,
    "stay_hint": STAY_HINTS,
    "role_kind": ROLE_KINDS,
}

Labels = Mapping[str, str]
DEEPEST = 5


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The controlled vocabulary.

    Parameters
    ----------
    professions : mapping of id to label
        In the order of the file.
    specialties : mapping of profession id to (mapping of id to label)
        A profession without specialties has no entry; use `specialties_of`.
    focus_areas : mapping of id to label
    nucc : mapping of profession or specialty id to code
        Codes of the NUCC Health Care Provider Taxonomy, where one is known to fit.
    """

    professions: Labels
    specialties: Mapping[str, Labels]
    focus_areas: Labels
    nucc: Mapping[str, str]

    @cached_property
    def specialty_labels(self) -> Labels:
        """Every specialty of every profession: id to label."""
        return {id_: label for labels in self.specialties.values() for id_, label in labels.items()}

    @cached_property
    def profession_of(self) -> Mapping[str, str]:
        """The profession that each specialty belongs to."""
        return {id_: profession for profession, ids in self.specialties.items() for id_ in ids}

    def specialties_of(self, profession: str) -> Labels:
        """Give the specialties of a profession, id to label; empty if it has none."""
        return self.specialties.get(profession, {})

    @cached_property
    def _lists(self) -> Mapping[str, Labels]:
        return {
            "profession": self.professions,
            "specialty": self.specialty_labels,
            "focus_area": self.focus_areas,
            **CONTROLLED_LISTS,
        }

    def labels(self, kind: str) -> Labels:
        """Give one list of ids with their labels.

        Parameters
        ----------
        kind : str
            `profession`, `specialty`, `focus_area`, `setting`, `funding`, `faith`,
            `person_faith`, `faith_requirement`, `accepts`, `status`, `organization_kind`,
            `article_kind`, `stage`, `obstacle`, `language_level` or `language_need`.

        Raises
        ------
        ValueError
            If there is no such list.
        """
        if kind not in self._lists:
            raise ValueError(f"kind must be one of {', '.join(self._lists)}, got {kind!r}.")
        return self._lists[kind]

    def label(self, kind: str, id_: str) -> str:
        """Give the label of an id for people.

        Raises
        ------
        UnknownIdError
            If the list has no such id; the message names the closest ones.
        """
        labels = self.labels(kind)
        if id_ not in labels:
            raise UnknownIdError(kind.replace("_", " "), id_, labels)
        return labels[id_]

    @classmethod
    def from_file(cls, path: str | Path) -> Vocabulary:
        """Read the vocabulary from a YAML file.

        Raises
        ------
        VocabularyError
            If the file is missing, is not YAML, or a part of it is missing or faulty.
        """
        path = Path(path)
        sections = _read(path)
        known = ("professions", "specialties", "focus_areas")
        for name in sections:
            if name not in known:
                hint = did_you_mean(name, known)
                raise VocabularyError(f"{path.name}: unknown section '{shown(name)}'{hint}")
        for name in known:
            if not sections.get(name):
                raise VocabularyError(f"{path.name}: the section '{name}' is missing or empty.")
        where = path.name
        nucc: dict[str, str] = {}
        professions = _labels(sections["professions"], f"{where}: professions", nucc)
        specialties: dict[str, Labels] = {}
        seen: dict[str, str] = {}
        for profession, ids in _mapping(sections["specialties"], f"{where}: specialties").items():
            if profession not in professions:
                hint = did_you_mean(profession, professions)
                raise VocabularyError(
                    f"{where}: specialties of the unknown profession '{shown(profession)}'{hint}"
                )
            labels = _labels(ids, f"{where}: specialties of {profession}", nucc)
            for id_ in labels:
                if id_ in seen:
                    raise VocabularyError(
                        f"{where}: specialty '{id_}' is listed under {seen[id_]} and "
                        f"{profession}; a specialty belongs to one profession."
                    )
                seen[id_] = profession
            specialties[profession] = labels
        focus_areas = _labels(sections["focus_areas"], f"{where}: focus_areas", {})
        return cls(professions, specialties, focus_areas, nucc)


def _read(path: Path) -> dict[str, object]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except OSError as error:
        raise VocabularyError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise VocabularyError(f"{path.name} is not UTF-8 text; save it as UTF-8.") from error
    except RecursionError as error:
        raise VocabularyError(f"{path.name}: nested too deeply.") from error
    except (yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise VocabularyError(f"{path.name} is not valid YAML: {shown(reason, 200)}") from error
    return _mapping(_plain(node, path.name), path.name)


def _plain(node: yaml.Node | None, where: str, depth: int = 0) -> object:
    """Turn a YAML node into dicts and texts; a key given twice is an error, not overwritten."""
    if depth > DEEPEST:
        raise VocabularyError(f"{where}: nested too deeply.")
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 1 if node else 1
        raise VocabularyError(f"{where}, line {line}: expected lines of the form 'id: label'.")
    plain: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise VocabularyError(f"{where}, line {line}: expected an id before the colon.")
        key = str(key_node.value)
        if key in plain:
            raise VocabularyError(f"{where}, line {line}: '{shown(key)}' is given a second time.")
        plain[key] = _plain(value_node, where, depth + 1)
    return plain


def _mapping(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise VocabularyError(f"{where}: expected lines of the form 'id: label'.")
    return value


def _labels(value: object, where: str, nucc: dict[str, str]) -> Labels:
    """Read `id: label` and `id: {label: …, nucc: …}`; the codes are added to `nucc`."""
    labels: dict[str, str] = {}
    for id_, entry in _mapping(value, where).items():
        fields = {"label": entry} if isinstance(entry, str) else _mapping(entry, where)
        label, code = fields.get("label"), fields.get("nucc")
        if not id_ or not isinstance(label, str) or not label.strip():
            raise VocabularyError(f"{where}: '{shown(id_)}' has no label.")
        labels[id_] = label.strip()
        if isinstance(code, str):
            nucc[id_] = code
    return labels
