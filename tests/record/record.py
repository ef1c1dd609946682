"""What the library said of many people on one day, to see that moving code changes nothing.

`python -m tests.record.record` writes it anew; the commit that does so names what changed on
purpose. It goes when the move is done.
"""

import datetime as dt
import hashlib
import json
import lzma
import random
from pathlib import Path

from matching import Catalog, Profile, Recommender
from matching.fictional import fictional_profiles

FOLDER = Path(__file__).parent
FILE = FOLDER / "record.json.xz"
PEOPLE = FOLDER / "people.json"
TODAY = dt.date(2026, 11, 25)
READERS = ("professional", "recruiter")
LISTED, CLOSED = 25, 15  # roles of one person that are put into words
CANDIDATES = 40


def profiles():
    """Give the judged people of two sets and sixty fictional ones."""
    judged = [Profile.from_mapping(fields) for fields in json.loads(PEOPLE.read_text("utf-8"))]
    return [*judged, *(p.profile for p in fictional_profiles(60, seed=8, today=TODAY))]


def recommender():
    """Give the shipped recommender on the day of the record."""
    data = Path(__file__).parents[2] / "data"
    return Recommender(Catalog.from_folder(data), today=TODAY)


def of_person(by, profile):
    """Give all that is said about one person."""
    listed = by.recommend(profile, n=None)
    statuses = by.compare(profile).must_haves.status
    chosen = _chosen(by, profile, list(listed["role_id"]))
    return {
        "order": list(listed["role_id"]),
        "scores": _hundredths(listed["score"]),
        "moved": [None if rank != rank else int(rank) for rank in listed["moved_from"]],
        "points": _digest(listed.iloc[:, 5:].round(2).values.tolist()),
        "points_of_first": [_hundredths(row) for row in listed.iloc[:10, 5:].values.tolist()],
        "statuses": ["".join("-012"[code + 1] for code in row) for row in statuses.tolist()],
        "said": {
            reader: [_said(e) for e in by.explain_many(profile, chosen, reader=reader)]
            for reader in READERS
        },
        "almost": [
            [row.change_id, row.kind, row.label, row.opens, _digest(row.role_ids), str(row.changes)]
            for row in by.almost(profile).itertuples()
        ],
        "closed_by": by.closed_by(profile),
        "articles": [
            [row.article_id, round(row.score, 6), row.why]
            for row in by.articles(profile, role_ids=chosen[:5]).itertuples()
        ],
    }


def of_role(by, role_id, people):
    """Give what a recruiter reads about the people who fit a role."""
    found = by.candidates(role_id, people, n=None, keep=[people[0].profile_id])
    return [
        [row.profile_id, round(row.score * 100), _digest([row.reasons, row.missing, row.questions])]
        for row in found.itertuples()
    ]


def candidate_roles(by):
    """Give forty roles, spread over the catalog."""
    active = [role_id for role_id in by.catalog.roles.index if _is_active(by, role_id)]
    return sorted(random.Random(40).sample(active, CANDIDATES))


def take():
    """Take the whole record."""
    by, people = recommender(), profiles()
    return {
        "roles": list(by.catalog.roles.index),
        "people": {profile.profile_id: of_person(by, profile) for profile in people},
        "candidates": {role_id: of_role(by, role_id, people) for role_id in candidate_roles(by)},
    }


def read():
    """Read the record that was kept."""
    return json.loads(lzma.decompress(FILE.read_bytes()))


def _is_active(by, role_id):
    return by.catalog.roles.at[role_id, "status"] != "past"


def _chosen(by, profile, listed):
    others = sorted(set(by.catalog.roles.index) - set(listed))
    closed = random.Random(profile.profile_id).sample(others, min(CLOSED, len(others)))
    return [*listed[:LISTED], *closed]


def _said(explanation):
    terms = [[t.term, t.label, round(t.points * 100), t.known, t.text] for t in explanation.points]
    return [
        explanation.role_id,
        round(explanation.score * 100),
        explanation.is_match,
        terms,
        [reason.term for reason in explanation.reasons],
        list(explanation.concerns),
        list(explanation.missing),
        list(explanation.questions),
        [[item.name, item.label, item.status, item.text] for item in explanation.requirements],
    ]


def _hundredths(values):
    return [round(value * 100) for value in values]


def _digest(value):
    return hashlib.sha256(json.dumps(value, default=list).encode()).hexdigest()[:16]


if __name__ == "__main__":
    text = json.dumps(take(), ensure_ascii=False, separators=(",", ":"))
    FILE.write_bytes(lzma.compress(text.encode(), preset=9))
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes of {len(text):,}")
