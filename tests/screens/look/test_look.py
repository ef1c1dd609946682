import itertools
import tomllib

import pytest

from matching.screens import look

LEAST_CONTRAST = 4.5  # WCAG 2.2, level AA, for text of ordinary size


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def themes(repository):
    text = (repository / ".streamlit" / "config.toml").read_text("utf-8")
    return tomllib.loads(text)["theme"]


def test_contrast_is_measured_as_the_guidelines_say():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("pair", look.TEXT_ON_BACKGROUND, ids="-on-".join)
def test_text_of_cards_and_chips_can_be_read(pair, theme):
    text, background = (look.PALETTE[name][theme] for name in pair)
    assert contrast(text, background) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_of_the_theme_can_be_read(themes, theme):
    colours = themes[theme]
    texts = ["textColor", "linkColor", "primaryColor"]
    texts += [name for name in colours if name.endswith("TextColor")]
    places = [colours, colours["sidebar"]]
    backgrounds = {
        place[name] for place in places for name in ("backgroundColor", "secondaryBackgroundColor")
    }
    for text, background in itertools.product(texts, backgrounds):
        assert contrast(colours[text], background) >= LEAST_CONTRAST, (text, background)


def test_both_themes_set_the_same_colours(themes):
    assert themes["light"].keys() == themes["dark"].keys()


def test_page_and_cards_have_the_colours_of_the_theme(themes):
    for at, theme in enumerate(["light", "dark"]):
        assert look.PALETTE["page"][at] == themes[theme]["backgroundColor"]
        assert look.PALETTE["text"][at] == themes[theme]["textColor"]


def test_the_theme_asks_no_other_machine_for_fonts(themes):
    fonts = [themes[name] for name in ("font", "headingFont", "codeFont")]
    assert not any("http" in font for font in fonts)
    assert "http" not in look.style_sheet()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\"><img onerror='x'>"])
def test_chips_show_markup_as_it_is(text):
    html = look.chips([look.chip(text, "fits", icon="<b>")])
    assert html.count("<") == html.count("<div") * 2 + html.count("<span") * 2
    assert "<script" not in html
    assert "<img" not in html


def test_no_chips_are_no_row():
    assert look.chips(["", ""]) == ""


@pytest.mark.parametrize("text", ["*a* [b](c) `d` <e> :red[f] $g$", "plain"])
def test_markdown_is_shown_as_it_is(text):
    escaped = look.plain(text)
    assert escaped.replace("\\", "") == text
    assert "[b](c)" not in escaped


def test_every_profession_and_setting_has_an_icon(data_folder):
    from matching.reference.vocabulary import Vocabulary

    vocabulary = Vocabulary.from_file(data_folder / "vocabulary.yaml")
    assert set(look.PROFESSION_ICONS) == set(vocabulary.professions)
    assert set(look.SETTING_ICONS) == set(vocabulary.labels("setting"))


def test_unknown_ids_get_a_plain_icon():
    assert look.icon_for_profession("alchemist") == ":material/medical_services:"
    assert look.icon_for_setting("moon") == ":material/place:"


def test_every_icon_exists():
    from streamlit.material_icon_names import ALL_MATERIAL_ICONS

    names = {*look.PROFESSION_ICONS.values(), *look.SETTING_ICONS.values()}
    assert names <= set(ALL_MATERIAL_ICONS)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("שרה כהן", '<bdi dir="auto">שרה כהן</bdi>'),
        ("علی\u200cرضا <b>", '<bdi dir="auto">علی\u200cرضا &lt;b&gt;</bdi>'),
        ("Sara\u202e <b>", "Sara &lt;b&gt;"),
        ("", ""),
        (None, ""),
    ],
)
def test_what_a_person_wrote_runs_in_its_own_direction(text, html):
    assert look.words(text) == html


def test_block_of_a_person_has_its_own_direction_in_every_script():
    assert look.words("Sara", "p", "mm-org") == '<p dir="auto" class="mm-org">Sara</p>'
    assert look.words("שרה", "div") == '<div dir="auto">שרה</div>'
    assert look.words("", "p") == ""


def test_name_within_a_sentence_turns_nothing_around_it():
    said = "שרה כהן, 3 weeks\u202e <b>"
    assert look.escape(said) == "\u2068שרה כהן\u2069, 3 weeks &lt;b&gt;"
    assert look.plain(said) == "\u2068שרה כהן\u2069, 3 weeks \\<b\\>"


def test_nothing_is_put_into_an_address():
    assert look.address("https://x.example/שרה?a=1&b") == "https://x.example/שרה?a=1&amp;b"
