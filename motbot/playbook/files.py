"""Strict reading of playbook files: every refusal names the file, the line, the key and the remedy."""

import difflib
import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from motbot.catalogue import in_turn, labelled, listed, say
from motbot.domain.errors import BadPrompt
from motbot.domain.language import ByLanguage, Language
from motbot.domain.os_reasons import reason_of
from motbot.playbook.phrases import Phrases, is_expression

Both = dict[Language, str]
"""One text in every language."""
BothLists = dict[Language, tuple[str, ...]]
"""Several wordings in every language."""
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The quick reader where PyYAML was built with it."""
_TEXT = "tag:yaml.org,2002:str"
_WHOLE = "tag:yaml.org,2002:int"
_FLAG = "tag:yaml.org,2002:bool"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place in a playbook file, read by saying what it must be."""

    file: Path
    key: str
    node: yaml.Node

    def refuse(self, problem: str, remedy: str) -> NoReturn:
        """Say what is wrong here."""
        line = self.node.start_mark.line + 1
        place = f"`{self.key}`" if self.key else say("the file")
        raise BadPrompt(labelled(f"{self.file}:{line}", in_turn((f"{place} {problem}", remedy))))

    def keys(self, *, required: Collection[str] = (), optional: Collection[str] = ()) -> dict[str, "Entry"]:
        """The entries of a mapping with exactly these keys.

        Raises:
            BadPrompt: it is no mapping, or a key is unknown, doubled or missing.
        """
        known = (*required, *optional)
        found = self.named()
        for name, entry in found.items():
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = (
                    say("did you mean `{near}`?", near=near[0])
                    if near
                    else say("known are {names}", names=listed(sorted(known)))
                )
                entry.refuse(say("is not known"), hint)
        for name in required:
            if name not in found:
                self.refuse(
                    say("lacks the key `{name}`", name=name),
                    say(
                        "add `{name}:`; after an upgrade, `motbot init FOLDER --diff` shows what it may say", name=name
                    ),
                )
        return found

    def named(self) -> dict[str, "Entry"]:
        """The entries of a mapping whose keys are free.

        Raises:
            BadPrompt: it is no mapping, or a key is doubled or no text.
        """
        if not isinstance(self.node, yaml.MappingNode):
            self.refuse(say("must be a mapping"), say("write `key: value` lines under it"))
        found: dict[str, Entry] = {}
        for key_node, value_node in self.node.value:
            entry = Entry(file=self.file, key=f"{self.key}.{key_node.value}".lstrip("."), node=value_node)
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != _TEXT:
                entry.refuse(say("has a key that YAML does not read as text"), say("put the key in quotes"))
            if key_node.value in found:
                entry.refuse(say("is there twice"), say("keep one of them"))
            found[key_node.value] = entry
        return found

    def items(self) -> tuple["Entry", ...]:
        """The entries of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.refuse(say("must be a list"), say("write one `- ` line for each entry"))
        return tuple(
            Entry(file=self.file, key=f"{self.key}[{at}]", node=node)
            for at, node in enumerate(self.node.value, start=1)
        )

    def text(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != _TEXT or not self.node.value.strip():
            self.refuse(
                say("must be a text"),
                say("put it in quotes; YAML reads a bare yes, no, on, 3 or 11:00 as something else"),
            )
        return str(self.node.value).strip()

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(item.text() for item in self.items())

    def whole(self) -> int:
        """A whole number, possibly negative."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != _WHOLE:
            self.refuse(say("must be a whole number"), say("write digits without quotes"))
        return int(self.node.value)

    def flag(self) -> bool:
        """Yes or no."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != _FLAG:
            self.refuse(say("must be true or false"), say("write one of the two without quotes"))
        return str(self.node.value).lower() in {"true", "yes", "on"}

    def phrases(self) -> Phrases:
        """A phrase list."""
        for item in self.items():
            if not is_expression(item.text()):
                continue
            try:
                Phrases.of([item.text()])
            except re.error as error:
                item.refuse(
                    say("is no regular expression ({error})", error=error), say("mend the text between the slashes")
                )
        return Phrases.of(self.texts())

    def both(self) -> Both:
        """One text in Chinese and one in English."""
        found = self.keys(required=tuple(Language))
        return ByLanguage({language: found[language].text() for language in Language})

    def both_lists(self) -> BothLists:
        """At least one wording in Chinese and one in English."""
        found = self.keys(required=tuple(Language))
        lists = ByLanguage({language: found[language].texts() for language in Language})
        if not all(lists.values()):
            self.refuse(say("lacks wordings"), say("give at least one wording in each language"))
        return lists


def read_files(folder: Path, names: Collection[str]) -> tuple[dict[str, Entry], str]:
    """Read the YAML files of a folder; gives their root entries by name, and a hash of their content.

    Raises:
        BadPrompt: the folder or a file is missing, unknown, unreadable or no YAML.
    """
    if not folder.is_dir():
        needed = listed(f"{name}.yaml" for name in names)
        raise BadPrompt(say("{folder}: no such folder; the playbook needs {needed}", folder=folder, needed=needed))
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in {f"{name}.yaml" for name in names}:
            raise BadPrompt(
                say(
                    "{path}: no playbook file has this name; known: {names} (.yaml)",
                    path=path,
                    names=listed(sorted(names)),
                )
            )
    digest = hashlib.sha256()
    roots: dict[str, Entry] = {}
    for name in sorted(names):
        path = folder / f"{name}.yaml"
        raw = _bytes(path)
        digest.update(name.encode() + b"\0" + raw + b"\0")
        roots[name] = Entry(file=path, key="", node=_node(path, raw))
    return roots, digest.hexdigest()[:12]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadPrompt(
            say(
                "{path}: cannot be read ({reason}); put the file back or mend its rights",
                path=path,
                reason=reason_of(error),
            )
        ) from error


def _node(path: Path, raw: bytes) -> yaml.Node:
    try:
        node = yaml.compose(raw.decode("utf-8"), Loader=_LOADER)
    except UnicodeDecodeError as error:
        raise BadPrompt(
            say("{path}: not UTF-8 at byte {start}; save the file as UTF-8", path=path, start=error.start)
        ) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadPrompt(
            say("{path}:{line}: no YAML ({problem}); mend this line", path=path, line=line, problem=error.problem)
        ) from error
    except yaml.YAMLError as error:
        raise BadPrompt(
            say("{path}: no YAML ({error}); take out the character it names", path=path, error=error)
        ) from error
    if node is None:
        raise BadPrompt(say("{path}:1: the file is empty; put its keys back", path=path))
    return node
