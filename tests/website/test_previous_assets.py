"""What a new build keeps of the one before: the files that its open pages may still load, until the next build."""

import os
from pathlib import Path

import pytest

from knowledge_hub.base.problems import UsageError
from knowledge_hub.website import checksums, publication
from tests.website.test_publication import digest

A, B, C = "aaaaaaaa", "bbbbbbbb", "cccccccc"


def published(out: Path, name: str) -> set[str]:
    """Publish a site whose one named folder is ``name``; the folders that are there afterwards."""
    staging = publication.begin(out)
    for place in ("index.html", "assets/current.json", f"assets/{name}/search/en/search.js", f"assets/{name}/hub.css"):
        (staging / place).parent.mkdir(parents=True, exist_ok=True)
        (staging / place).write_text(name, encoding="utf-8")
    checksums.write(staging)
    publication.publish(staging, out)
    assert (out / "index.html").read_text(encoding="utf-8") == name
    return {path.name for path in (out / "assets").iterdir() if path.is_dir()}


@pytest.mark.parametrize("links", [True, False])
def test_the_files_of_the_last_build_stay_until_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """Also on disks without hard links. A build that is the same as the last one does not count as the next."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    out = tmp_path / "site"
    assert published(out, A) == {A}
    assert published(out, B) == {A, B}
    assert (out / f"assets/{A}/search/en/search.js").read_text(encoding="utf-8") == A
    assert published(out, C) == {B, C}
    assert published(out, C) == {B, C}
    assert published(out, B) == {B, C}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_list_of_checksums_does_not_depend_on_the_build_before(tmp_path: Path) -> None:
    """So two builds of the same commit can be compared by their lists; all other files are the same too."""
    published(tmp_path / "site", A)
    published(tmp_path / "site", B)
    published(tmp_path / "fresh", B)
    kept = {place for place in digest(tmp_path / "site") if f"/{A}/" in place}
    assert len(kept) == 2
    rest = {place: checksum for place, checksum in digest(tmp_path / "site").items() if place not in kept}
    assert rest == digest(tmp_path / "fresh")


def test_other_files_that_nobody_listed_are_still_refused(tmp_path: Path) -> None:
    """A folder that only looks like one of these, and a file next to them."""
    out = tmp_path / "site"
    published(out, A)
    for place in ("assets/mine.css", "assets/abcdefgh/mine.css", "practices/aaaaaaaa/mine.html"):
        (out / place).parent.mkdir(parents=True, exist_ok=True)
        (out / place).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        publication.begin(out)
    assert "practices, assets/abcdefgh, assets/mine.css." in str(refused.value)


def test_a_site_of_an_earlier_version_is_recognised(tmp_path: Path) -> None:
    """Its stylesheet had another place, by which it was known."""
    out = tmp_path / "site"
    (out / "assets").mkdir(parents=True)
    (out / "assets/hub.css").write_text("old", encoding="utf-8")
    assert published(out, A) == {A}
