import pytest

from matching.web.redirects import safe_next


@pytest.mark.parametrize(
    "path", ["/", "/role?role_id=mercy--surgeon", "/shortlist#top", "/a?b=//c"]
)
def test_page_of_this_site_is_kept(path):
    assert safe_next(path) == path


@pytest.mark.parametrize(
    "text",
    [
        "",
        "role",
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "/account/sign-out",
        "/é",
        "/" + "a" * 3000,
        "//[evil",
    ],
)
def test_anything_else_is_the_first_page(text):
    assert safe_next(text) == "/"
