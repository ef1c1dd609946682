"""A profile as YAML or JSON text: plain texts, numbers and lists, and nothing that surprises.

Words are read as YAML 1.2 reads them: `NO` is Norway, not False, and `2027-02-30` is a text that
the profile then refuses. Anchors are refused, since a short file with them can grow without bound.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import yaml

from matching.errors import Problem, ProfileError

PLAIN = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
LONGEST = 200_000


class _PlainLoader(yaml.SafeLoader):
    """A safe loader that leaves yes, no and dates as the text that was written."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "an anchor", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for name in names:
            if names.count(name) > 1:
                raise ProfileError([Problem("profile", None, name, "", "a field given only once")])
        return super().construct_mapping(node, deep)


_PlainLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag not in PLAIN]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def mapping_from_yaml(text: str) -> Mapping[Hashable, Any]:
    """Read `field: value` lines, or a JSON object.

    Raises
    ------
    ProfileError
        The text is no YAML or JSON, uses anchors, is longer than 200,000 characters, or holds
        something else than fields.
    """
    if len(text) > LONGEST:
        raise ProfileError(
            [Problem("profile", None, "", "", "a file of at most 200,000 characters")]
        )
    try:
        fields = yaml.load(text, Loader=_PlainLoader)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        place = getattr(error, "problem_mark", None)
        line = place.line + 1 if place else None
        raise ProfileError(
            [
                Problem(
                    "profile", line, "", "", "YAML or JSON: one `field: value` a line, no anchors"
                )
            ]
        ) from error
    if not isinstance(fields, Mapping):
        raise ProfileError(
            [Problem("profile", None, "", str(fields), "fields, such as `profession: dentist`")]
        )
    return fields


def mapping_to_yaml(fields: Mapping[str, Any]) -> str:
    """Write fields as YAML that `mapping_from_yaml` reads back."""
    return yaml.safe_dump(dict(fields), sort_keys=False, allow_unicode=True)
