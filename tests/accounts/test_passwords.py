import argon2
import pytest

from matching.accounts import passwords

pytestmark = pytest.mark.usefixtures("shipped_hasher")


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("nine char", "at least 10"),
        ("x" * 201, "at most 200"),
        ("amina.otieno@example.org", "your e-mail"),
        ("Amina.Otieno", "your e-mail"),
        ("Password123", "first that others would try"),
        ("aaaaaaaaaaaa", "first that others would try"),
        ("kettle moss eleven", ""),
    ],
)
def test_which_passwords_are_good_enough(password, problem):
    found = passwords.problem_with(password, "amina.otieno@example.org")
    assert problem in found
    assert bool(found) == bool(problem)


def test_hash_is_argon2id_and_fits_its_password_only():
    made = passwords.hashed("kettle moss eleven")
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")  # the second choice of RFC 9106
    assert passwords.is_right(made, "kettle moss eleven")
    assert not passwords.is_right(made, "kettle moss twelve")


def test_accents_typed_in_two_ways_are_the_same():
    assert passwords.is_right(passwords.hashed("Bébé à l'hôpital"), "Bébé à l'hôpital")


def test_no_password_is_right_without_a_hash_or_with_a_broken_one():
    assert not passwords.is_right(None, "nobody has this password")
    assert not passwords.is_right("no hash", "kettle moss eleven")


def test_hash_of_other_parameters_is_to_be_made_anew():
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    assert passwords.needs_rehash(weak.hash("kettle moss eleven"))
    assert not passwords.needs_rehash(passwords.hashed("kettle moss eleven"))
