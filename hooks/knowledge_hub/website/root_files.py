"""Files of the site's root that are not pages: server settings, ``security.txt``, site map, ``robots.txt``; and the names in use."""

from collections.abc import Iterator, Sequence

from knowledge_hub.base.asset_folders import AssetFolders
from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.website import hosting, security_txt
from knowledge_hub.website.named_assets import current_list
from knowledge_hub.website.sitemap import sitemaps


def root_files(
    catalogue: Catalogue, site_url: str, repository: str, mailbox: str, folders: AssetFolders
) -> Iterator[tuple[str, str]]:
    """Path and text of each file that does not depend on the pages. Addresses that are not set are ''."""
    yield current_list(folders)
    yield from hosting.files(site_url, folders)
    contacts = security_txt.text(catalogue, site_url, repository, mailbox)
    if contacts:
        yield security_txt.PATH, contacts


def search_engine_files(
    site_url: str, uris: Sequence[str], languages: Sequence[LanguageCode]
) -> Iterator[tuple[str, str]]:
    """Path and text of the site maps and ``robots.txt``. Without a public address, there are none."""
    if site_url:
        yield from sitemaps(site_url, uris, languages)
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n"
