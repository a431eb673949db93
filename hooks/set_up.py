"""Sets up ``.venv``, or repairs it: ``make`` runs this before every target that needs the hub.

``python -I hooks/set_up.py [site|tests|advisories]`` installs the packages of one lock file. A valid environment is kept; one
that was moved, copied, interrupted or has lost its Python is created again. Uses only the standard library, and no syntax newer
than Python 3.6, so that an old Python can report that it is too old.
"""

import ast
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, NoReturn  # noqa: UP035 - an older Python has no dict[...]

ROOT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 14)
"""As ``requires-python`` in ``pyproject.toml``."""
FILES = {
    "site": ["requirements.lock", "pyproject.toml"],
    "tests": ["requirements-dev.lock", "requirements.lock", "pyproject.toml"],
    "advisories": ["requirements-advisories.lock"],
}
"""Files that determine each part, the lock file first. The lock file of the tests includes that of the site."""
REACHING_THE_INDEX = {
    "index-url", "extra-index-url", "find-links", "trusted-host", "cert", "client-cert", "proxy", "timeout", "default-timeout",
    "retries", "cache-dir", "no-cache-dir", "keyring-provider", "use-feature",
}  # fmt: skip
"""Settings of pip that are used. Others (user, target, constraint …) are for the user's own packages."""
NETWORK = ("connection broken by", "Could not fetch URL", "ProxyError", "ConnectTimeout", "ReadTimeout", "Connection refused",
           "Failed to establish a new connection", "name resolution", "Network is unreachable")  # fmt: skip
"""pip's errors without a network; its last line then only says that there is no such version."""


def main(part: str) -> None:
    """Set up one part; on failure, print one sentence."""
    folder = ROOT / ".venv" / "advisories" if part == "advisories" else ROOT / ".venv"
    wanted = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in FILES[part]}
    try:
        state = stamp(folder)
        if not state or not works(folder, state):
            state = create(folder)
        if any(state.get(name) != checksum for name, checksum in wanted.items()):
            install(folder, part, state, wanted)
    except OSError as error:
        stop(f"{folder} cannot be written: {error}. Make room or change its owner, or remove it; then run make again.")


def stamp(folder: Path) -> Dict[str, str]:  # noqa: UP006 - see the import
    """What determines an environment: checksums of files, path and Python version. Written last, so it exists only if complete."""
    try:
        output = json.loads((folder / "set-up.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(output)


def works(folder: Path, state: Dict[str, str]) -> bool:  # noqa: UP006
    """Whether the environment was not moved, and its Python runs and has the same version."""
    ask = "import sys; print(sys.version_info[:2])"
    try:
        done = subprocess.run([str(python(folder)), "-I", "-c", ask], stdout=subprocess.PIPE, check=False)  # noqa: S603
    except OSError:
        return False
    return state["folder"] == str(folder) and state["python"] == done.stdout.decode().strip()


def create(folder: Path) -> Dict[str, str]:  # noqa: UP006
    """Create an empty environment; replaces an existing one."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        oldest, newest = (".".join(map(str, limit)) for limit in (OLDEST, NEWEST))
        version = sys.version.split()[0]
        stop(f"Python {oldest} to {newest} is needed; this is {version}. Name another: make site PYTHON=python{newest}")
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        stop("Python's modules venv and ensurepip are missing. On Debian and Ubuntu: apt install python3-venv")
    say(f"Setting up {folder.relative_to(ROOT)}: fetching and installing packages, about a minute.")
    if folder.exists():
        shutil.rmtree(str(folder))  # raises an error that names the path
    run([sys.executable, "-I", "-m", "venv", str(folder)])
    return {"folder": str(folder), "python": str(sys.version_info[:2])}


def install(folder: Path, part: str, state: Dict[str, str], wanted: Dict[str, str]) -> None:  # noqa: UP006
    """Install the lock file of a part and, except for the advisories, the hub itself; then write the stamp."""
    environment = settings(folder)
    place, unfinished = folder / "set-up.json", folder / "set-up.unfinished"
    if place.exists():
        place.replace(unfinished)
    pip = [str(python(folder)), "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    try:
        run([*pip, "--require-hashes", "-r", FILES[part][0]], environment)
        if part != "advisories":
            run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], environment)
    except SystemExit:
        # pip downloads everything first and rolls back on errors, so the previous packages are still installed.
        if unfinished.exists():
            unfinished.replace(place)
        raise
    unfinished.write_text(json.dumps({**state, **wanted}), encoding="utf-8")
    unfinished.replace(place)


def settings(folder: Path) -> Dict[str, str]:  # noqa: UP006
    """The environment for pip: of the user's settings, only those for the package index."""
    listed = run([str(python(folder)), "-I", "-m", "pip", "config", "list"])
    options: Dict[str, str] = {}  # noqa: UP006
    # Sorted by pip's precedence: settings of the command before global ones, the environment before both.
    for section in ("global.", "install.", ":env:."):
        for line in listed.splitlines():
            name, mark, value = line.partition("=")
            if mark and name.startswith(section):
                options[name[len(section) :]] = str(ast.literal_eval(value))
    settings_kept = {name: value for name, value in options.items() if name in REACHING_THE_INDEX}
    if "find-links" in options and "no-index" in options:
        settings_kept["no-index"] = options["no-index"]
    if settings_kept.get("retries") == "0":
        settings_kept["retries"] = "1"  # otherwise pip would not report network errors
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment["PIP_CONFIG_FILE"] = os.devnull
    environment.update({f"PIP_{name.upper().replace('-', '_')}": value for name, value in settings_kept.items()})
    return environment


def python(folder: Path) -> Path:
    """The interpreter of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(command: List[str], environment: "Dict[str, str] | None" = None) -> str:  # noqa: UP006
    """The output of a program; on failure, print one sentence and exit."""
    done = subprocess.run(  # noqa: S603 - the lists above
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    output = done.stdout.decode(errors="replace")
    if not done.returncode:
        return output
    if "CERTIFICATE_VERIFY_FAILED" in output:
        stop("The package index shows a certificate that is not trusted here. Where your network replaces certificates, set "
             "PIP_CERT to the file with yours; then run make again.")  # fmt: skip
    if any(words in output for words in NETWORK):
        stop("The packages cannot be fetched, because the package index does not answer. Check the network connection and, "
             "where there is one, the proxy (HTTPS_PROXY); then run make again.")  # fmt: skip
    say(output.strip())
    return stop(f"'{' '.join(command[2:5])}' failed; its own words are above. Once that is put right, run make again.")


def say(sentence: str) -> None:
    """Print to standard error: the output of the hub may go into a file."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201


def stop(sentence: str) -> NoReturn:
    """Print the reason and exit with an error."""
    say(sentence)
    raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "site")
