"""Tries mutants: ``python -m tests.mutants [--sample N] [--seed S] [module …]``; one line for each that no test noticed."""

import argparse
import random
from collections.abc import Sequence

from tests.mutants.rounds import MODULES, SCRIPTS, Result, python_round, script_round


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the result of each module, and those that survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", help="such as search/postings.py; all of them if none is named")
    parser.add_argument("--sample", type=int, help="so many mutants of each module")
    parser.add_argument("--seed", default="1")
    asked = parser.parse_args(arguments)
    results: list[Result] = []
    for module in asked.modules or [*MODULES, SCRIPTS]:
        chance = random.Random(asked.seed + module)  # noqa: S311 - the same sequence each time is what is wanted
        result = script_round() if module == SCRIPTS else python_round(module, asked.sample, chance)
        results.append(result)
        print(result, flush=True)  # noqa: T201 - this is what the program is for
    print(sum(results, Result("all")))  # noqa: T201 - as above


if __name__ == "__main__":
    main()
