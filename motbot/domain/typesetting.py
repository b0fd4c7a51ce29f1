"""How words of a coach are set: one kind of quotation marks, and a space between Chinese and Latin words."""

import re

_STRAIGHT = re.compile(r'(?<![A-Za-z0-9])"([^"\n]+)"(?![A-Za-z0-9])')
_QUOTED = re.compile(r"(“[^”\n]*”|「[^」\n]*」)")
_LATIN_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u4e00-\u9fff])")
_LIST_MARKS = "•–—·▪‣●○ "


def typeset(text: str) -> str:
    """The text as a card sets it; what stands between quotation marks is somebody's own and stays as it is."""
    parts = _QUOTED.split(_STRAIGHT.sub(r"“\1”", text.lstrip(_LIST_MARKS)))
    return "".join(part if at % 2 else spaced(part) for at, part in enumerate(parts))


def spaced(text: str) -> str:
    """With a space between Chinese characters and Latin words."""
    return _LATIN_BESIDE_HAN.sub(" ", text)
