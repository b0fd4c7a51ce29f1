"""Reads the `# key: value` lines that may stand above a copied conversation: who is who, which day, which zone."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from motbot.catalogue import say
from motbot.transcripts.spoken import wrong
from motbot.transcripts.stamps import EARLIEST, LATEST

_KEYS: Mapping[str, str] = {
    "customer": "customers",
    "customers": "customers",
    "客户": "customers",
    "顾客": "customers",
    "agent": "agents",
    "agents": "agents",
    "客服": "agents",
    "坐席": "agents",
    "colleague": "colleagues",
    "colleagues": "colleagues",
    "同事": "colleagues",
    "date": "date",
    "日期": "date",
    "zone": "zone",
    "时区": "zone",
}
_LINE = re.compile(r"#+[ \t]*(?P<key>[^:：\n]{1,30}?)[ \t]*[:：][ \t]*(?P<value>[^\n]*)")
_LIKE = 0.75
_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a conversation is told to be, by its file or by who reads it. Empty is: not told."""

    zone: ZoneInfo
    today: date
    customers: tuple[str, ...] = ()
    customers_line: int = 0
    """Where the file names them; 0 where whoever reads it does."""
    agents: tuple[str, ...] = ()
    colleagues: tuple[str, ...] = ()


def read_heading(rows: Sequence[str], *, file: str, given: Heading) -> tuple[Heading, int]:
    """Read the lines on top that are blank or begin with #; gives what they say, and how many they are.

    Raises:
        BadDialogue: a key or value that cannot be meant, with its line.
    """
    heading = given
    for number, row in enumerate(rows, 1):
        if row.strip() and not row.lstrip().startswith("#"):
            _refuse_below(rows[number:], number, file)
            return heading, number - 1
        found = _LINE.fullmatch(row.strip()) if len(row) < _LONGEST else None
        if found:
            key, value = found["key"].casefold(), found["value"].strip()
            if _meant(key, value, number, file) != "customers" or not given.customers:
                heading = _with(heading, key, value, number, file)
    return heading, len(rows)


def _refuse_below(rows: Sequence[str], above: int, file: str) -> None:
    """Words that say who is who but stand below the first message would be taken for somebody's."""
    for number, row in enumerate(rows, above + 1):
        found = _LINE.fullmatch(row) if row.startswith("#") and len(row) < _LONGEST else None
        if found and _KEYS.get(found["key"].casefold()) in {"customers", "agents", "colleagues"}:
            raise wrong(
                file, number, say("`# {found}:` stands below the first message; move it to the top", found=found["key"])
            )


def _meant(key: str, value: str, number: int, file: str) -> str:
    """What a key stands for; empty for a remark, which is passed over."""
    meant = _KEYS.get(key, "")
    if meant and not value:
        raise wrong(file, number, say("{key}: nothing stands behind it; write a value or remove the line", key=key))
    near = [] if meant else difflib.get_close_matches(key, _KEYS, n=1, cutoff=_LIKE)
    if near:
        raise wrong(
            file,
            number,
            say("{key}: there is no such key; write `# {near}: {value}`", key=key, near=near[0], value=value[:40]),
        )
    return meant


def _with(heading: Heading, key: str, value: str, number: int, file: str) -> Heading:
    meant = _KEYS.get(key)
    if meant == "date":
        return replace(heading, today=_date(value, number, file))
    if meant == "zone":
        return replace(heading, zone=_zone(value, number, file))
    names = tuple(name for name in (one.strip() for one in re.split(r"[,，、;；]", value)) if name)
    if meant == "customers":
        return replace(heading, customers=names, customers_line=number)
    if meant == "agents":
        return replace(heading, agents=names)
    return replace(heading, colleagues=names) if meant == "colleagues" else heading


def _date(value: str, number: int, file: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = date.min
    if not EARLIEST <= day.year <= LATEST:
        raise wrong(file, number, say("date: expected a day such as 2026-03-02, found {value!r}", value=value[:40]))
    return day


def _zone(value: str, number: int, file: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        remedy = say("give an IANA name such as Europe/London")
        raise wrong(
            file, number, say("zone: there is no time zone {value!r}; {remedy}", value=value[:40], remedy=remedy)
        ) from None
