"""Other names for what the vocabularies have codes for: acronyms, everyday and former names, adjectives, spellings.

Each file in ``hub_data/other_names`` belongs to the vocabulary of the same name, except ``words.yml``: it has words of the same
meaning that name no code. The search finds by them, and the open data has them; pages show labels only.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.model.vocabularies import Code, Forms, Frozen, Line, with_each_language

WORDS = "words"
"""Name of the file with words of the same meaning; no vocabulary has this name."""
_Note = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
"""Where the names come from: up to a long paragraph."""
_Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")]
Group = tuple[Line, ...]
"""Words and phrases of one language that a searcher uses for the same thing."""


@with_each_language(tuple[Group, ...], ())
class Groups(Frozen):
    """Groups of words of the same meaning in each language."""

    def __getitem__(self, language: LanguageCode) -> tuple[Group, ...]:
        """The groups of one language."""
        groups: tuple[Group, ...] = getattr(self, language)
        return groups


class OtherNames(Frozen):
    """Other names for the codes of one vocabulary."""

    source: _Note
    as_of: _Month
    """Month in which the list was last checked against its source."""
    names: Mapping[Code, Forms]
    ambiguous: Forms = Forms()
    """Names that several codes have on purpose, such as 'Congo'."""


class SameWords(Frozen):
    """Words that mean the same to a searcher."""

    source: _Note
    as_of: _Month
    words: Groups
