import pytest
from sqlalchemy.exc import OperationalError

from matching.store.errors import UnusableError
from matching.store.failures import in_plain_words


class DriverFaultError(Exception):
    """As sqlite3 raises it, with the name of its extended code."""

    def __init__(self, name):
        super().__init__("attempt to write a readonly database")
        self.sqlite_errorname = name


@pytest.mark.parametrize("name", ["SQLITE_READONLY", "SQLITE_READONLY_DBMOVED"])
def test_advice_is_the_same_for_every_kind_of_a_fault(name):
    with pytest.raises(UnusableError) as caught, in_plain_words("store.db"):
        raise OperationalError("UPDATE", {}, DriverFaultError(name))
    assert "Let the program write the file and its folder." in caught.value.detail
