"""Whether a clause tells of what has happened, or of what is to come."""

import re

from motbot.playbook.phrases import plain

_AHEAD = re.compile(
    r"\b(?:by|before|until|till|no later than|needs?|must|ha(?:ve|s) to|going to|will|shall|wants?|meets?|starts|begins"
    r"|leaves?|opens|closes|please|can you|could you)\b|'ll\b|要|需|必须|前|截止|赶|出发|得[给交用开去跟向发有]"
    r"|给[^,，。]{1,8}[看讲用]",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(r"\b(?:from|last|yesterday)\b|上(?:周|星期|次|个?月)|昨|前天", re.IGNORECASE)
_NOT_DONE = re.compile(r"(?:\bnot|n't|\bnever)(?: yet| been)? \w+ed\b", re.IGNORECASE)
_BEHIND_US = re.compile(
    r"\b(?:should(?:'ve| have)|(?:was|were) supposed|promised|said|told|came|went|did|got|broke|sent|began|stood"
    r"|(?:fail|crash|stopp|arriv|start|happen|end|call|ask|tri|report|order|look|turn|receiv)e?d)\b"
    r"|\b(?:errors?|logs?|already|earlier|since|ago)\b|报错|出错|失败|崩|坏|刚|已经|早就|过(?![去来会目程期])",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?<!为)了(?!解)")
_ABOUT_TO = re.compile(r"要[^了,，。]+了")


def lies_ahead(text: str) -> bool:
    """Whether a clause that is not over speaks of something to come."""
    return bool(_AHEAD.search(_NOT_DONE.sub(" ", plain(text))))


def is_over(text: str) -> bool:
    """Whether a clause tells of what has happened: a day that it names is no day to come."""
    told = _NOT_DONE.sub(" ", plain(text))
    done = _DONE.search(told) and not _ABOUT_TO.search(told)
    return bool(done or _BEHIND_US.search(told) or _OF_BEFORE.search(told))
