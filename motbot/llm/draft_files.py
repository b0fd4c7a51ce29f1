"""Reads the files of prompts that trainers edit: ordinary files of their folder only, with their examples put in."""

import json
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from motbot.catalogue import say
from motbot.domain.errors import BadPrompt
from motbot.domain.os_reasons import reason_of
from motbot.llm.example_bank import check_bank, parse_bank
from motbot.llm.flaws import Flaw
from motbot.llm.front_matter import read_front_matter
from motbot.llm.plain_yaml import Value
from motbot.llm.prompt_head import KEYS
from motbot.llm.prompt_text import EXAMPLES

LARGEST_FILE = 400_000
"""Bytes."""

_OUTER_KEY = re.compile(rf"{EXAMPLES}[ \t]*:")
_UNSAFE_IN_YAML = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# Neither follows a link in the last step nor waits for a writer at the other end of a pipe; Windows has neither.
_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def read_draft(path: Path, *, folder: Path | None = None, schema: Mapping[str, Any] | None = None) -> str:
    """The text of a prompt, complete in itself: what the file `examples` names stands in its front matter, in one line.

    This is the text to store when a prompt is published: no file is needed to render it, and its lines keep their
    numbers.

    Args:
        path: the file.
        folder: nothing outside of it is read, by no link; left out, the folder above the task's.
        schema: the shape of the task's answers; with it, mistakes in examples are told with their own file and line.

    Raises:
        BadPrompt: with file, line and remedy.
    """
    folder = folder or path.absolute().parent.parent
    return complete(read_text(path, folder), path=path, folder=folder, schema=schema)


def complete(text: str, *, path: Path, folder: Path, schema: Mapping[str, Any] | None = None) -> str:
    """The same of a text that is to stand in that file, and need not stand there yet. Raises likewise."""
    try:
        front = read_front_matter(text, KEYS)
    except Flaw as wrong:
        raise wrong.named(str(path)) from None
    named = front.values.get(EXAMPLES, "")
    if not isinstance(named, str) or not named:
        return text
    line = front.line(EXAMPLES)
    if Path(named).name != named or not named.endswith((".yaml", ".yml")):
        raise BadPrompt(
            say(
                "{path}:{line}: expected the name of a file beside this one, such as `examples.yaml`",
                path=path,
                line=line,
            )
        )
    bank = path.parent / named
    written = read_text(bank, folder)
    try:
        rows = parse_bank(written)
        if schema is not None:
            check_bank(written, schema)
    except Flaw as wrong:
        raise wrong.named(str(bank)) from None
    return _with_rows(text, line, rows)


def read_text(path: Path, folder: Path) -> str:
    """The text of an ordinary file of a folder, or below it. Raises BadPrompt."""
    try:
        real, home = path.resolve(strict=True), folder.resolve(strict=True)
        if not real.is_relative_to(home):
            raise BadPrompt(
                say(
                    "{path}:1: lies outside of {folder}; put the file itself there, not a link to it",
                    path=path,
                    folder=folder,
                )
            )
        opened = os.open(real, os.O_RDONLY | _CAREFUL | getattr(os, "O_BINARY", 0))
        with os.fdopen(opened, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BadPrompt(say("{path}:1: is no ordinary file; put a text file there", path=path))
            content = file.read(LARGEST_FILE + 1)
    except (OSError, RuntimeError) as wrong:
        reason = reason_of(wrong) if isinstance(wrong, OSError) else say("it leads back to itself")
        raise BadPrompt(
            say("{path}:1: cannot be read ({reason}); check path and rights", path=path, reason=reason)
        ) from None
    if len(content) > LARGEST_FILE:
        raise BadPrompt(
            say(
                "{path}:1: has more than {most} bytes; no prompt needs that, shorten it",
                path=path,
                most=LARGEST_FILE,
            )
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise BadPrompt(
            say("{path}:{line}: cannot be read (it is not UTF-8); save the file as UTF-8", path=path, line=line)
        ) from None


def _with_rows(text: str, line: int, rows: list[Value]) -> str:
    """The text with the examples in place of their file's name; JSON is YAML, and keeps to one line."""
    lines = text.split("\n")
    written = _UNSAFE_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(rows, ensure_ascii=False))
    ending = "\r" if lines[line - 1].endswith("\r") else ""
    if not _OUTER_KEY.match(lines[line - 1]):
        raise BadPrompt(say("{line}: write `{examples}: name.yaml` on a line of its own", line=line, examples=EXAMPLES))
    lines[line - 1] = f"{EXAMPLES}: {written}{ending}"
    return "\n".join(lines)
