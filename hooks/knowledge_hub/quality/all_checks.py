"""All checks of ``hub check``: the data folder, the wording of its texts, and the authored pages.

Used by ``hub check`` and ``hub review``; a build runs the checks of data and pages, not those of wording.
"""

from collections.abc import Sequence
from pathlib import Path

from knowledge_hub.base.problems import DataError, Problem
from knowledge_hub.base.program_files import own_pages
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.loader import load
from knowledge_hub.quality.authored_pages import check_pages
from knowledge_hub.quality.wording_checks import check_wording


def check_everything(data: Path) -> tuple[Catalogue | None, Sequence[Problem]]:
    """The catalogue (None if it cannot be loaded), and all problems in order.

    The authored pages are in the folder ``docs`` next to the data folder, if it exists.
    """
    pages = check_pages(own_pages(data))
    try:
        catalogue = load(data)
    except DataError as error:
        return None, sorted({*error.problems, *pages})
    return catalogue, sorted({*check_wording(catalogue, data), *pages})
