"""``security.txt`` (RFC 9116): where to report a vulnerability.

The contacts come from the settings; without any, there is no file.

``Expires`` is required, but a build does not read the clock (decision 0004). So the file expires a year after the last change
of any entry: a hub without changes for a year may have no maintainers who answer.
"""

from datetime import timedelta

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.data.catalogue import Catalogue

PATH = ".well-known/security.txt"
_VALIDITY = timedelta(days=365)
"""The maximum that RFC 9116 recommends (section 2.5.5)."""


def text(catalogue: Catalogue, site_url: str, repository: str, mailbox: str) -> str:
    """The text of the file, or '' without contacts or without entries. RFC 9116 requires https for web URLs."""
    last_change = catalogue.last_change()
    contacts = [f"mailto:{mailbox}"] if mailbox else []
    has_repository = repository.startswith("https://")
    if has_repository:
        contacts.append(f"{repository}/security")
    if not contacts or last_change is None:
        return ""
    lines = [f"Contact: {contact}" for contact in contacts]
    lines.append(f"Expires: {last_change + _VALIDITY}T00:00:00Z")
    lines.append(f"Preferred-Languages: {', '.join(LANGUAGES)}")
    if has_repository:
        lines.append(f"Policy: {repository}/blob/main/SECURITY.md")
    if site_url.startswith("https://"):
        lines.append(f"Canonical: {site_url}{PATH}")
    return "\n".join(lines) + "\n"
