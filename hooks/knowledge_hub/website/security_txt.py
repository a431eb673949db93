"""``security.txt`` (RFC 9116): where to report a vulnerability.

The address is that of the settings. Where there is none, there is no file: an address that nobody reads is worse than none.

The file must say until when it holds, and the build has no clock (decision 0004): it holds for a year from the day on which the
newest record was changed. A hub that nobody has looked after for a year promises no answer.
"""

from datetime import timedelta

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.data.catalogue import Catalogue

PLACE = ".well-known/security.txt"
_HOLDS = timedelta(days=365)
"""The most that the standard recommends (section 2.5.5)."""


def text(catalogue: Catalogue, site_url: str, repository: str, mailbox: str) -> str:
    """The whole file, or '' where nobody can be asked or there is no record. Web addresses must be https."""
    last_change = catalogue.last_change()
    contacts = [f"mailto:{mailbox}"] if mailbox else []
    reviewed = repository.startswith("https://")
    if reviewed:
        contacts.append(f"{repository}/security")
    if not contacts or last_change is None:
        return ""
    lines = [f"Contact: {contact}" for contact in contacts]
    lines.append(f"Expires: {last_change + _HOLDS}T00:00:00Z")
    lines.append(f"Preferred-Languages: {', '.join(LANGUAGES)}")
    if reviewed:
        lines.append(f"Policy: {repository}/blob/main/SECURITY.md")
    if site_url.startswith("https://"):
        lines.append(f"Canonical: {site_url}{PLACE}")
    return "\n".join(lines) + "\n"
