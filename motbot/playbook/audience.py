"""To whom a customer's words are spoken: to our side, to their own people, or to a tool."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.playbook.phrases import plain
from motbot.playbook.sentences import Piece
from motbot.playbook.words import Words

_AT_NAME = re.compile(r"^\W*@(?P<name>[^\s@,:!?，：！？]+)")
_VOCATIVE = re.compile(r"^\s*(?P<name>[\w.-]{2,30})\s*[:,，：]")


class Spoken(StrEnum):
    """For whom a line is meant."""

    TO_US = "to_us"
    TO_THEIR_OWN = "to_their_own"
    TO_THE_ROOM = "to_the_room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Tells who is spoken to, by mentions and names first, by words last."""

    words: Words

    def of(self, line: Line, view: ConversationView) -> Spoken:
        """Whom the line addresses."""
        us = view.mentions_ours | {known.author for known in view.lines if known.side.is_ours}
        if line.addressed:
            return Spoken.TO_US if us & set(line.addressed) else Spoken.TO_THEIR_OWN
        if spoken := self._by_name(line, view, us):
            return spoken
        return self._by_reply(line, view)

    def without_tool_talk(self, pieces: Sequence[Piece], theirs: Callable[[str], bool]) -> tuple[Piece, ...]:
        """The sentences that are not addressed to a tool.

        Once a sentence speaks to a tool, those after it belong to it unless they are about the customer's own matters,
        or `theirs` takes them for such.
        """
        kept: list[Piece] = []
        to_tool = False
        for piece in pieces:
            told = self.words.tool_order.within(piece.text) or self.words.tool_role.within(piece.text)
            called = told or to_tool or self.words.tool_address.within(piece.text)
            foreign = to_tool and not self.words.own_matter.within(piece.text) and not theirs(piece.text)
            if told or foreign or (called and self.words.tool_topic.within(piece.text)):
                to_tool = True
            else:
                kept.append(piece)
        return tuple(kept)

    def _by_name(self, line: Line, view: ConversationView, us: frozenset[str] | set[str]) -> Spoken | None:
        text = plain(line.text)
        at_name = _AT_NAME.match(text)
        name = at_name or _VOCATIVE.match(text)
        if name is None:
            return None
        called = name["name"].casefold()
        if called in {known.casefold() for known in us} or self.words.our_side.within(called):
            return Spoken.TO_US
        theirs = {known.author.casefold() for known in view.lines if known.side is Side.CUSTOMER} - {
            line.author.casefold()
        }
        if called in theirs:
            return Spoken.TO_THEIR_OWN
        if at_name is None:
            return None
        # A name that nobody here is known by: whoever of ours has already spoken is probably meant.
        spoke = any(known.side.is_ours for known in view.earlier_lines)
        return Spoken.TO_US if spoke else Spoken.TO_THEIR_OWN

    def _by_reply(self, line: Line, view: ConversationView) -> Spoken:
        """An answer to one's own colleague, who has just addressed one by name, is theirs too."""
        before = [known for known in view.lines if known.ts < line.ts and known.side is not Side.BOT]
        if not before or before[-1].side is not Side.CUSTOMER or before[-1].author == line.author:
            return Spoken.TO_THE_ROOM
        last = before[-1]
        called = _AT_NAME.match(plain(last.text)) or _VOCATIVE.match(plain(last.text))
        meant = line.author in last.addressed or (
            called is not None and called["name"].casefold() == line.author.casefold()
        )
        return Spoken.TO_THEIR_OWN if meant else Spoken.TO_THE_ROOM
