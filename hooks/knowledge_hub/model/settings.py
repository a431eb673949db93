"""Settings of a copy of the hub, read from the environment in one place and validated.

Templates print them unescaped in every page, in ``security.txt``, in the site map and in links to the repository. So each
must match a list of allowed characters. A message never repeats a value, which may contain a password, in a public log.

``HUB_OUT`` is MkDocs' own ``site_dir`` (``mkdocs.yml``), ``HUB_LANG`` belongs to ``command``.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import UsageError
from knowledge_hub.model.field_types import EMAIL

_LONGEST = 200
"""Most characters of a setting. The longest public address in use has a tenth of that."""
_LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(
    rf"https?://({_LABEL}(\.{_LABEL})*|\[[0-9A-Fa-f:.]+\])(:(?P<port>[0-9]{{1,6}}))?"
    r"(?P<path>(/([A-Za-z0-9_~-]|%[0-9A-Fa-f]{2})([A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})*)*/*)"
)
"""Pattern of an address. Hosts without a dot, IP addresses and ports are allowed, for internal networks."""
_POSSIBLE = re.compile(r"[A-Za-z0-9.:/\[\]_~%-]*")
_HIGHEST_PORT = 65535
LATEST = 4_354_819_198
"""The latest time in a zip file, in seconds since 1970: the end of the year 2107."""
_OF_REPOSITORY = 2
"""Parts of the path of a repository: organisation and name."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the operators of a copy of the hub; '' if not set."""

    site_url: str = ""
    """Public address of the site, with a slash at its end."""
    repository: str = ""
    """Address of the repository where contributions are reviewed, without a slash at its end."""
    mailbox: str = ""
    """Shared mailbox of the operators."""
    data: str = "hub_data"
    """Data folder of ``mkdocs build``; the ``hub`` command has ``--data``."""


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from the environment. Raises UsageError with a message for each invalid one."""
    site_url, repository, mailbox = (
        environment.get(name, "") for name in ("HUB_SITE_URL", "HUB_REPOSITORY", "HUB_MAILBOX")
    )
    reasons = []
    if site_url and (fault := _fault(site_url)):
        reasons.append(
            Message(
                "HUB_SITE_URL cannot be used: {fault}. Write the public address of the site, such as {example}.",
                fault=fault,
                example="https://hub.example.org/nm/",
            )
        )
    if repository and (fault := _fault(repository) or _fault_of_repository(repository)):
        reasons.append(
            Message(
                "HUB_REPOSITORY cannot be used: {fault}. Write the address of the repository's page, such as {example}.",
                fault=fault,
                example="https://github.com/organisation/hub",
            )
        )
    if mailbox and (len(mailbox) > _LONGEST or not re.fullmatch(EMAIL, mailbox)):
        reasons.append(
            Message(
                "HUB_MAILBOX cannot be used: it is not one plain e-mail address. Write one, such as {example}.",
                example="hub@example.org",
            )
        )
    if reasons:
        raise UsageError(*reasons)
    return Settings(
        f"{site_url.rstrip('/')}/" if site_url else "",
        repository.rstrip("/"),
        mailbox,
        environment.get("HUB_DATA") or "hub_data",
    )


def source_date(environment: Mapping[str, str] = os.environ) -> int | None:
    """``SOURCE_DATE_EPOCH``, the build time in seconds since 1970 (reproducible-builds.org); None if not set.

    Raises UsageError.
    """
    seconds = environment.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    if not re.fullmatch("[0-9]{1,10}", seconds) or int(seconds) > LATEST:
        raise UsageError(
            Message(
                "SOURCE_DATE_EPOCH cannot be used: it must be a number of seconds from 1970 to the end of {year}. Write for "
                "example {example}.",
                year=2107,
                example=1_767_225_600,
            )
        )
    return int(seconds)


def _fault(address: str) -> Message | None:
    """Why an address is invalid, or None."""
    scheme, mark, rest = address.partition("://")
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    sign = address[_POSSIBLE.match(address).end() :][:1]  # type: ignore[union-attr]  # it matches nothing, too
    match = _ADDRESS.fullmatch(address)
    if len(address) > _LONGEST:
        fault = Message("it has more than {most} characters", most=_LONGEST)
    elif not mark or scheme not in {"http", "https"}:
        fault = Message("it does not start with https:// or http://")
    elif "@" in authority:
        fault = Message("it contains a user name or password, which every page would show")
    elif not authority.isascii():
        fault = Message("its host name has letters other than a-z; write the host name in Punycode (xn--…)")
    elif sign:
        fault = Message("it contains the character '{character}'", character=sign)
    elif not authority or authority.startswith(":"):
        fault = Message("it has no host name")
    elif match and match["port"] and not 0 < int(match["port"]) <= _HIGHEST_PORT:
        fault = Message("its port is not a number from 1 to 65535")
    elif not match:
        fault = Message("it is not written as the address bar of a browser shows it")
    else:
        return None
    return fault


def _fault_of_repository(address: str) -> Message | None:
    """Why a valid address is not that of a repository's page, or None."""
    match = _ADDRESS.fullmatch(address)
    parts = match["path"].strip("/").split("/") if match else []
    if not address.startswith("https://"):
        return Message("it does not start with https://")
    if len(parts) < _OF_REPOSITORY:
        return Message("it does not name an organisation and a repository")
    if parts[-1].endswith(".git"):
        return Message("it ends with .git, which is the address for programs")
    return None
