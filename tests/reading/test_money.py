"""Sums of one's own, and what is needed."""

import pytest

from tests.reading.read import fields, reading


@pytest.mark.parametrize(
    ("text", "sum_", "marked"),
    [
        ("up to $4,000", 4000, False), ("about $2500 saved", 2500, False), ("3k usd", 3000, False),
        ("budget 3000", 3000, True), ("can pay 2-3k dollars", 3000, False),
        ("about 2k", 2000, True),
        ("USD 1.500", 1500, False), ("$1,200.50 budget", 1200, False), ("€2,000", None, True),
        ("£2,000", None, True), ("2000 euros", None, True), ("CAD 900", None, True),
        ("salary of $3000", None, False), ("$500 a month", None, False), ("in 2027", None, False),
        ("budget 2027", None, False), ("up to 300 patients", None, False), ("$", None, False),
        ("$99999999", None, False),
    ],
)  # fmt: skip
def test_sums(text, sum_, marked):
    found = reading(f"nurse, {text}")
    assert found.fields().get("budget_usd") == sum_
    assert ("budget_usd" in found.marked) is marked


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nurse, we pay our own way", "self-funded"), ("nurse, self-funded", "self-funded"),
        ("nurse, I can cover flights", "self-funded"),
        ("nurse, I'd need my flights paid", "expenses-paid"),
        ("nurse, at least my costs covered", "expenses-paid"),
        ("nurse, room board and travel have to be covered", "expenses-paid"),
        ("nurse, I need a salary", "salaried"), ("nurse, salaried posts only", "salaried"),
        ("nurse, paid post", "salaried"), ("nurse, would need a stipend", "stipend"),
        ("nurse, can raise support through my church", "support-raised"),
        ("nurse, salary not required but expenses must be covered", "expenses-paid"),
        ("nurse, somebody who can pay my flights", "expenses-paid"),
        ("nurse, I can't pay my own way", None), ("nurse, paid work experience", "salaried"),
        ("enfermera, me pago todo yo", "self-funded"),
        ("enfermera, necesito un sueldo", "salaried"),
        ("enfermera, que cubran alojamiento", "expenses-paid"),
        ("farmacêutica, preciso que paguem a passagem", "expenses-paid"),
        ("infirmière, je paie tout moi-même", "self-funded"),
        ("infirmière, il nous faut un salaire", "salaried"),
        ("infirmière, à nos frais", "self-funded"),
    ],
)  # fmt: skip
def test_funding(text, kind):
    assert fields(text).get("funding") == kind


def test_who_cannot_pay_is_asked_and_who_needs_no_pay_is_marked():
    assert "funding" in reading("nurse, I can't pay my own way").marked
    assert "funding" in reading("nurse, no salary needed").marked


@pytest.mark.parametrize(
    ("text", "funding"),
    [
        ("need flights covered and a small stipend", "stipend"),
        ("our church in Kent is backing us", "support-raised"),
        ("NGO contract with pay", "salaried"),
    ],
)
def test_what_is_given(text, funding):
    assert fields(f"Nurse, {text}")["funding"] == funding


def test_a_sum_in_words():
    assert fields("Nurse, three thousand bucks all in")["budget_usd"] == 3000
    assert "budget_usd" not in fields("Nurse in a town of three thousand")


@pytest.mark.parametrize(
    ("text", "funding", "marked"),
    [
        ("não preciso de salário", "self-funded", True),
        ("je n'ai pas besoin de salaire", "self-funded", True),
        ("pago as minhas despesas", "self-funded", False), ("bancamos tudo", "self-funded", False),
        ("salary req'd", "salaried", False), ("a consultant's fee", "salaried", False),
        ("can pay my airfare but need a bed", "self-funded", True),
        ("no tengo dinero", None, True), ("my dad's paying for the ticket", "self-funded", True),
        ("need a salary to cover my student loan", "salaried", False),
    ],
)  # fmt: skip
def test_money_in_other_words(text, funding, marked):
    found = reading(f"nurse. {text}")
    assert found.fields().get("funding") == funding
    assert ("funding" in found.marked) is marked
