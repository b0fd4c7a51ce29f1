"""How the findings look: a table for people, JSON for programs."""

import json as json_format
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from rich.table import Table
from rich.text import Text

from motbot.catalogue import listed, say
from motbot.checkup.finding import Finding, Light
from motbot.domain.safe_text import without_hidden

SCHEMA = "motbot-check/1"

_STYLES = {Light.GREEN: "green", Light.AMBER: "yellow", Light.RED: "bold red", Light.UNTRIED: "dim"}
_SIGNS = {Light.GREEN: "+", Light.AMBER: "!", Light.RED: "x", Light.UNTRIED: "-"}
"""Different in shape too, and known to every terminal."""


def findings_table(findings: Sequence[Finding]) -> Table:
    """One row for each thing: a sign with its word, what was tried, what was found, and below it the remedy."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", max_width=22)
    table.add_column(overflow="fold", ratio=1)
    words = {
        Light.GREEN: say("good"),
        Light.AMBER: say("look"),
        Light.RED: say("wrong"),
        Light.UNTRIED: say("untried"),
    }
    for one in _told_once(findings):
        said = Text(without_hidden(one.text))
        if one.remedy:
            said.append(f"\n{without_hidden(one.remedy)}", style="italic")
        sign = Text(f"{_SIGNS[one.light]} {words[one.light]}", style=_STYLES[one.light])
        table.add_row(sign, Text(without_hidden(one.thing)), said)
    return table


def _told_once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The same with one reason said once: what is the same of several things, and several things with one remedy."""
    by_reason: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        by_reason.setdefault((one.light, one.text, one.remedy), []).append(one)
    by_remedy: dict[tuple[str, ...], list[Finding]] = {}
    for same in by_reason.values():
        one = replace(same[0], thing=listed(dict.fromkeys(each.thing for each in same)))
        by_remedy.setdefault((one.light, one.thing, one.remedy or one.text), []).append(one)
    for alike in by_remedy.values():
        yield replace(alike[0], text=listed(one.text for one in alike))


def in_short(findings: Sequence[Finding]) -> str:
    """How many are how."""
    count = {light: sum(one.light is light for one in findings) for light in Light}
    return say(
        "{all} things: {good} good, {look} to look at, {wrong} wrong, {untried} not tried",
        all=len(findings),
        good=count[Light.GREEN],
        look=count[Light.AMBER],
        wrong=count[Light.RED],
        untried=count[Light.UNTRIED],
    )


def findings_json(findings: Sequence[Finding]) -> str:
    """The same for programs; `ok` is false where anything is red."""
    ok = all(one.light is not Light.RED for one in findings)
    told = [asdict(one) | {"light": one.light.value} for one in findings]
    return json_format.dumps({"schema": SCHEMA, "ok": ok, "findings": told}, ensure_ascii=False, indent=2)
