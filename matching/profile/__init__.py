"""What a professional says, validated: from keywords, YAML or JSON, CSV rows and shared links."""

from matching.profile.profile import LEVELS, Profile

__all__ = ["LEVELS", "Profile"]
