"""What a professional says, validated: from keywords, YAML or JSON, CSV rows and shared links."""

from matching.profile.known import LEVELS
from matching.profile.profile import Profile

__all__ = ["LEVELS", "Profile"]
