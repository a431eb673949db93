"""Runs the accessibility engines, with every rule on, on a page that is open in the browser."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_MODULES = Path(__file__).parent / "node_modules"
VNU = _MODULES / "vnu-jar/build/dist/vnu.jar"

_AXE = """axe.run(document, {
  rules: Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}])),
  resultTypes: ['violations'],
}).then(found => found.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html.slice(0, 160))))"""

_IBM = """new ace.Checker().check(document, ['IBM_Accessibility', 'WCAG_2_2']).then(report => report.results
  .filter(each => each.value[0] === 'VIOLATION' && each.value[1] === 'FAIL')
  .map(each => each.ruleId + ': ' + each.snippet.slice(0, 160)))"""


@cache
def _source(path: str) -> str:
    return (_MODULES / path).read_text(encoding="utf-8")


def axe(page: Page) -> Any:  # noqa: ANN401 - what the browser returns
    """Violations by axe-core: WCAG A to AAA, best practices and experimental rules."""
    page.evaluate(_source("axe-core/axe.min.js"))
    return page.evaluate(_AXE)


def ibm(page: Page) -> Any:  # noqa: ANN401 - what the browser returns
    """Failures by IBM's accessibility-checker engine."""
    page.evaluate(_source("accessibility-checker-engine/ace.js"))
    return page.evaluate(_IBM)
