"""Asks git about a repository, and says in a sentence why it does not answer.

A repository of another user is not read: git refuses it because its settings may run programs, and only the person at the
machine can say whether its owner is to be trusted. So the hub says what to run, and does not switch this off by
``-c safe.directory``.
"""

import os
import re
import subprocess
from pathlib import Path

from knowledge_hub.base.messages import Message


class GitError(Exception):
    """Git did not answer; ``reason`` says why, and goes on after a colon."""

    def __init__(self, reason: Message) -> None:
        """Keep the sentence."""
        self.reason = reason
        super().__init__(reason)


def ask_git(folder: Path, *arguments: str) -> str:
    """What git answers in a folder. A clone without all trees is not completed over the network. Raises GitError."""
    # Its reasons are read below, so they must be in one language.
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "LANGUAGE": ""}
    try:
        # No shell, and git is where the user has it.
        done = subprocess.run(  # noqa: S603
            ["git", "--no-pager", *arguments],  # noqa: S607
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise GitError(Message("the program git cannot be run. Install Git.")) from None
    if done.returncode:
        raise GitError(_why(folder, done.stderr.decode("utf-8", "replace")))
    return done.stdout.decode("utf-8", "replace")


def no_commit(folder: Path) -> Message:
    """Nothing of a folder is in the history."""
    return Message("no entry in {folder} is committed to Git yet.", folder=folder)


def _why(folder: Path, answer: str) -> Message:
    """Why git did not answer, from what it wrote about that."""
    owner = _OWNER.search(answer)
    if owner:
        return Message(
            "the repository belongs to another user, and Git does not read it. If you trust its owner, run: {command}",
            command=owner[0],
        )
    if "not a git repository" in answer:
        return Message(
            "{folder} is not in a Git repository. Clone the repository; a zip file of it has no history.", folder=folder
        )
    if "does not have any commits yet" in answer:
        return no_commit(folder)
    return Message("Git cannot read the repository of {folder}: {reason}", folder=folder, reason=answer.strip() or "?")


_OWNER = re.compile(r"git config --global --add safe\.directory .+")
"""What git advises where a repository belongs to another user."""
