"""What can be matched: frames, and roles as arrays."""

from matching.catalog.catalog import Catalog

__all__ = ["Catalog"]
