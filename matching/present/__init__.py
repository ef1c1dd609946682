"""What a process keeps of the catalog: made once, brought up to date beside the old, swapped."""

from matching.present.keeper import Keeper
from matching.present.snapshot import Snapshot

__all__ = ["Keeper", "Snapshot"]
