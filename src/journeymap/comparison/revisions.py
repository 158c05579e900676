"""The versions of files that Git keeps: what changed between two revisions, and a file as it was.

Git is only asked, never told to change anything, and nothing that a repository configures is run on the way. A file of
a revision is laid out in a folder of its own together with the files that it names, so that it is read like any other.
"""

from __future__ import annotations

import os
import subprocess
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap import syntax
from journeymap.compiler import named_files
from journeymap.i18n.messages import Message, say
from journeymap.pipeline import understand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.model.blueprint import Blueprint

MOST_FILES = 200
"""How many files that name one another are laid out at most."""
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false")


class RevisionError(Exception):
    """Git cannot say what was asked: why, and what to do about it where anything can be done."""

    def __init__(self, message: Message, remedy: Message | None = None) -> None:
        super().__init__(str(message))
        self.message, self.remedy = message, remedy


class FileChange(Struct, frozen=True):
    """A file that is not the same in two revisions, by its paths seen from the top; None where there is none."""

    old: str | None
    new: str | None


class Repository:
    """A Git repository: the one that holds a folder. Raises RevisionError where there is none, or no Git."""

    def __init__(self, folder: Path) -> None:
        self._folder = _existing(folder)
        self.root = Path(os.fsdecode(self._ask("rev-parse", "--show-toplevel").rstrip(b"\n")))

    def _ask(self, *arguments: str, nothing_found: int = 0, given: bytes = b"") -> bytes:
        """Return what Git answers; `nothing_found` is the exit code by which it says that there is nothing.

        `given` is what it reads.
        """
        environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
        try:
            answer = subprocess.run(  # noqa: S603 - no shell, and what is asked for are words of our own
                ["git", *_QUIET, *arguments],  # noqa: S607 - whichever Git its user has
                cwd=self._folder, env=environment, capture_output=True, check=False,
                input=given,
            )  # fmt: skip
        except FileNotFoundError:
            raise RevisionError(
                say("the program git is not there, and versions are read with it"),
                say("install Git, or give the two files to compare"),
            ) from None
        except OSError as error:
            raise RevisionError(say("the program git cannot be run: {reason}", reason=error.strerror)) from None
        if answer.returncode not in (0, nothing_found):
            reason = answer.stderr.decode("utf-8", "replace").strip()
            if "not a git repository" in reason:
                raise RevisionError(
                    say('"{folder}" is in no Git repository', folder=str(self._folder)),
                    say("give the two files to compare, or go to the repository that holds them"),
                )
            reason = reason.removeprefix("fatal: ").partition("\n")[0] or str(answer.returncode)
            raise RevisionError(say("git says: {reason}", reason=reason))
        return answer.stdout

    def commit(self, revision: str) -> str:
        """Return the full name of the commit that a revision names. Raises RevisionError where none is called so."""
        commit = self._commit(revision)
        if commit is None:
            raise RevisionError(
                say('no revision is called "{name}"', name=revision),
                say('name a commit, a branch or a tag, such as "HEAD~1" or "main"; `git log --oneline` lists them'),
            )
        return commit

    def knows(self, revision: str) -> bool:
        """Return whether a revision of that name is there."""
        return self._commit(revision) is not None

    def _commit(self, revision: str) -> str | None:
        if not revision or "\0" in revision:
            return None
        try:
            # A name that begins with a dash is a name here, and no option.
            found = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except RevisionError as error:
            if error.remedy is not None:
                raise
            return None
        return found.decode("ascii").strip()

    def common(self, revision: str, other: str) -> str:
        """Return the last commit that two revisions have in common. Raises RevisionError where there is none."""
        return self._ask("merge-base", self.commit(revision), self.commit(other)).decode("ascii").strip()

    def place_of(self, path: str | Path) -> str:
        """Return a path seen from the top of the repository. Raises RevisionError where it lies outside of it."""
        whole = Path(os.path.realpath(path))
        root = Path(os.path.realpath(self.root))
        if not whole.is_relative_to(root):
            raise RevisionError(say('"{path}" lies outside of the repository in "{root}"', path=str(path),
                                    root=str(self.root)))  # fmt: skip
        return whole.relative_to(root).as_posix()

    def content(self, commit: str, place: str) -> bytes | None:
        """Return what a file holds in a revision, None where there is no such file."""
        if not self.has(commit, place):
            return None
        return self._ask("cat-file", "blob", f"{commit}:{place}")

    def has(self, commit: str, place: str) -> bool:
        """Return whether a revision has a file at a place; a folder is none, and neither is a link."""
        listed = self._ask("ls-tree", "-z", "--full-tree", commit, "--", place)
        return any(entry.startswith(b"100") for entry in listed.split(b"\0"))

    def files(self, commit: str, place: str) -> list[str]:
        """Return the files at or below a place in a revision, seen from the top."""
        below = [] if place in ("", ".") else [place]
        listed = self._ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--", *below)
        return [os.fsdecode(name) for name in listed.split(b"\0") if name]

    def tags(self, most: int) -> list[tuple[str, str]]:
        """Return the latest tags of the present commit and of those before it, the latest first, with their commits."""
        told = self._ask("for-each-ref", "--merged=HEAD", "--sort=-refname", "--sort=-creatordate", f"--count={most}",
                         "--format=%(refname:strip=2)", "refs/tags")  # fmt: skip
        names = [os.fsdecode(line) for line in told.splitlines()]
        found = [(name, self._commit(f"refs/tags/{name}")) for name in names]
        return [(name, commit) for name, commit in found if commit is not None]

    def blobs(self, commit: str) -> dict[str, str]:
        """Return the files of a revision, seen from the top, each with the name of its content; no links."""
        listed = self._ask("ls-tree", "-r", "-z", "--full-tree", commit)
        entries = [entry.partition(b"\t") for entry in listed.split(b"\0") if entry.startswith(b"100")]
        return {os.fsdecode(place): head.split()[2].decode("ascii") for head, _, place in entries}

    def contents(self, commit: str, places: Sequence[str]) -> dict[str, bytes]:
        """Return what files hold in a revision; those with a line break in their name are left out."""
        wanted = [place for place in places if "\n" not in place]
        asked = b"".join(os.fsencode(f"{commit}:{place}") + b"\n" for place in wanted)
        told = self._ask("cat-file", "--batch", given=asked)
        contents: dict[str, bytes] = {}
        position = 0
        for place in wanted:
            head = told[position : told.find(b"\n", position)]
            position += len(head) + 1
            words = head.split()
            if len(words) != 3 or words[1] != b"blob":
                continue
            size = int(words[2])
            contents[place] = told[position : position + size]
            position += size + 1
        return contents

    def changes(self, old: str, new: str | None, places: Sequence[str]) -> list[FileChange]:
        """Return the files that differ at or below some places; with None as the new one, from the working tree."""
        limits = [f":(top,literal){place}" for place in places if place not in ("", ".")]
        limits = limits if len(limits) == len(places) else []
        revisions = [old] if new is None else [old, new]
        told = self._ask("diff", "--name-status", "-z", "-M", "--no-ext-diff", "--no-textconv", "--ignore-submodules",
                         *revisions, "--", *limits)  # fmt: skip
        changes = list(_changes([os.fsdecode(word) for word in told.split(b"\0") if word]))
        if new is None:
            others = self._ask("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--",
                               *(limits or [":(top)"]))  # fmt: skip
            changes += [FileChange(None, os.fsdecode(name)) for name in others.split(b"\0") if name]
        return changes

    def mentioning(self, commit: str | None, words: Iterable[str], places: Sequence[str]) -> list[str]:
        """Return the files at or below some places in whose text one of some words stands, seen from the top.

        With None as the commit those of the working tree, also new ones.
        """
        patterns = [part for word in sorted(words) if "\n" not in word for part in ("-e", word)]
        if not patterns:
            return []
        limits = [f":(top,literal){place}" for place in places if place not in ("", ".")]
        where = ["--untracked", "--exclude-standard"] if commit is None else [commit]
        flags = ["-l", "-z", "-F", "--full-name", "--no-textconv", *patterns, *where, "--"]
        limits = limits if limits and len(limits) == len(places) else [":(top)"]
        told = self._ask("grep", *flags, *limits, nothing_found=1)
        names = [os.fsdecode(name) for name in told.split(b"\0") if name]
        return names if commit is None else [name.removeprefix(f"{commit}:") for name in names]

    def named(self, commit: str, place: str) -> set[str]:
        """Return the files that a file of a revision names, seen from the top; none where it is no blueprint."""
        content = self.content(commit, place)
        return set() if content is None else set(_named(content, place))

    def lay_out(self, commit: str, place: str, folder: Path) -> Path | None:
        """Write a file as it is in a revision into a folder, with those that it names; None where there is none.

        They lie in the folder as they do below the top of the repository.
        """
        waiting, seen = [place], {place}
        while waiting and len(seen) <= MOST_FILES:
            here = waiting.pop()
            content = self.content(commit, here)
            if content is None:
                continue
            target = folder / here
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            for named in _named(content, here):
                if named not in seen:
                    seen.add(named)
                    waiting.append(named)
        return folder / place if (folder / place).is_file() else None


def _existing(folder: Path) -> Path:
    """Return a folder, or the nearest one above it that is there."""
    whole = Path(os.path.abspath(folder))  # noqa: PTH100 - links stay as they are
    return next((place for place in (whole, *whole.parents) if place.is_dir()), Path.cwd())


def _changes(words: list[str]) -> Iterator[FileChange]:
    """Yield what `git diff --name-status -z` says: a letter, and one path or, of what was moved or copied, two."""
    position = 0
    while position < len(words):
        letter = words[position][:1]
        if letter == "R":
            yield FileChange(words[position + 1], words[position + 2])
        elif letter == "C":
            yield FileChange(None, words[position + 2])
        else:
            name = words[position + 1]
            yield FileChange(None if letter == "A" else name, None if letter == "D" else name)
        position += 3 if letter in "RC" else 2


def _named(content: bytes, place: str) -> list[str]:
    """Return the files that a file names, as seen from the top of the repository; none above it."""
    blueprint: Blueprint | None = understand(partial(syntax.parse, content, place))[1]
    if blueprint is None:
        return []
    places = []
    for named in named_files(blueprint):
        if "\\" in named or "\0" in named or not named.strip() or PurePosixPath(named).is_absolute():
            continue
        target = os.path.normpath(PurePosixPath(place).parent / named)
        if not target.startswith(".."):
            places.append(PurePosixPath(target).as_posix())
    return places
