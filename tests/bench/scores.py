"""Prints how near the playbook's scores of replies come to scores that people gave.

Run from the project's folder: `python -m tests.bench.scores FILE.yaml ... [--each]`; a file has the shape of
`motbot-cases/1`, and every case with an `agent_reply` is scored. `--each` also prints the score of every reply; of a
file with `held_out` in its name only how far each is off: it measures only as long as nobody looks.
"""

import argparse
import asyncio
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from motbot.domain.contacts import Contact, contacts_of
from motbot.domain.due import DueConventions
from motbot.domain.language import Language
from motbot.domain.message import ChannelKind, ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.policy import ReplyWithin
from motbot.domain.sheet import ContactSheet, Sheet
from motbot.domain.sheet_check import checked_sheet
from motbot.due_times import DueReader
from motbot.playbook.reviewer import PlaybookReviewer

PLAYBOOK = Path(__file__).parents[2] / "prompts" / "playbook"
_HELD_OUT = "held_out"
_SIDES = {"customer": Side.CUSTOMER, "agent": Side.AGENT, "bot": Side.BOT}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredReply:
    """A reply in its conversation, with the score people gave it and those they also call right."""

    id: str
    view: ConversationView
    score: int
    range: range

    @property
    def contact(self) -> Contact:
        """The contact that the reply closes."""
        return contacts_of(self.view.lines)[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What the reviewer made of a reply."""

    reply: ScoredReply
    part: ContactSheet
    dropped: tuple[str, ...]

    @property
    def score(self) -> int:
        """The score; 0 where it gave none."""
        return self.part.overall.score if self.part.overall else 0

    @property
    def off(self) -> int:
        """How far it is from the people's score."""
        return abs(self.score - self.reply.score)

    @property
    def is_right(self) -> bool:
        """Whether it lies where people call it right."""
        return self.score in self.reply.range


def scored_replies(file: Path) -> Iterator[ScoredReply]:
    """The scored replies of a file of cases."""
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]:
        reply = case.get("agent_reply")
        if reply and reply.get("gold", {}).get("score") is not None:
            low, *_, high = sorted(
                (*(reply["gold"].get("range") or ()), reply["gold"]["score"], reply["gold"]["score"])
            )
            yield ScoredReply(id=case["id"], view=_view(case), score=reply["gold"]["score"], range=range(low, high + 1))


def _view(case: Any) -> ConversationView:
    sides = {one["id"]: _SIDES[one["side"]] for one in case["people"]}
    said: dict[str, Any] = {}
    for one in case["thread"]:
        if one["kind"] == "edit":
            said[one["edit_of"]] = {**said[one["edit_of"]], "text": one["text"], "at": one["at"]}
        else:
            said[one["id"]] = one
    lines = tuple(
        Line(
            ts=f"{at}.0",
            at=datetime.fromisoformat(str(one["at"])),
            side=sides[one["by"]],
            author=one["by"],
            text=one["text"],
        )
        for at, one in enumerate([*said.values(), case["agent_reply"]], start=1000)
    )
    internal = case["channel"]["kind"] == "internal_request"
    return ConversationView(
        lines=lines,
        focus=(),
        now=lines[-1].at,
        zone=ZoneInfo(case["tz"]),
        channel_kind=ChannelKind.INTERNAL_REQUEST if internal else ChannelKind.CUSTOMER,
        facts=case.get("context") or "",
        mentions_ours=frozenset(account for account, side in sides.items() if side.is_ours),
    )


async def scored(reviewer: PlaybookReviewer, reply: ScoredReply) -> Scored:
    """Review the reply and check what comes back, as the bot does."""
    reviewed = await reviewer.review(
        reply.view, contacts=[reply.contact], expectations=(), promises=(), language=Language.EN
    )
    sheet = Sheet(
        contacts=reviewed.contacts, language=Language.EN, provenance=reviewed.provenance, content="", overall=None
    )
    checked, dropped = checked_sheet(sheet, reply.view)
    return Scored(reply=reply, part=checked.contacts[0], dropped=dropped)


async def measure(reviewer: PlaybookReviewer, file: Path) -> tuple[list[Scored], list[float]]:
    """Score every reply of a file; what came of it, and the milliseconds each took."""
    found, spent = [], []
    for reply in scored_replies(file):
        begin = time.perf_counter()
        found.append(await scored(reviewer, reply))
        spent.append(1000 * (time.perf_counter() - begin))
    return found, spent


def _print(file: Path, found: list[Scored], spent: list[float], *, each: bool) -> None:
    print(
        f"{file.name}: {len(found)} replies; within one {sum(one.off <= 1 for one in found)}, "
        f"in range {sum(one.is_right for one in found)}, exact {sum(not one.off for one in found)}, "
        f"most off {max(one.off for one in found)}; dropped {sum(len(one.dropped) for one in found)}; "
        f"median {statistics.median(spent):.1f} ms, most {max(spent):.1f} ms"
    )
    for one in found if each else ():
        if _HELD_OUT in file.name:
            print(f"  {one.reply.id}: off by {one.score - one.reply.score:+d}")
            continue
        rule = one.part.overall.rule if one.part.overall else "-"
        print(f"  {one.reply.id}: {one.score:+d} by rule {rule}, people {one.reply.score:+d}; {one.part.reason}")


def main() -> None:
    """Print one line for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument(
        "--each", action="store_true", help="print every reply's score; of held-out files only how far it is off"
    )
    arguments = parser.parse_args()
    due_times = DueReader(conventions=DueConventions())
    reviewer = PlaybookReviewer.load(PLAYBOOK, due_times=due_times, within=ReplyWithin())
    for file in arguments.files:
        found, spent = asyncio.run(measure(reviewer, file))
        _print(file, found, spent, each=arguments.each)


if __name__ == "__main__":
    main()
