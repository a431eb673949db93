"""One round of mutants: a copy of the repository, in which each fault is put in and the tests of its module run."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from tests.mutants.faults import mutants

ROOT = Path(__file__).parent.parent.parent
PACKAGE = Path("hooks/knowledge_hub")
SEARCH = ("tests/search/test_text_analysis.py", "tests/search/test_search_index.py", "tests/search/test_search.py")
MODULES: dict[str, tuple[str, ...]] = {
    "views/localised.py": ("tests/views", "tests/quality/test_translation_coverage.py", "tests/website/test_site.py"),
    "model/translations.py": ("tests/authoring/test_translate_entry.py", "tests/data/test_gallery.py"),
    "data/validation.py": ("tests/data/test_error_types.py", "tests/data/test_gallery.py"),
    "search/text_analysis.py": SEARCH,
    "search/postings.py": SEARCH,
    "search/search_index.py": SEARCH,
    "website/publication.py": ("tests/website/test_publication.py",),
}
"""The modules that are mutated, each with the tests that have to notice; the quickest first, as the first failure ends a run."""
SCRIPTS = "scripts"
"""The name of the round of faults in scripts, which are in ``scripts.yml``."""
LONGEST = 240
"""Seconds for the tests of one mutant; a fault that makes them go on without an end is noticed, too."""
_LEFT_OUT = shutil.ignore_patterns(".venv", ".git", "node_modules", "site", ".site.*", ".*_cache", "__pycache__")


@dataclass(frozen=True)
class Result:
    """How many mutants were tried, and the faults that no test noticed."""

    name: str
    tried: int = 0
    survivors: tuple[str, ...] = ()

    @property
    def killed(self) -> int:
        """How many were noticed."""
        return self.tried - len(self.survivors)

    def __add__(self, other: "Result") -> "Result":
        """Both together."""
        return Result(self.name, self.tried + other.tried, self.survivors + other.survivors)

    def __radd__(self, other: object) -> "Result":
        """So that ``sum`` can begin with nothing."""
        return self

    def __str__(self) -> str:
        """A line for the result, and one for each survivor."""
        share = f" ({100 * self.killed // self.tried} %)" if self.tried else ""
        return "\n  ".join([f"{self.name}: {self.killed} of {self.tried} killed{share}", *self.survivors])


def python_round(module: str, sample: int | None, chance: random.Random) -> Result:
    """Try the mutants of a module, or a sample of them."""
    path = PACKAGE / module
    found = list(mutants((ROOT / path).read_text(encoding="utf-8")))
    chosen = found if sample is None else chance.sample(found, min(sample, len(found)))
    survivors = []
    with _copy() as root:
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        command += ["-m", "not audit and not fuzz and not machines and not browser", *MODULES[module]]
        if not _passes(command, root):
            raise RuntimeError(f"The tests of {module} fail without any fault.")
        for mutant in chosen:
            (root / path).write_text(mutant.code, encoding="utf-8")
            if _passes(command, root):
                survivors.append(f"{module}:{mutant.line}: {mutant.fault}")
    return Result(module, len(chosen), tuple(survivors))


def script_round() -> Result:
    """Try the faults of ``scripts.yml`` with the tests that need no browser."""
    faults = yaml.safe_load(Path(__file__).with_name("scripts.yml").read_text(encoding="utf-8"))
    survivors = []
    with _copy() as root:
        command = ["node", "--test", *map(str, sorted(root.glob("tests/*/*.test.mjs")))]
        if not _passes(command, root):
            raise RuntimeError("The tests of the scripts fail without any fault.")
        for fault in faults:
            path = root / PACKAGE / fault["script"]
            code = path.read_text(encoding="utf-8")
            if code.count(fault["from"]) != 1:
                raise RuntimeError(f"{fault['script']} does not have this line once: {fault['from']}")
            path.write_text(code.replace(fault["from"], fault["to"]), encoding="utf-8")
            if _passes(command, root):
                survivors.append(f"{fault['script']}: {fault['from']} -> {fault['to']}")
            path.write_text(code, encoding="utf-8")
    return Result(SCRIPTS, len(faults), tuple(survivors))


@contextmanager
def _copy() -> Iterator[Path]:
    """A copy of the repository, so that the working tree never has a fault."""
    with TemporaryDirectory(prefix="mutants-") as folder:
        root = Path(folder) / "hub"
        shutil.copytree(ROOT, root, ignore=_LEFT_OUT, symlinks=True)
        yield root


def _passes(command: list[str], root: Path) -> bool:
    """Whether the tests pass in the copy; its program comes before the one that is installed."""
    environment = {**os.environ, "PYTHONPATH": str(root / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("PYTEST_XDIST_WORKER", None)
    try:
        done = subprocess.run([*command], cwd=root, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
