"""The checksums of a site: complete, sorted, and readable by ``sha256sum``."""

import subprocess
from pathlib import Path

from knowledge_hub.website import checksums
from tests.website.test_publication import digest


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    """What coreutils says of a folder."""
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={"LC_ALL": "C"})


def test_every_file_of_the_site_is_named_but_the_list(site: Path) -> None:
    """With its checksum, sorted by place."""
    named = [line.split("  ", 1) for line in (site / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    places = [place for _, place in named]
    assert places == sorted(places)
    found = digest(site)
    del found["SHA256SUMS"]
    assert {place: checksum for checksum, place in named} == found


def test_a_changed_byte_and_a_lost_file_are_noticed(tmp_path: Path) -> None:
    """The list is written in the form that sha256sum reads; written again, it does not name itself."""
    (tmp_path / "fr").mkdir()
    for name in ("index.html", "fr/index.html", ".htaccess", "fr/élection.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    checksums.write(tmp_path)
    before = (tmp_path / "SHA256SUMS").read_bytes()
    checksums.write(tmp_path)
    assert (tmp_path / "SHA256SUMS").read_bytes() == before
    done = checked(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (tmp_path / "fr/index.html").write_text("fr/indey.html", encoding="utf-8")
    (tmp_path / ".htaccess").unlink()
    done = checked(tmp_path)
    assert done.returncode == 1
    assert done.stdout == ".htaccess: FAILED open or read\nfr/index.html: FAILED\n"
