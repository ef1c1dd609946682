from types import SimpleNamespace

import pandas as pd
import pytest

from matching.browsing.browser import Browser, newest_first, put_first
from matching.browsing.related_articles import RelatedArticles, names_of
from matching.reference.shipped import shipped_places, shipped_vocabulary
from tests.builders import TODAY, catalog_of, role

ORGANIZATIONS = [
    # org_id, name, website, kind, faith, focus_areas, countries, summary
    ("ship", "Mercy Boats (MB)", "https://boats.example", "ship", "catholic",
     ("surgery",), ("BJ",), "A hospital ship."),
    ("clinic", "Hôpital de l'Espoir", "https://espoir.example/haiti", "hospital", "secular",
     ("primary-care",), ("HT",), "A clinic in the hills."),
    ("crisis", "Crisis", "", "ngo", "", ("homelessness",), (), "Help for people without a home."),
]  # fmt: skip
ROLES = [
    # role_id, org_id, title, professions, focus_areas, countries, where, site, status
    ("ship--dentist", "ship", "Dentist on the ship", ("dentist",), ("oral-health",),
     ("KE",), ("KE",), "Mombasa", "ongoing"),
    ("ship--nurse", "ship", "Ward nurse", ("nurse",), ("surgery",), (), ("BJ",), "", "open"),
    ("ship--past", "ship", "Surgeon in 2019", ("physician",), ("surgery",),
     (), ("BJ",), "", "past"),
    ("clinic--nurse", "clinic", "Nurse in the hills", ("nurse",), ("primary-care",),
     (), ("HT",), "", "ongoing"),
]  # fmt: skip
ARTICLES = [
    # article_id, title, url, publisher, published, kind, professions, focus, countries, stage
    ("on-board", "Life on Mercy Boats", "https://paper.example/1", "The Paper", "2020",
     "story", ("nurse",), ("surgery",), ("BJ",), "exploring"),
    ("own-site", "Our hills", "https://www.espoir.example/haiti/hills", "Blog", "2022-03",
     "article", ("nurse",), ("primary-care",), ("HT",), "serving"),
    ("in-crisis", "Care in a crisis", "https://paper.example/2", "The Paper", "",
     "guide", ("physician",), ("homelessness",), (), "any"),
    ("by-crisis", "A winter's night", "https://paper.example/3", "Crisis", "2021",
     "guide", (), ("homelessness",), (), "returning"),
    ("copy", "Life on the boats", "https://paper.example/1", "The Paper", "2019",
     "story", ("nurse",), ("surgery",), ("BJ",), "exploring"),
]  # fmt: skip


@pytest.fixture(scope="module")
def catalog():
    """Three organizations, one without faith, countries and roles; five articles, one twice."""
    organizations = pd.DataFrame(
        ORGANIZATIONS,
        columns=["org_id", "name", "website", "kind", "faith", "focus_areas", "countries",
                 "summary"],
    ).set_index("org_id", drop=False)  # fmt: skip
    roles = pd.DataFrame(
        ROLES,
        columns=["role_id", "org_id", "title", "professions", "focus_areas", "countries", "where",
                 "site", "status"],
    ).set_index("role_id", drop=False)  # fmt: skip
    roles = roles.assign(
        org_name=roles["org_id"].map(organizations["name"]),
        summary="",
        start_date="",
        end_date="",
        specialties=[()] * len(roles),
        regions=[()] * len(roles),
        min_weeks=[2.0] * len(roles),
        max_weeks=[float("nan")] * len(roles),
        funding=[("self-funded",)] * len(roles),
    )
    articles = pd.DataFrame(
        ARTICLES,
        columns=["article_id", "title", "url", "publisher", "published", "kind", "professions",
                 "focus_areas", "countries", "stage"],
    ).set_index("article_id", drop=False)  # fmt: skip
    articles = articles.assign(
        published_last=pd.to_datetime(articles["published"], format="ISO8601"),
        author="",
        summary="",
        specialties=[()] * len(articles),
        obstacles=[("language", "health"), ("health",), (), (), ()],
    )
    return SimpleNamespace(
        organizations=organizations,
        roles=roles,
        articles=articles,
        countries=shipped_places().countries,
        places=shipped_places(),
        vocabulary=shipped_vocabulary(),
    )


@pytest.fixture(scope="module")
def browser(catalog):
    return Browser(catalog)


@pytest.fixture(scope="module")
def related(catalog):
    return RelatedArticles(catalog, TODAY)


# ---- organizations --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hopital espoir", ("clinic",)),  # accents and capitals
        ("haiti", ("clinic",)),  # a place
        ("caribbean hills", ("clinic",)),  # a region, and a word of the summary
        ("mombassa", ("ship",)),  # the site of a role, with a typo
        ("hospital ship", ("ship",)),  # a kind
        ("espoir ship", ()),  # all words must occur
    ],
)
def test_organizations_are_found_by_name_place_and_summary(browser, query, found):
    assert browser.organizations(query).ids == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"ship", "clinic", "crisis"}),
        ({"focus_areas": ["oral-health"]}, {"ship"}),  # of a role
        ({"focus_areas": ["oral-health", "homelessness"]}, {"ship", "crisis"}),
        ({"professions": ["nurse"]}, {"ship", "clinic"}),
        ({"professions": ["nurse"], "countries": ["HT"]}, {"clinic"}),
        ({"countries": ["KE"]}, {"ship"}),  # of a role
        ({"regions": ["Africa"]}, {"ship"}),
        ({"regions": ["Caribbean"], "countries": ["KE"]}, {"ship", "clinic"}),
        ({"regions": ["Atlantis"]}, set()),
        ({"faiths": ["christian"]}, {"ship"}),  # every Christian tradition
        ({"faiths": ["catholic"]}, {"ship"}),
        ({"faiths": ["evangelical"]}, set()),
        ({"faiths": ["secular"], "kinds": ["ship"]}, set()),
    ],
)
def test_one_id_of_a_filter_is_enough_but_each_filter_counts(browser, filters, found):
    assert set(browser.organizations(**filters).ids) == found


def test_words_and_filters_hold_together(browser):
    assert browser.organizations("hospital", kinds=["hospital"]).ids == ("clinic",)


def test_filters_offer_only_what_finds_something(browser):
    assert any(browser.organization_choices.values())
    for name, choices in browser.organization_choices.items():
        for choice in choices:
            assert browser.organizations(**{name: [choice]}).ids, (name, choice)


def test_filters_of_articles_offer_only_what_finds_something(browser):
    assert any(browser.article_choices.values())
    for name, choices in browser.article_choices.items():
        for choice in choices:
            assert browser.articles(**{name: [choice]}).ids, (name, choice)


def test_roles_of_an_organization_are_open_first_and_past_apart(browser):
    assert browser.roles_of("ship") == (("ship--nurse", "ship--dentist"), ("ship--past",))
    assert browser.roles_of("crisis") == ((), ())


def test_unknown_organization_has_near_ones(browser):
    assert browser.near_organizations("shipp") == ("ship",)
    assert browser.near_organizations("mercy-boats") == ("ship",)
    assert browser.near_organizations("zzzz") == ()


# ---- roles ----------------------------------------------------------------------------------


def test_roles_are_found_by_title_organization_and_place(browser):
    assert browser.roles("dentist kenya").ids == ("ship--dentist",)
    assert browser.roles("espoir nurse").ids == ("clinic--nurse",)


def test_past_roles_are_found_last(browser):
    assert browser.roles("boats").ids == ("ship--dentist", "ship--nurse", "ship--past")


def test_unknown_role_has_near_ones_of_its_organization_and_work(browser):
    near = browser.near_roles("ship--dentists")
    assert near[0] == "ship--dentist"
    assert set(near) == {"ship--dentist", "ship--nurse", "ship--past"}
    assert browser.near_roles("gone--nurse", n=1) == ("clinic--nurse",)
    assert browser.near_roles("") == ()


# ---- articles -------------------------------------------------------------------------------


def test_articles_for_any_stage_are_found_at_every_stage(browser):
    assert set(browser.articles(stages=["returning"]).ids) == {"by-crisis", "in-crisis"}


def test_articles_are_found_by_words_and_filters(browser):
    assert browser.articles("life", publishers=["The Paper"]).ids == ("on-board", "copy")
    assert browser.articles("life", kinds=["guide"]).ids == ()
    assert browser.articles(obstacles=["language", "debt"]).ids == ("on-board",)


def test_newest_come_first_and_undated_last(catalog):
    assert newest_first(catalog.articles) == (
        "own-site", "by-crisis", "on-board", "copy", "in-crisis",
    )  # fmt: skip


def test_put_first_keeps_the_order_of_the_rest():
    assert put_first(["a", "b", "c", "d"], ["d", "x", "b"]) == ("d", "b", "a", "c")


def test_related_articles_say_what_they_share_and_leave_out_the_same_page(related):
    found = related.to_article("on-board")
    assert "on-board" not in found["article_id"].tolist()
    assert "copy" not in found["article_id"].tolist()
    found = related.to_article("in-crisis")
    assert found[["article_id", "shared"]].values.tolist() == [["by-crisis", ("Homelessness",)]]


def test_articles_of_a_role_share_its_work_or_place_not_its_profession_alone(related):
    found = related.to_role("clinic--nurse")
    assert found["article_id"].tolist() == ["own-site"]
    assert related.to_role("ship--dentist").empty


def test_equally_related_articles_are_in_order_of_id(related):
    found = related.to_role("ship--nurse")
    assert found["article_id"].tolist() == ["copy", "on-board"]
    assert found["score"].nunique() == 1
    assert related.to_role("ship--nurse", n=1)["article_id"].tolist() == ["copy"]


@pytest.mark.parametrize(
    ("org_id", "naming"),
    [
        ("ship", ("on-board",)),  # in the title
        ("clinic", ("own-site",)),  # on its website
        ("crisis", ("by-crisis",)),  # an ordinary word counts as the publisher only
    ],
)
def test_articles_about_an_organization_name_it(related, org_id, naming):
    assert related.naming(org_id) == naming


def test_other_articles_on_the_work_of_an_organization_do_not_name_it(related):
    assert related.to_organization("ship")["article_id"].tolist() == ["copy"]
    assert related.to_organization("crisis")["article_id"].tolist() == ["in-crisis"]


def test_names_in_brackets_are_names_too():
    assert names_of("Médecins Sans Frontières (Doctors Without Borders)") == (
        "Médecins Sans Frontières",
        "Doctors Without Borders",
    )


def test_organizations_are_found_by_length_and_pay_of_roles_that_are_not_past():
    catalog = catalog_of(
        role("long--a", min_weeks=52, funding="salaried"),
        role("short--a", max_weeks=2, funding="self-funded"),
        role("past--a", min_weeks=52, funding="salaried", status="past"),
        role("unsaid--a"),
    )
    browser = Browser(catalog)
    assert browser.organizations(lengths=["long"]).ids == ("long",)
    assert browser.organizations(lengths=["short", "long"], fundings=["self-funded"]).ids == (
        "short",
    )
    assert browser.organizations(fundings=["salaried"]).ids == ("long",)
    assert set(browser.organization_choices["fundings"]) == {"salaried", "self-funded"}
