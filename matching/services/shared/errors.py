"""Errors of the services.

::

    MatchingError
    ├── RequestError                 what was asked for cannot be done as it is; says why
    │   ├── CellsError               `problems` names each faulty column
    │   │   ├── RoleError            of a role
    │   │   ├── OrganizationError    of an organization
    │   │   ├── ArticleError         of an article
    │   │   └── GatheringError       of an event or a session
    │   └── TooOftenError            the same again and again in a short time
    ├── NotAllowedError              (matching.authorization)
    └── ConflictError                (matching.store)
"""

from __future__ import annotations

from collections.abc import Sequence

from matching.errors import MatchingError, Problem


class RequestError(MatchingError):
    """What was asked for cannot be done as it is."""


class TooOftenError(RequestError):
    """The same was done too often in a short time."""


class CellsError(RequestError):
    """A row that a person edits is faulty.

    Parameters
    ----------
    problems : sequence of Problem
        All that is wrong, one per cell.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RoleError(CellsError):
    """A role is faulty."""


class OrganizationError(CellsError):
    """An organization is faulty."""


class ArticleError(CellsError):
    """An article is faulty."""


class GatheringError(CellsError):
    """An event, or a session of one, is faulty."""
