"""Settings of a copy of the hub: what can be used, and one sentence for each that cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge_hub.base.problems import UsageError
from knowledge_hub.model.settings import Settings, read_settings, source_date
from tests.conftest import ROOT, hub

SITE = "HUB_SITE_URL cannot be used: {}. Write the public address of the site, such as https://hub.example.org/nm/."
REPOSITORY = (
    "HUB_REPOSITORY cannot be used: {}. Write the address of the repository's page, such as "
    "https://github.com/organisation/hub."
)
MAILBOX = "HUB_MAILBOX cannot be used: it is not one plain e-mail address. Write one, such as hub@example.org."
NO_SCHEME = "it does not start with https:// or http://"
CREDENTIALS = "it contains a user name or password, which every page would show"
NOT_ASCII = "its host name has letters other than a-z; write the host name in Punycode (xn--…)"
NO_PORT = "its port is not a number from 1 to 65535"
ELSE = "it is not written as the address bar of a browser shows it"


def said(name: str, value: str) -> str:
    """The sentence about one setting; '' when it can be used."""
    try:
        read_settings({name: value})
    except UsageError as error:
        (sentence,) = error.reasons
        return str(sentence)
    return ""


def sign(character: str) -> str:
    """What is said about a character that an address cannot have."""
    return f"it contains the character '{character}'"


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("https://hub.example.org", ""),
        ("https://hub.example.org/nm//", ""),
        ("http://intranet/hub/", ""),
        ("http://localhost:8000", ""),
        ("https://192.0.2.1/a-b/c_d/~e/f.g/%20h/", ""),
        ("https://[2001:db8::1]:8443/", ""),
        ("https://xn--c1yn36f.example/", ""),
        ("hub.example.org", NO_SCHEME),
        ("//hub.example.org", NO_SCHEME),
        ("ftp://hub.example.org", NO_SCHEME),
        ("javascript://hub.example.org", NO_SCHEME),
        (" https://hub.example.org", NO_SCHEME),
        ("https://user:secret@hub.example.org/", CREDENTIALS),
        ("https://user@hub.example.org/", CREDENTIALS),
        ("https://пример.example/", NOT_ASCII),
        ('http://x/"><script>window.pwned=1</script>', sign('"')),
        ("https://x.org/'a", sign("'")),
        ("https://x.org/a b", sign(" ")),
        ("https://x.org/a\\1", sign("\\")),
        ("https://x.org\\@evil.example/", sign("\\")),
        ("https://x.org/\\g<2>", sign("\\")),
        ("https://x.org/a\nb", sign("\\u000A")),
        ("https://x.org/?q=1", sign("?")),
        ("https://x.org/#x", sign("#")),
        ("https://x.org/é", sign("é")),
        ("https://x.org/{{ 1 }}", sign("{")),
        ("https://", "it has no host name"),
        ("https:///a", "it has no host name"),
        ("https://:80/", "it has no host name"),
        ("https://x.org:0/", NO_PORT),
        ("https://x.org:99999/", NO_PORT),
        ("https://x.org:a/", ELSE),
        ("https://x..org/", ELSE),
        ("https://-x.org/", ELSE),
        ("https://x.org/../a", ELSE),
        ("https://x.org/a//b", ELSE),
        ("https://x.org/%zz", ELSE),
        ("https://x.org/" + "a" * 200, "it has more than 200 characters"),
    ],
)
def test_the_public_address(value: str, fault: str) -> None:
    """Word for word; nothing of it is repeated but one character, as it may be a password."""
    assert said("HUB_SITE_URL", value) == (SITE.format(fault) if fault else "")


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("https://github.com/organisation/hub", ""),
        ("https://git.example.org/group/sub/hub/", ""),
        ("http://git.example.org/o/hub", "it does not start with https://"),
        ("https://github.com/organisation", "it does not name an organisation and a repository"),
        ("https://github.com", "it does not name an organisation and a repository"),
        ("https://github.com/o/hub.git", "it ends with .git, which is the address for programs"),
        ("git@github.com:o/hub.git", NO_SCHEME),
        ("https://token@github.com/o/hub", CREDENTIALS),
        ("https://github.com/o/hub?tab=readme", sign("?")),
    ],
)
def test_the_address_of_the_repository(value: str, fault: str) -> None:
    """It is that of a page, to which pages and the form add the place of a file."""
    assert said("HUB_REPOSITORY", value) == (REPOSITORY.format(fault) if fault else "")


@pytest.mark.parametrize(
    ("value", "possible"),
    [
        ("hub@example.org", True),
        ("hub+nm@mail.example.org", True),
        ("notmail", False),
        ("a@b.org, c@d.org", False),
        ("a@b.org?bcc=evil@x.org", False),
        ("a@b.org\nContact: mailto:evil@x.org", False),
        ("a@b.org\n", False),
        (" a@b.org", False),
        ("Hub <a@b.org>", False),
        ("mailto:a@b.org", False),
        ("a@localhost", False),
        ("a" * 200 + "@b.org", False),
    ],
)
def test_the_mailbox(value: str, *, possible: bool) -> None:
    """One address of one mailbox, and nothing besides."""
    assert said("HUB_MAILBOX", value) == ("" if possible else MAILBOX)


def test_settings_are_read_once_and_do_not_change() -> None:
    """An empty value is none; slashes are put in order."""
    assert read_settings({"HUB_SITE_URL": "", "HUB_REPOSITORY": "", "HUB_MAILBOX": "", "HUB_DATA": ""}) == Settings()
    found = read_settings(
        {
            "HUB_SITE_URL": "https://x.org/nm//",
            "HUB_REPOSITORY": "https://git.example.org/o/hub/",
            "HUB_MAILBOX": "hub@example.org",
            "HUB_DATA": "elsewhere",
        }
    )
    assert found == Settings("https://x.org/nm/", "https://git.example.org/o/hub", "hub@example.org", "elsewhere")
    with pytest.raises(AttributeError):
        found.site_url = "https://evil.example/"  # type: ignore[misc]


@pytest.mark.parametrize("value", ["soon", "-1", "1.5", "٣", "1e9", "4354819199", "9" * 400])
def test_the_time_that_stands_for_now(value: str) -> None:
    """What is set and cannot be used is said, not passed over."""
    assert [source_date({}), source_date({"SOURCE_DATE_EPOCH": "0"})] == [None, 0]
    assert source_date({"SOURCE_DATE_EPOCH": "4354819198"}) == 4_354_819_198
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH cannot be used: it must be"):
        source_date({"SOURCE_DATE_EPOCH": value})


WRONG = {"HUB_SITE_URL": "https://u:secret@x.org/", "HUB_REPOSITORY": "x", "HUB_MAILBOX": "a@b.org\nc"}


@pytest.mark.parametrize("command", ["build", "export", "bundle"])
def test_a_command_says_it_before_it_writes_anything(data: Path, tmp_path: Path, command: str) -> None:
    """All settings at once, with status 2, in the chosen language."""
    done = hub(command, "--data", data, "--out", tmp_path / "out", cwd=ROOT, **WRONG)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [SITE.format(CREDENTIALS), REPOSITORY.format(NO_SCHEME), MAILBOX]
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_refusal_speaks_the_language_of_the_person(data: Path) -> None:
    """As every other sentence does."""
    done = hub("export", "--lang", "es", "--data", data, HUB_SITE_URL="https://x.org/?q")
    assert done.stderr == (
        "No se puede usar HUB_SITE_URL: contiene el carácter '?'. Escriba la dirección pública del sitio, como "
        "https://hub.example.org/nm/.\n"
    )


def test_mkdocs_says_the_same(tmp_path: Path) -> None:
    """Without a traceback, and not in the words of MkDocs, which knows no such variable."""
    environment = {**os.environ, **WRONG, "HUB_OUT": str(tmp_path / "site"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{SITE.format(CREDENTIALS)}\n{REPOSITORY.format(NO_SCHEME)}\n{MAILBOX}\n" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()
