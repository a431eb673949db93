"""What to say when a package that the hub needs cannot be imported. Needs none of them itself, PyYAML included."""

from knowledge_hub.base.messages import Message

_OWN = {"knowledge_hub", "mkdocs_hook"}
"""Modules of the hub: what is wrong with them is a mistake of the program, which a traceback explains."""
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
"""The package that a module comes in, where their names differ."""


def missing_package(error: ImportError) -> Message | None:
    """A sentence that names the package and says what to do; None where the fault is the hub's own."""
    name = (error.name or "knowledge_hub").partition(".")[0]
    if name in _OWN:
        return None
    return Message(
        "The package '{package}' is missing or damaged. Install it again: in a copy of the repository, run make clean && make site; "
        "elsewhere, run pip install {package}",
        package=_DISTRIBUTIONS.get(name, name),
    )
