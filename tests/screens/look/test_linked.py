import re

import pytest
from bs4 import BeautifulSoup

from matching.screens.look.linked import linked


def links(text):
    page = BeautifulSoup(f"<p>{linked(text)}", "html.parser")
    return [link["href"] for link in page.find_all("a")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://a.example/b?c=d&e=f.", ["https://a.example/b?c=d&e=f"]),
        ("(https://a.example/x_(y)), then", ["https://a.example/x_(y)"]),
        ("HTTP://A.example and https://b.example!", ["HTTP://A.example", "https://b.example"]),
        ("https://münchen.example/größe", ["https://münchen.example/größe"]),
        ('https://a.example/"onmouseover=alert(1)', ["https://a.example/"]),
        ("javascript:alert(1) data:text/html,x ftp://a.example www.a.example", []),
        ("https:// http://? https://[ https://a.example:port", []),
        ("https://bank.example@evil.example/", []),
        ("https://a.example/\u202egpj.exe", ["https://a.example/gpj.exe"]),
    ],
)
def test_only_plain_addresses_of_the_web_become_links(text, found):
    assert links(text) == found


def test_a_link_vouches_for_nothing_and_opens_elsewhere():
    (link,) = BeautifulSoup(linked("https://a.example"), "html.parser").find_all("a")
    assert (link["target"], link["rel"]) == (
        "_blank", ["nofollow", "ugc", "noopener", "noreferrer"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)"> https://a.example/<b>',
        "https://a.example'><svg/onload=alert(1)>",
        "&lt;script&gt; &#60;i&#62; **bold** [a](https://a.example)",
    ],
)
def test_no_markup_of_people_runs_and_every_letter_is_shown(text):
    page = BeautifulSoup(linked(text), "html.parser")
    assert {tag.name for tag in page.find_all(True)} <= {"a", "span"}
    assert page.get_text().replace(" (opens in a new tab)", "") == text
    assert not re.search(r"<(?!/?(?:a|span)[ >])", linked(text))
