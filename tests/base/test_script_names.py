"""Short names in joined scripts: what a script does stays the same, and what others call keeps its name."""

import subprocess

from knowledge_hub.base.script_names import shorten

SCRIPT = r"""(() => {
  "use strict";
  const settings = { theme: "dark", "contrast": 1, nested: { theme: 2 } };
  const pattern = /settings\/(?<kind>["'`}]+)/u; // settings in a comment
  const divided = [8, 4].map((amount) => amount / 2 / 1);
  function describe(subject, { theme, size = 7, nested: renamed }, ...others) {
    return `settings ${subject}: ${theme} ${size} ${renamed.theme} ${others.map((other) => `${other}!`.length).join("/")}`;
  }
  const [first, second = first] = ["alpha"];
  const shorthand = { first, divided, describe };
  let result = first === "alpha" ? second : divided;
  try {
    result = describe(result, settings, "one", "two");
    undefinedFunction();
  } catch (problem) {
    describe(problem.name, settings);
    result += problem.name;
  }
  class Holder {
    constructor(content) {
      this.content = content;
    }
    subject() {
      return this.content;
    }
  }
  const describeAll = async (subjects) => {
    const answers = [];
    for (const subject of subjects) answers.push(await describe(subject, settings));
    return answers;
  };
  const found = pattern.exec("settings/}`") ?? { groups: {} };
  globalThis.taken = Object.freeze({ describe, take: describeAll, found: found.groups.kind });
  describeAll(["x", "y"]).then((answers) => {
    console.log(JSON.stringify([settings, divided, shorthand.divided, result, new Holder(first).subject(), answers]));
    console.log(Object.keys(taken), taken.found, typeof settings, typeof shorthand);
  });
})();
"""


def output(script: str) -> str:
    """What a script writes in Node."""
    return subprocess.run(["node", "--eval", script], capture_output=True, text=True, check=True).stdout


def test_a_script_does_the_same_with_short_names() -> None:
    """Strings, templates, patterns, keys, shorthands and properties keep what they say."""
    short = shorten(SCRIPT)
    assert output(short) == output(SCRIPT)
    assert "describe, take: " in short
    assert "describeAll" not in short
    assert "shorthand" not in short
    assert len(short) < len(SCRIPT) * 0.9


def test_names_of_the_browser_stay() -> None:
    """A script that has one for something of its own may mean the browser's elsewhere."""
    script = "const show = (status) => status;\nshow(status);\nprint(document.title, unknown);\n"
    assert shorten(script) == "const a = (status) => status;\na(status);\nprint(document.title, unknown);\n"


def test_a_short_name_is_none_that_the_script_has() -> None:
    """Not one of its own, not a property, and no word of the language."""
    script = "".join(f"const name{number} = {number};\n" for number in range(800)) + "use(a, do_.b);\n"
    short = shorten(script)
    names = [line.split()[1] for line in short.splitlines() if line.startswith("const ")]
    assert len(set(names)) == 800
    assert not {"a", "b", "do", "if", "in", "of", "use"} & set(names)


def test_comments_and_blanks_stay_for_the_minifier() -> None:
    """Only names are another."""
    assert shorten("/* long */ const long = 1; // long\n") == "/* long */ const a = 1; // long\n"
