"""The message for a required package that cannot be imported. Imports none of these packages, not even PyYAML."""

from knowledge_hub.base.messages import Message

_OWN = {"knowledge_hub", "mkdocs_hook"}
"""Modules of the hub: their import errors are bugs, which a traceback explains."""
_DISTRIBUTIONS = {
    "babel": "Babel",
    "jinja2": "Jinja2",
    "markdown": "Markdown",
    "material": "mkdocs-material",
    "mkdocs_static_i18n": "mkdocs-static-i18n",
    "pymdownx": "pymdown-extensions",
    "Stemmer": "PyStemmer",
    "yaml": "PyYAML",
}
"""Package names that differ from the name of their module."""


def missing_package(error: ImportError) -> Message | None:
    """A message that names the package; None if the error is a bug of the hub."""
    name = (error.name or "knowledge_hub").partition(".")[0]
    if name in _OWN:
        return None
    return Message(
        "The package '{package}' is missing or damaged. Install it again: in a copy of the repository, run make clean && make site; "
        "elsewhere, run pip install {package}",
        package=_DISTRIBUTIONS.get(name, name),
    )
