"""The state of one build: its input, and the results of MkDocs' passes that the last step needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge_hub.base.asset_folders import AssetFolders
from knowledge_hub.base.languages import LanguageCode, Register
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.entry_history import History
from knowledge_hub.model.settings import Settings
from knowledge_hub.website.frames import Frame
from knowledge_hub.website.site_build import FrameKey, Site


@dataclass
class Run:
    """One build: its input, and the frames and authored pages from the passes of MkDocs."""

    catalogue: Catalogue
    pages: Path
    """The folder of the authored pages."""
    out: Path
    """The folder of the finished site."""
    named: Path
    """The path in messages instead of ``out``: for the offline edition, its zip file."""
    staging: Path
    """The staging folder, to which the site is written."""
    preview: bool
    """The preview server adds an inline script to each page, so its pages have no Content Security Policy."""
    settings: Settings
    history: History
    languages: Sequence[LanguageCode]
    """The languages of the site."""
    program_files: Mapping[str, str] = field(default_factory=dict)
    """Styles, scripts and pictures, by their names."""
    folders: AssetFolders = field(default_factory=AssetFolders)
    frames: dict[FrameKey, Frame] = field(default_factory=dict)
    frame_files: dict[str, tuple[Register, int]] = field(default_factory=dict)
    """Register and depth of each frame, by the source path of its file in each pass."""
    authored: set[str] = field(default_factory=set)
    """Authored pages, by their path below their edition's root."""

    def site(self, catalogue: Catalogue, out: Path, site_url: str) -> Site:
        """The site of a catalogue, with the frames of this run."""
        return Site(
            catalogue, self.frames, sorted(self.authored), out, site_url,
            repository=self.settings.repository, mailbox=self.settings.mailbox, history=self.history,
            languages=self.languages, folders=self.folders,
        )  # fmt: skip
