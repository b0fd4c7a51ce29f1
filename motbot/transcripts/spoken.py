"""What a copied conversation holds before anybody knows whose side who is on: names, times as written, words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from motbot.catalogue import labelled
from motbot.domain.errors import BadDialogue
from motbot.transcripts.stamps import Stamp

LONGEST_NAME = 60
_WORDS_AT_MOST = 5
_FULL_NAME = 3
_NO_NAME = re.compile(r"[.!?…](?:\s|$)|[。！？，；、“”\"<>{}=|\\\t\[\]【】]|,|;|[:：]|^[\W\d_]{1,4}$|^[-•·+–—>]")
_INITIAL = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|[A-Z])\.")
_EDITED = re.compile(r"[ \t]*(?:\(edited\)|[(（]已编辑[)）])[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One message as it stands in a file; `line` is where it begins, counted from 1."""

    name: str
    stamp: Stamp | None
    text: str
    line: int
    edited: bool = False
    is_program: bool = False


@dataclass(slots=True)
class Draft:
    """A message whose further lines are still to come."""

    name: str
    stamp: Stamp | None
    line: int
    rows: list[str]
    is_program: bool = False

    def spoken(self, worn: Callable[[str], bool] = lambda _: False) -> Iterator[Spoken]:
        """The message without the rows at its end that are `worn`; nothing where no words are left."""
        rows = list(self.rows)
        while rows and (not rows[-1].strip() or (worn(rows[-1]) and any(row.strip() for row in rows[:-1]))):
            rows.pop()
        text = "\n".join(row.strip() for row in rows).strip()
        whole = _EDITED.sub("", text)
        if whole:
            yield Spoken(
                name=self.name,
                stamp=self.stamp,
                text=whole,
                line=self.line,
                edited=whole != text,
                is_program=self.is_program,
            )


def looks_like_name(text: str) -> bool:
    """Whether somebody may be called so: a few words, and no sentence."""
    if not text.strip() or len(text) > LONGEST_NAME or _NO_NAME.search(_INITIAL.sub("", text)):
        return False
    words = text.split()
    if len(words) > _WORDS_AT_MOST:
        return False
    # A full name ends in a large letter or a bracket; what ends in a small one is the first words of a sentence.
    return len(words) < _FULL_NAME or words[-1][-1] in ")）" or not words[-1][:1].islower()


def folded_name(name: str) -> str:
    """A name for comparing: one person's name is written with one blank or two, small or large."""
    return " ".join(name.split()).casefold()


def wrong(file: str, line: int, problem: str) -> BadDialogue:
    """The error for a line of a file."""
    return BadDialogue(labelled(f"{file}:{line}", problem))
