"""What axe-core finds on a page by the rules of WCAG 2.0 to 2.2, A and AA, and on its headings."""

from importlib.resources import files
from typing import NamedTuple

from tests.browser.windows import wait_until

SCRIPT = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"heading-order": {"enabled": True}},
}
# All that another theme can change; the elements are the same.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

# A colour that is on its way to another would be judged by chance.
RUN = """async (options) => {
    for (const moving of document.getAnimations()) {
        if (moving.effect.getComputedTiming().endTime !== Infinity) moving.finish();
    }
    options = {...options, resultTypes: ["violations"], preload: false};
    const {passes, violations, incomplete, inapplicable} = await axe.run(document, options);
    const tried = [passes, violations, incomplete, inapplicable].flat();
    return {
        rules: new Set(tried.map((rule) => rule.id)).size,
        unsure: incomplete.map((rule) => rule.id),
        violations,
    };
}"""


class Report(NamedTuple):
    """What was found on one page in one theme."""

    page: str
    theme: str
    rules: int
    """How many rules were tried."""
    impacts: list[str]
    """How bad each thing that was found is, from minor to critical."""
    faults: list[str]
    """Each thing that was found, in words."""
    unsure: list[str]
    """Rules on which axe wants a person to look."""


def reports(page, name):
    """Judge a page in light by all rules, then in dark by those on colours."""
    for theme, options in (("light", WCAG), ("dark", COLOURS)):
        _wear(page, theme)
        if page.evaluate("typeof axe === 'undefined'"):
            page.evaluate(SCRIPT)
        found = page.evaluate(RUN, options)
        parts = [(rule, node) for rule in found["violations"] for node in rule["nodes"]]
        yield Report(
            name,
            theme,
            found["rules"],
            [rule["impact"] for rule, _ in parts],
            [
                f"{name}, {theme}: {rule['id']} ({rule['impact']}): {node['html']}\n"
                f"    {node['failureSummary']}"
                for rule, node in parts
            ],
            found["unsure"],
        )
    _wear(page, "light")


def _wear(page, theme):
    page.emulate_media(color_scheme=theme)
    if page.get_by_test_id("stApp").count():  # other pages change by their style sheet alone
        scheme = "getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme"
        wait_until(page, f"theme => {scheme} === theme", theme)
