"""The state of one build: what was read before MkDocs' first pass, and what its passes leave for the last step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge_hub.base.languages import LanguageCode, Register
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.entry_history import History
from knowledge_hub.model.settings import Settings
from knowledge_hub.website.frames import Frame
from knowledge_hub.website.site_build import FrameKey, Site


@dataclass
class Run:
    """One build: what was read before the first pass, and what the passes left for the last step."""

    catalogue: Catalogue
    pages: Path
    """The folder of the authored pages."""
    out: Path
    """Where the site is to stand in the end."""
    named: Path
    """What messages call ``out``: for the offline edition, its zip."""
    staging: Path
    """Where it is written."""
    preview: bool
    """The preview's server adds a script of its own to each page, so its pages carry no policy against that."""
    settings: Settings
    history: History
    languages: Sequence[LanguageCode]
    """The languages that the site is in."""
    frames: dict[FrameKey, Frame] = field(default_factory=dict)
    frame_files: dict[str, tuple[Register, int]] = field(default_factory=dict)
    """Register and depth of each frame, by the source path of the file that stands for it in each pass."""
    authored: set[str] = field(default_factory=set)
    """Authored pages, by their place below their edition's root."""

    def site(self, catalogue: Catalogue, out: Path, site_url: str) -> Site:
        """The site of a catalogue in the frames that the passes left."""
        return Site(
            catalogue, self.frames, sorted(self.authored), out, site_url,
            repository=self.settings.repository, mailbox=self.settings.mailbox, history=self.history,
            languages=self.languages,
        )  # fmt: skip
