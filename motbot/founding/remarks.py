"""The remarks of a file that we write, in the language of whoever reads it; what programs read stays as it is."""

import re
from collections.abc import Iterator

from motbot.catalogue import say

_REMARK = re.compile(r"(?P<mark>(?:^|[ ])#[ ]+(?:\d+\.[ ]+)?)(?P<words>\S.*)$", re.MULTILINE)
"""Behind its mark, and its number in a list; a colour has no space behind its sign."""


def remarks_in(text: str) -> Iterator[str]:
    """Every remark, as the catalogue has it."""
    return (found["words"] for found in _REMARK.finditer(text))


def with_spoken_remarks(text: str) -> str:
    """The text with its remarks in the language that is spoken."""
    return _REMARK.sub(lambda found: found["mark"] + say(found["words"]), text)
