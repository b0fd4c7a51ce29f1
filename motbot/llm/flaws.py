"""What is wrong with a prompt's text, before it is known what the text is called."""

import difflib
from collections.abc import Iterable

from motbot.catalogue import labelled, listed, say
from motbot.domain.errors import BadPrompt


class Flaw(Exception):
    """A mistake in one line of a text; `line` counts from 1, the message says what to do."""

    def __init__(self, line: int, problem: str) -> None:
        """Take the line and what is wrong in it, with the remedy."""
        super().__init__(problem)
        self.line = line

    def named(self, source: str) -> BadPrompt:
        """The error that a person reads, with the name of the text."""
        return BadPrompt(labelled(f"{source}:{self.line}", str(self)))


def nearest(name: str, known: Iterable[str]) -> str:
    """A remedy for an unknown name: the one that was meant, or all there are."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return say("did you mean `{near}`?", near=near[0])
    return say("known are {names}", names=listed(names)) if names else say("none is known here")
