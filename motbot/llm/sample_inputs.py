"""Samples of everything that a prompt may be given: to try an edited prompt on, and to see what it leaves unfenced.

A test holds them to what the bot really gives.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

FOREIGN = "zqforeignqz"
"""Marks the words of a sample that are not ours: a customer's, or such as may repeat them."""
_MARK = re.compile(rf" ?{FOREIGN}", re.IGNORECASE)

_ENTRIES = {"lines": 40, "parts": 8, "calendar": 14, "known": 6}
_SOME = 6
_LONG_LINE, _LONG_TEXT = 600, 120
"""Characters: 40 such lines are as much as the bot ever shows of a conversation."""


def _said(words: str) -> str:
    return f"{words} {FOREIGN}"


def sample_inputs(names: Collection[str]) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Samples of these inputs: one with everything in it, one with as little as there can be, one with very much.

    What no sample is known of is a text.
    """
    rich, bare = _rich(), _bare()
    unknown = _said("words")
    everything = {name: rich.get(name, unknown) for name in names}
    return (
        everything,
        {name: bare.get(name, everything[name]) for name in names},
        {name: _crowded(value, _ENTRIES.get(name, _SOME)) for name, value in everything.items()},
    )


def _crowded(value: Any, entries: int, longest: int = _LONG_TEXT) -> Any:
    """As much of a value as there can be in a long conversation."""
    if isinstance(value, list):
        return [_crowded(one, _SOME, longest) for one in (value * entries)[:entries]]
    if isinstance(value, Mapping):
        longest = _LONG_LINE if "who" in value else longest
        return {key: _crowded(one, _SOME, longest) for key, one in value.items()}
    if isinstance(value, str) and FOREIGN in value:
        return (f"{value} " * longest)[:longest] + f" {FOREIGN}"
    return value


def without_marks(text: str) -> str:
    """A rendered sample for people's eyes: only we have to know which of its words are foreign."""
    return _MARK.sub("", text)


def sample_of(name: str) -> Any:
    """A sample of one input; None where none is known."""
    return _rich().get(name)


def type_of(value: Any) -> str:
    """What a trainer calls the type of a value: text, number, flag, list or section; empty where it is not known."""
    if isinstance(value, bool):
        return "flag"
    for kind, name in ((str, "text"), (int, "number"), (float, "number"), (list, "list"), (Mapping, "section")):
        if isinstance(value, kind):
            return name
    return ""


def _rich() -> dict[str, Any]:
    return {
        "now": "Monday 2026-03-02 10:05",
        "zone": "Europe/London, UTC+0000",
        "calendar": ["Mon 2026-03-02", "Tue 2026-03-03"],
        "channel": "customers ask us here",
        "facts": "The depot opens at eight. 仓库八点开门。",
        "known": [_said("They bought the larger frame.")],
        "limits": [
            {"rule": "No refunds above 100", "instead": "a voucher"},
            {"rule": "不承诺具体到货时间", "instead": ""},
        ],
        "lines": [
            _line("L1", "CUSTOMER A", _said("Where is the parcel of order 118? 周三前要用。"), judged=True),
            _line("L2", "OUR AGENT A", _said("I will look it up by noon."), ours=True),
        ],
        "customer_language": "English",
        "agent_language": "Chinese",
        "reason_language": "English",
        "assessment": _assessment(full=True),
        "mending": "move",
        "promise": _promise(full=True),
        "new_time": "Tue 2026-03-03 12:00",
        "expected": [{"label": "E1", "text": _said("The parcel by Wednesday"), "quote": _said("周三前要用")}],
        "promised": [
            {"label": "P1", "what": _said("look it up"), "words": _said("I will"), "due": "Mon 2026-03-02 12:00"}
        ],
        "labels": [{"label": "G1", "kind": "explicit", "text": _said("The parcel")}],
        "found": [{"label": "F1", "kind": "explicit", "text": _said("A parcel"), "evidence": _said("parcel")}],
        "purpose": "It finds what a customer expects.",
        "pieces": [_said("Read the lines. 先看原文。")],
        "shown_cases": [_case(full=True), _case(full=False)],
        "attempts": [{"edits": [{"find": _said("Read"), "replace": _said("Look")}], "result": _said("no better")}],
        "room": 1500,
        "omitted": 2,
        "parts": [
            {"number": 0, "language": "", "is_answered": True, "known": [], "lines": [_shown("L1", files=0)]},
            {
                "number": 1,
                "language": "English",
                "is_answered": False,
                "known": [{"label": "E1", "kind": "explicit", "text": _said("The parcel")}],
                "lines": [_shown("L2", files=2)],
            },
        ],
    }  # fmt: skip


def _bare() -> dict[str, Any]:
    return {
        "facts": "",
        "known": [],
        "limits": [],
        "lines": [{**_line("L1", "CUSTOMER A", "?", judged=True), "to": "", "edited": False, "files": 0}],
        "assessment": _assessment(full=False),
        "promise": _promise(full=False),
        "new_time": "",
        "expected": [],
        "promised": [],
        "labels": [],
        "shown_cases": [_case(full=False)],
        "attempts": [],
        "room": 0,
        "omitted": 0,
        "parts": [{"number": 1, "language": "English", "is_answered": True, "known": [], "lines": []}],
    }


def _line(name: str, who: str, text: str, *, judged: bool = False, ours: bool = False) -> dict[str, Any]:
    return {
        "id": name, "who": who, "at": "Mon 2026-03-02 10:04", "to": "SOMEBODY OF OURS", "edited": True,
        "judged": judged, "ours": ours, "files": 1, "text": text,
    }  # fmt: skip


def _shown(name: str, *, files: int) -> dict[str, Any]:
    row = _line(name, "CUSTOMER A", _said("Where is it?"))
    kept = {key: row[key] for key in ("id", "who", "at", "to", "edited", "text")}
    return {**kept, "files": files, "made": "holds a promise of ours"}


def _case(*, full: bool) -> dict[str, Any]:
    """A case as it is shown to whoever is to mend a prompt."""
    row = _line("L1", "CUSTOMER A", _said("Where is it?"), judged=True)
    return {
        "name": "C1",
        "facts": "The depot opens at eight." if full else "",
        "lines": [{key: row[key] for key in ("id", "who", "at", "judged", "text")}],
        "answer": _said("moment, high"),
        "findings": [{"harm": "missed_moment", "what": _said("a parcel")}] if full else [],
    }


def _assessment(*, full: bool) -> dict[str, Any]:
    texts = {
        name: [{"text": _said("The parcel in time"), "evidence": _said("周三前")}] if full else []
        for name in ("explicit", "implicit", "not_yet_existing")
    }
    lists = {
        name: [_said("A calm week")] if full else []
        for name in ("business_interests", "personal_interests", "questions")
    }
    return {
        **texts,
        **lists,
        "urgency": "high",
        "reply_by": "2026-03-02 11:05" if full else "",
        "missing_fact": _said("the address") if full else "",
        "say_no": full,
        "say_no_what": _said("delivery today") if full else "",
        "say_no_why": _said("the van has left") if full else "",
        "signals": ["broken_promise"] if full else [],
    }


def _promise(*, full: bool) -> dict[str, Any]:
    return {
        "what": _said("look it up"),
        "words": _said("I will look it up"),
        "condition": _said("if the depot answers") if full else "",
        "due": "Mon 2026-03-02 12:00" if full else "",
        "is_late": full,
        "slipped_before": full,
        "reason": _said("the depot is closed") if full else "",
        "beyond": [{"rule": "No refunds above 100", "instead": "a voucher"}] if full else [],
    }
