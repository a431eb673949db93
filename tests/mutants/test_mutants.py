"""A sample of mutants: enough of the faults that are put into the program have to be noticed by its tests."""

import random

import pytest

from tests.mutants.faults import mutants
from tests.mutants.rounds import MODULES, Result, python_round, script_round

SAMPLE = 2
"""Mutants of each module: with the runs without a fault about eight minutes of two processors."""


def test_each_kind_of_fault_is_put_in_once() -> None:
    """One for each place that can be changed; none in what no test can see."""
    code = '''"""Words."""
def first(items: list[int] = 1 + 1) -> int:
    """Words."""
    return items[0] if len(items) > 2 and not empty else False
'''
    assert sorted(mutant.fault for mutant in mutants(code)) == sorted(
        [
            "items[0] if len(items) > 2 and (not empty) else False -> False if len(items) > 2 and (not empty) else items[0]",
            "1 + 1 -> 1 - 1",
            "len(items) > 2 and (not empty) -> len(items) > 2 or not empty",
            "False -> True",
            "1 -> 2",
            "1 -> 2",
            "0 -> 1",
            "len(items) > 2 -> len(items) >= 2",
            "not empty -> not not empty",
            "2 -> 3",
        ]
    )


def test_results_add_up() -> None:
    """The survivors of all rounds are listed below their sum."""
    both = sum([Result("a", 3, ("a:1: x",)), Result("b", 4)], Result("all"))
    assert (both.tried, both.killed) == (7, 6)
    assert str(both) == "all: 6 of 7 killed (85 %)\n  a:1: x"


@pytest.mark.audit
def test_tests_notice_faults_in_python() -> None:
    """At least 85 of 100, in all modules together: of a few a module no share can be asked."""
    results = [python_round(module, SAMPLE, random.Random(f"1{module}")) for module in MODULES]  # noqa: S311 - always the same sample
    together = sum(results, Result("all"))
    assert together.tried == SAMPLE * len(MODULES)
    assert together.killed >= 0.85 * together.tried, str(together)


@pytest.mark.audit
def test_tests_notice_faults_in_scripts() -> None:
    """At least three of four, without a browser."""
    together = script_round()
    assert together.tried >= 15
    assert together.killed >= 0.75 * together.tried, str(together)
