"""Bundles ES modules into one classic script, which browsers also load from a disk (decision 16).

A module may import names from the hub's modules, and export declarations. All modules, in the order of their imports, become
the body of one function, so that nothing is global. Other syntax raises ``ScriptError``.
"""

import re
from pathlib import Path

_IMPORT = re.compile(r'^import \{([\w\s,]+)\} from "(\.{1,2}/[\w./-]+\.mjs)";\n', re.MULTILINE)
_DECLARATION = r"(?:const|let|class|function\*?|async function\*?)\s+"
_EXPORT = re.compile(rf"^export (?={_DECLARATION}\w)", re.MULTILINE)
_DECLARED = re.compile(rf"^(export )?{_DECLARATION}(\w+)", re.MULTILINE)
_UNSUPPORTED = re.compile(
    r"""^(?:import|export)\b.*     # another form of these statements
    | ^(?:const|let)\s*[\[{].*     # names that _DECLARED does not see
    | ^var\b.* | \bimport\(.* | \bimport\.meta\b.* | ^await\b.*""",
    re.MULTILINE | re.VERBOSE,
)
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)$", re.MULTILINE | re.DOTALL)
"""A comment on its own lines, removed before imports are searched for."""


class ScriptError(Exception):
    """A module has syntax that cannot be bundled."""


def join(path: Path) -> str:
    """The classic script of a module and its imports. Raises ScriptError."""
    bodies: dict[Path, str] = {}
    exported: dict[Path, set[str]] = {}
    owners: dict[str, Path] = {}

    def add(module: Path, importing: tuple[Path, ...]) -> None:
        if module in importing:
            raise ScriptError(f"{module}: this module imports itself, by way of {importing[-1].name}.")
        if module in bodies:
            return
        text = _COMMENT.sub("", module.read_text(encoding="utf-8"))
        for names, address in _IMPORT.findall(text):
            imported = (module.parent / address).resolve()
            add(imported, (*importing, module))
            for name in filter(None, map(str.strip, names.split(","))):
                if name not in exported[imported]:
                    raise ScriptError(f"{module}: {imported.name} does not export '{name}'.")
        body = _EXPORT.sub("", _IMPORT.sub("", text))
        unsupported = _UNSUPPORTED.search(body)
        if unsupported:
            raise ScriptError(f"{module}: the joiner does not support '{unsupported[0].strip()}'.")
        for _, name in _DECLARED.findall(text):
            if owners.setdefault(name, module) != module:
                raise ScriptError(
                    f"{module}: '{name}' is declared in {owners[name].name} too; they share one function."
                )
        bodies[module] = body
        exported[module] = {name for export, name in _DECLARED.findall(text) if export}

    add(path.resolve(), ())
    return f'(()=>{{"use strict";\n{"".join(bodies.values())}}})();\n'
