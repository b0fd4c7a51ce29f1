"""The last look at foreign text before it is shown: nothing in it acts, hides or links, and it fits."""

import re

from motbot.domain import safe_text

_READ_AT_MOST = 8_000
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_STACKED = re.compile(f"(?P<few>[{_MARKS}]{{4}})[{_MARKS}]+")
_CONTROL_SEQUENCE = re.compile(r"<(?=[!@#]|[A-Za-z][A-Za-z0-9+.-]*:)")
_CROWD = re.compile(r"@(?=(?:channel|here|everyone)\b)", re.IGNORECASE)
_ASKS = re.compile(r"？|\?(?![A-Za-z0-9%&=/_+-])")
"""A question mark that is no part of an address."""
_WIDE = re.compile("[\U00010000-\U0010ffff]")


def neutral(text: str) -> str:
    """The text as it is, but for what acts in Slack (control sequences, calls to everybody), hides or towers."""
    # Bounded first, so that an endless text costs no more than a long one.
    seen = _STACKED.sub(r"\g<few>", safe_text.without_hidden(text[:_READ_AT_MOST]))
    return _CROWD.sub("＠", _CONTROL_SEQUENCE.sub("‹", seen)).strip()


def quoted(text: str, at_most: int) -> str:
    """Somebody's words to be looked at: without links and markup, since what is linked is opened in the thread."""
    return shortened(neutral(safe_text.safe(text, limit=at_most)), at_most)


def quoted_line(text: str, at_most: int) -> str:
    """As `quoted`, on a single line."""
    return shortened(neutral(safe_text.one_line(text, limit=at_most)), at_most)


def asks(text: str) -> bool:
    """Whether something in the text is a question."""
    return bool(_ASKS.search(text))


def shortened(text: str, at_most: int) -> str:
    """Cut between two visible characters to at most so many UTF-16 units, which is how Slack's clients count."""
    wide = len(_WIDE.findall(text[:at_most]))
    return safe_text.shortened(text, at_most - wide)
