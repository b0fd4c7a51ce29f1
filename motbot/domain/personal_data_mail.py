"""Finds mail addresses in a folded text, also those spelled out: `name (at) host dot com`, name艾特host点com."""

import re
from collections.abc import Iterator

_BRACKETED_AT = r"[(\[{<]\ ?(?:at|@|a)\ ?[)\]}>]"
_AT = re.compile(rf"\ {{0,2}}(?:@|{_BRACKETED_AT}|艾特|圈a)\ {{0,2}}|\ at\ ", re.IGNORECASE)
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+/=?^_`{|}~-")
_LONGEST_LOCAL = 64
_FOREIGN = re.compile(r"[\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]")
"""Latin, Greek and Cyrillic letters; Chinese ones stand next to an address without a space and are no part of it."""
_PLAIN_DOT = r"\.|\ ?[(\[{<]\ ?(?:dot|\.)\ ?[)\]}>]\ ?|\ dot\ |点|點"
_DOT = rf"(?:{_PLAIN_DOT}|。|\ \.\ )"
_LABEL = r"[a-z0-9\u00c0-\u3000\u3040-\ud7ff](?:[a-z0-9\u00c0-\u3000\u3040-\ud7ff-]{0,62})"
_HOST = re.compile(
    rf"(?:(?!点|點){_LABEL}{_DOT}){{1,6}}?(?:[a-z]{{2,24}}|xn--[a-z0-9-]{{1,59}}|中国|中國|公司|网络|網絡|香港|台湾|台灣)"
    rf"(?![a-z0-9])(?:(?:{_PLAIN_DOT})[a-z]{{2,24}}(?![a-z0-9]))*",
    re.IGNORECASE,
)
_WORDS = re.compile(
    "am|and?|are|at|be|call|e?mail|find|for|found|from|go|here|hi[ms]?|her|in|is|it|look(?:ing)?|meet(?:ing)?|not|now|of"
    "|on|or|out|page|please|reach|see|site|store|thanks|the[mry]?e?|to|us|was|we(?:re)?|you|me|a"
)
"""Before a lone `at`, or an @ with a blank, these say that it names a place or a person and no address."""


def mail_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand, in order; none overlaps another."""
    end = 0
    for at in _AT.finditer(text):
        host = _HOST.match(text, at.end())
        if host is None or at.start() < end:
            continue
        start = _start(text, at.start(), end)
        if start < at.start() and _is_meant(text[start : at.start()], at[0], host[0]):
            end = host.end()
            yield start, end


def _start(text: str, at: int, floor: int) -> int:
    """Where the name before the @ begins."""
    start = at
    floor = max(floor, at - _LONGEST_LOCAL)
    while start > floor and (text[start - 1].lower() in _LOCAL or _FOREIGN.match(text[start - 1])):
        start -= 1
    while start < at and not text[start].isalnum() and text[start] not in "_+":
        start += 1
    return start


def _is_meant(name: str, at: str, host: str) -> bool:
    """Whether it is an address and not a sentence that holds an `at`."""
    if name[-1] == ".":
        return False
    if at == "@" or (not at.startswith(" ") and not at.endswith(" ")):
        return True
    if at.strip().lower() == "at":
        return not _WORDS.fullmatch(name.lower()) and bool(re.search(r"\ dot\ |[(\[{<]", host, re.IGNORECASE))
    both = at.startswith(" ") and at.endswith(" ")
    return not _WORDS.fullmatch(name.lower()) and (both or bool(re.search(r"[\d._]", name)))
