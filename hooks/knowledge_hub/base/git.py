"""Runs git in a repository, and turns its errors into messages.

Git refuses to read a repository of another user, because its settings may run programs. Only the person at the machine can
decide whether to trust its owner, so the message names the command, and the hub does not use ``-c safe.directory``.
"""

import os
import re
import subprocess
from pathlib import Path

from knowledge_hub.base.messages import Message


class GitError(Exception):
    """Git failed; ``reason`` is a clause that follows a colon."""

    def __init__(self, reason: Message) -> None:
        """Take the reason."""
        self.reason = reason
        super().__init__(reason)


def ask_git(folder: Path, *arguments: str) -> str:
    """The output of git in a folder; never fetches missing objects of a partial clone. Raises GitError."""
    # _why() reads the error text, so it must be in English.
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "LANGUAGE": ""}
    try:
        # No shell; git is found on the user's PATH.
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
    """The reason when no file of a folder is committed."""
    return Message("no entry in {folder} is committed to Git yet.", folder=folder)


def _why(folder: Path, answer: str) -> Message:
    """The reason for a failure, from git's error output."""
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
"""The command that git recommends for a repository of another user."""
