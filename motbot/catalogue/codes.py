"""Codes of languages as people, Slack and operating systems write them, and which of ours is meant."""

import re
from collections.abc import Collection

DEFAULT = "en"
"""The language of the code."""

_CODE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)")


def canonical(code: str) -> str:
    """A code as we write it: `pt-BR` for `pt_br.UTF-8`; empty for what is no code."""
    bare = code.partition(".")[0].partition("@")[0].strip()
    found = _CODE.fullmatch(bare)
    if found is None:
        return ""
    parts = [part for part in re.split("[-_]", found[2]) if part]
    return "-".join([found[1].lower(), *map(_part, parts)])


def matched(code: str, known: Collection[str]) -> str:
    """The known language that is meant: the very one, else its main one; empty where there is none."""
    wanted = canonical(code)
    while wanted and wanted not in known:
        wanted = wanted.rpartition("-")[0]
    return wanted


def _part(part: str) -> str:
    """A region is written in capitals, a script with one."""
    return part.upper() if len(part) == 2 else part.capitalize() if len(part) == 4 else part.lower()  # noqa: PLR2004 # ISO
