"""The joiner of scripts: what it makes of modules, and what it refuses."""

import json
import subprocess
from pathlib import Path

import pytest

from knowledge_hub.base.minifier import as_utf8
from knowledge_hub.base.script_joiner import ScriptError, join


def modules(folder: Path, **texts: str) -> Path:
    """Modules by their names without ``.mjs``, in a folder; the path of ``main``."""
    for name, text in texts.items():
        (folder / f"{name}.mjs").write_text(text, encoding="utf-8")
    return folder / "main.mjs"


def test_modules_become_one_script_with_no_global_of_their_own(tmp_path: Path) -> None:
    """What is imported comes first, once, though two modules import it; comments that mention imports are no imports."""
    script = join(
        modules(
            tmp_path,
            shared="// @ts-check\n/**\n * export const other\n */\nexport const calls = [];\nexport function note(name) {\n"
            '  calls.push(name);\n}\nnote("shared");\n',
            first='import { note } from "./shared.mjs";\n\nexport async function* first() {}\nnote("first");\n',
            second='import { note } from "./shared.mjs";\n\nexport class Second {}\nnote("second");\n',
            main='// The script.\nimport { first } from "./first.mjs";\nimport { Second } from "./second.mjs";\n'
            'import {\n  calls,\n  note,\n} from "./shared.mjs";\n\nnote(typeof first + typeof Second);\n'
            "globalThis.seen = calls;\n",
        )
    )
    program = f"{script}\nconsole.log(JSON.stringify([seen, typeof note, typeof calls]))"
    done = subprocess.run(["node", "--eval", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [["shared", "first", "second", "functionfunction"], "undefined", "undefined"]
    assert script.startswith('(()=>{"use strict";')
    assert "@ts-check" not in script


OTHER = "export const one = 1;\nconst two = 2;\n"


@pytest.mark.parametrize(
    ("main", "sentence"),
    [
        ('import { two } from "./other.mjs";\n', "other.mjs does not export 'two'."),
        ('import { one } from "./other.mjs";\nconst two = one;\n', "'two' is declared in other.mjs too; they share one function."),
        ('import one from "./other.mjs";\n', "the joiner does not support 'import one from \"./other.mjs\";'."),
        ('import * as other from "./other.mjs";\n', "the joiner does not support 'import * as other from \"./other.mjs\";'."),
        ('import { one as ones } from "./main.mjs";\n', "this module imports itself, by way of main.mjs."),
        ('import { one } from "other";\n', "the joiner does not support 'import { one } from \"other\";'."),
        ("export default 1;\n", "the joiner does not support 'export default 1;'."),
        ("const one = 1;\nexport { one };\n", "the joiner does not support 'export { one };'."),
        ("const { one } = window;\n", "the joiner does not support 'const { one } = window;'."),
        ('const other = () => import("./other.mjs");\n', "the joiner does not support 'import(\"./other.mjs\");'."),
        ("var one = 1;\n", "the joiner does not support 'var one = 1;'."),
        ("await start();\n", "the joiner does not support 'await start();'."),
        ("const here = import.meta.url;\n", "the joiner does not support 'import.meta.url;'."),
    ],
)  # fmt: skip
def test_what_cannot_be_joined_is_refused_with_a_sentence(tmp_path: Path, main: str, sentence: str) -> None:
    """The sentence begins with the path of the module."""
    path = modules(tmp_path, other=OTHER, main=main)
    with pytest.raises(ScriptError) as refused:
        join(path)
    assert str(refused.value) == f"{path}: {sentence}"


def test_modules_that_import_each_other_are_refused(tmp_path: Path) -> None:
    """One of them would use what is not there yet."""
    path = modules(
        tmp_path,
        main='import { two } from "./other.mjs";\n\nexport const one = two;\n',
        other='import { one } from "./main.mjs";\n\nexport const two = one;\n',
    )
    with pytest.raises(ScriptError) as refused:
        join(path)
    assert str(refused.value) == f"{path}: this module imports itself, by way of other.mjs."


def test_a_script_with_other_letters_begins_with_the_mark_of_utf_8() -> None:
    """A host that names another encoding would garble them."""
    assert (as_utf8("a"), as_utf8("é")) == ("a", "\ufeffé")
