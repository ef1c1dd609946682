"""Pages that are there, gone, elsewhere, silent or private, on a real server."""

import asyncio
import ipaddress

import pytest

from matching.links import asking
from matching.links.asking import Answer, Asker
from tests.links import pages


@pytest.fixture(scope="module")
def site():
    with pages.site() as site:
        yield site


def ask(address, *, seconds=10, allow_private=True):
    async def asked():
        async with Asker("Test", seconds=seconds, allow_private=allow_private) as asker:
            return await asker.ask(address)

    return asyncio.run(asked())


@pytest.mark.parametrize(
    ("path", "status", "fault"),
    [
        ("/fine", 200, ""),
        ("/moved", 200, ""),
        ("/no-head", 200, ""),
        ("/closes-on-head", 200, ""),
        ("/cookie", 200, ""),
        ("/none", 404, "There is no such page"),
        ("/gone", 410, "The page was taken away for good"),
        ("/fault", 500, "Its site has a fault"),
        ("/odd", 418, "Its site does not give it out"),
        ("/round", None, "It leads round in a circle"),
        ("/step0", None, "It leads on and on, more than 8 times"),
        ("/away", None, "It leads to what is no address of the web"),
        ("/wrong", None, "It leads to what is no address of the web"),
        ("/no-port", None, "It leads to what is no address of the web"),
        ("/port-0", None, "It leads to what is no address of the web"),
    ],
)
def test_a_page_is_opened_or_says_why_not(site, path, status, fault):
    assert ask(site.at(path)) == Answer(status, fault)


def test_a_site_that_hangs_on_a_head_is_asked_for_the_page(site):
    assert ask(site.at("/hangs-on-head"), seconds=1.2) == Answer(200)


def test_a_cookie_is_told_neither_to_another_site_at_the_same_place_nor_with_another_page(site):
    site.cookies.clear()
    port = site.server_port

    async def asked():
        async with Asker("Test", allow_private=True) as asker:
            await asker.ask(site.at("/cookie"))
            await asker.ask(f"http://localhost:{port}/fine")
            await asker.ask(site.at("/fine"))

    asyncio.run(asked())
    here, other = f"127.0.0.1:{port}", f"localhost:{port}"
    assert site.cookies == [(here, None), (here, "seen=yes"), (other, None), (here, None)]


@pytest.mark.parametrize(
    "error", [ExceptionGroup("several", [OverflowError()]), OverflowError(), OSError(), KeyError()]
)
def test_what_nobody_foresaw_is_an_answer_and_ends_no_round(site, monkeypatch, error):
    async def breaks(self, address):
        raise error

    monkeypatch.setattr(Asker, "_follow", breaks)
    assert ask(site.at("/fine")).fault == f"It cannot be asked for ({type(error).__name__})"


@pytest.mark.parametrize("path", ["/refused", "/often"])
def test_a_site_that_lets_no_program_look_is_not_called_broken(site, path):
    answer = ask(site.at(path))
    assert (answer.is_refusal, answer.is_broken) == (True, False)


def test_the_text_of_a_page_is_not_read_and_the_site_learns_who_asks(site):
    assert ask(site.at("/large")) == Answer(200)
    assert site.sent < pages.LARGE / 10
    assert ("GET", "/large", "Test") in site.asked


def test_what_never_answers_is_given_up():
    with pages.silence() as address:
        answer = ask(address, seconds=0.2)
    assert answer == Answer(fault="No answer within 0.2 seconds", is_silent=True)
    assert ask(pages.closed_port()).fault == "Its site takes no connection"
    nowhere = ask("http://nothing.invalid/")
    assert (nowhere.fault, nowhere.is_silent) == ("Nothing is known of such a site", True)


@pytest.mark.parametrize(
    ("name", "is_known", "fault"),
    [
        ("localhost", True, ""),
        ("localhost", False, "Its site cannot prove that it is this site (certificate)"),
        ("another.example", True, "Its site cannot prove that it is this site (certificate)"),
    ],
)
def test_a_site_proves_that_it_is_the_one_that_was_asked(
    tmp_path, monkeypatch, name, is_known, fault
):
    file = pages.certificate(tmp_path / "site.pem", name)
    if is_known:
        monkeypatch.setattr("certifi.where", lambda: str(file))
    with pages.site(file) as site:
        assert ask(site.at("/fine")).fault == fault


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "0x7f.1"])
def test_private_addresses_are_not_asked(site, host):
    before = len(site.asked)
    answer = ask(f"http://{host}:{site.server_port}/fine", allow_private=False)
    assert (answer.fault[:30], answer.is_silent) == ("It leads into a private networ", False)
    assert len(site.asked) == before


def test_a_public_page_does_not_lead_into_a_private_network(site, monkeypatch):
    """The first address counts as public, the one it leads to does not."""
    public = []
    monkeypatch.setattr(asking, "is_public", lambda place: not public and not public.append(place))
    assert ask(site.at("/moved"), allow_private=False).fault.startswith("It leads into a private")


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("fd00::1", False),
        ("::ffff:192.168.1.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("::ffff:8.8.8.8", True),
        ("::127.0.0.1", False),
        ("::ffff:0:7f00:1", False),
        ("fec0::1", False),
        ("3fff::1", False),
        ("5f00::1", False),
    ],
)
def test_what_is_public(address, is_public):
    assert asking.is_public(ipaddress.ip_address(address)) == is_public


@pytest.mark.parametrize(
    "address",
    [
        "ftp://x.example/", "https://", "x", "http://\0/", "http://1.1.1.1:65536/",
        "http://1.1.1.1:abc/", "http://a..b/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_said(address):
    assert ask(address).fault == "It leads to what is no address of the web"
