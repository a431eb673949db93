"""The two folders that are named by their content: that of the program, which is written here, and that of the data.

The program's files are the same for any data: styles, scripts, icons and the sheet of pictures.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from knowledge_hub.base import material_icons
from knowledge_hub.base.asset_folders import ASSETS, CURRENT, AssetFolders, folder_name
from knowledge_hub.base.minifier import as_utf8, minified_styles, script
from knowledge_hub.base.program_files import THEME
from knowledge_hub.website import checksums
from knowledge_hub.website.output_folder import OutputFolder

_SCRIPTS = ("hub", "newer", "dossier", "offline")


def program_assets() -> Mapping[str, str]:
    """The content of each file by its name, from the theme and the scripts of the rooms. Raises OSError."""
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted((THEME / ASSETS).glob("*.*"))}
    files |= {name: minified_styles(text) for name, text in files.items() if name.endswith(".css")}
    files |= {f"{name}.js": as_utf8(script(name)) for name in _SCRIPTS}
    return files | {material_icons.SHEET: material_icons.sheet()}


def program_folder(files: Mapping[str, str]) -> str:
    """The folder of these files, below the site's root."""
    return f"{ASSETS}/{folder_name(f'{name} {len(text)} {text}' for name, text in sorted(files.items()))}"


def write_program_assets(output: OutputFolder, files: Mapping[str, str], folders: AssetFolders) -> None:
    """Write these files into their folder. Raises OSError."""
    for name, text in files.items():
        output.write(f"{folders.program}/{name}", text)


def name_content(out: Path, folders: AssetFolders) -> AssetFolders:
    """Rename the folder of search, form and entries by its content, once it is complete. Raises OSError."""
    folder = out / folders.content
    name = folder_name(checksums.lines(folder))
    folder.rename(folder.with_name(name))
    return replace(folders, content=f"{ASSETS}/{name}")


def current_list(folders: AssetFolders) -> tuple[str, str]:
    """Path and text of the list of names in use."""
    return CURRENT, f"{json.dumps(folders.names)}\n"
