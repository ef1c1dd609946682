"""How many examples a law is tried on: a few in every run, many in `make soak`."""

from hypothesis import settings

MORE_IN_A_SOAK = 20


def examples(n, **more):
    """Settings of a law that is tried on `n` examples, in a soak on twenty times as many."""
    is_soak = settings.get_current_profile_name() == "soak"
    return settings(max_examples=n * (MORE_IN_A_SOAK if is_soak else 1), **more)
