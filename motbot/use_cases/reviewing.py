"""Judges a conversation: shown without names, split between contacts, joined, and checked against its own words.

Conversations from Slack and from files go the same way.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, groupby
from math import ceil
from operator import itemgetter

from motbot.domain.contacts import Contact, roles_of
from motbot.domain.expectation import Expectation, Provenance
from motbot.domain.language import Language, is_chinese_character
from motbot.domain.message import ConversationView, Line
from motbot.domain.policy import ReviewRules
from motbot.domain.promise import Promise
from motbot.domain.review import Cost, ReviewedLine
from motbot.domain.scoring import Facts
from motbot.domain.sheet import ContactSheet, Reviewed, Sheet, thread_score
from motbot.domain.sheet_check import checked_sheet
from motbot.domain.unnamed import Unnamed, unnamed
from motbot.ports.reviewer import Reviewer

AT_ONCE = 3
"""How many parts of one conversation are judged at the same time."""
_CALL_TOKENS, _CONTACT_TOKENS, _LINE_TOKENS = 6500, 700, 20
"""Roughly what a call takes beside what was said, and what comes back for a contact."""
_LETTERS_A_TOKEN = 4


class Reviewing:
    """A reviewer behind the steps that every review takes. Raises what the reviewer raises."""

    def __init__(self, *, reviewer: Reviewer, rules: ReviewRules) -> None:
        """Take who judges, and how much is judged at once."""
        self._reviewer = reviewer
        self._rules = rules

    @property
    def revision(self) -> str:
        """What would answer now, as the reviewer says."""
        return self._reviewer.revision

    async def __call__(
        self,
        view: ConversationView,
        *,
        names: Mapping[str, Sequence[str]],
        expectations: Sequence[Expectation] = (),
        promises: Sequence[Promise] = (),
        language: Language,
    ) -> Sheet:
        """Make the sheet of a conversation.

        Args:
            view: the whole conversation; `now` is the present, the focus is not looked at.
            names: the profile names of accounts (real name, display name), as Slack tells them.
            expectations: what is known to have been expected, by `source`.
            promises: what is known to have been promised, and what became of it.
            language: in which the reasons are to be written.

        Raises:
            ModelUnavailable: try again later.
            ModelRefused: this will not be answered.
        """
        shown = unnamed(view, names=names, expectations=expectations, promises=promises)
        return await self.judge(view, shown, language)

    async def judge(self, view: ConversationView, shown: Unnamed, language: Language) -> Sheet:
        """The same of a conversation that is without names already. Raises likewise."""
        turns = asyncio.Semaphore(AT_ONCE)
        try:
            async with asyncio.TaskGroup() as group:
                asked = [
                    group.create_task(self._ask(turns, shown, view_then, part, language))
                    for view_then, contacts in _knowing_the_same(shown)
                    for part in parts_of(contacts, self._rules.lines_a_call)
                ]
        except ExceptionGroup as failed:
            # One part that fails takes the others with it: the first failure says why.
            raise failed.exceptions[0] from None
        answers = [one.result() for one in asked]
        contacts = tuple(_joined(shown, answers))
        sheet = Sheet(
            contacts=contacts,
            overall=thread_score(contacts),
            language=language,
            provenance=self._together([one.provenance for one in answers]),
            content=shown.content,
        )
        checked, dropped = checked_sheet(sheet, view)
        return replace(checked, provenance=replace(checked.provenance, dropped=(*checked.provenance.dropped, *dropped)))

    async def _ask(
        self,
        turns: asyncio.Semaphore,
        shown: Unnamed,
        view: ConversationView,
        contacts: Sequence[Contact],
        language: Language,
    ) -> Reviewed:
        async with turns:
            return await self._reviewer.review(
                view,
                contacts=contacts,
                expectations=tuple(shown.expectations),
                promises=shown.promises,
                language=language,
            )

    def _together(self, answers: Sequence[Provenance]) -> Provenance:
        """Where a sheet came from, and what all its calls took; those that ran at once took as long as one."""
        first = answers[0] if answers else Provenance(coach="", revision=self.revision)
        return replace(
            first,
            latency_ms=max((one.latency_ms for one in answers), default=0),
            prompt_tokens=sum(one.prompt_tokens for one in answers),
            cached_tokens=sum(one.cached_tokens for one in answers),
            completion_tokens=sum(one.completion_tokens for one in answers),
            dropped=tuple(reason for one in answers for reason in one.dropped),
        )


def _knowing_the_same(shown: Unnamed) -> Iterator[tuple[ConversationView, list[Contact]]]:
    """Contacts in a row for which our side knew the same, with the conversation as it is shown for them."""
    for view, pairs in groupby(zip(shown.views, shown.contacts, strict=True), key=itemgetter(0)):
        yield view, [contact for _, contact in pairs]


def parts_of(contacts: Sequence[Contact], lines_a_call: int) -> list[list[Contact]]:
    """Split a conversation between contacts, as evenly as they allow.

    There are never more parts than its messages need: a part may be somewhat longer where contacts are long, since a
    contact is never split.
    """
    lines = sum(len(one.lines) for one in contacts)
    at_most = max(1, ceil(lines / lines_a_call))
    for most in count(max((len(one.lines) for one in contacts), default=1)):
        parts = list(_filled(contacts, most))
        if len(parts) <= at_most:
            return parts
    return []


def _filled(contacts: Sequence[Contact], most: int) -> Iterator[list[Contact]]:
    """Contacts in their order, in parts of at most so many messages."""
    part: list[Contact] = []
    lines = 0
    for one in contacts:
        if part and lines + len(one.lines) > most:
            yield part
            part, lines = [], 0
        part.append(one)
        lines += len(one.lines)
    if part:
        yield part


def cost_of(contacts: Sequence[Contact], lines_a_call: int) -> Cost:
    """What judging a conversation by a model takes."""
    calls = len(parts_of(contacts, lines_a_call))
    lines = [line for one in contacts for line in one.lines]
    said = sum(_tokens(line.text) + _LINE_TOKENS for line in lines)
    return Cost(lines=len(lines), calls=calls, tokens=calls * _CALL_TOKENS + said + len(contacts) * _CONTACT_TOKENS)


def _tokens(text: str) -> int:
    """A Han character is about one token, of other letters four are."""
    han = sum(map(is_chinese_character, text))
    return han + (len(text) - han) // _LETTERS_A_TOKEN


def reviewed_lines(lines: Sequence[Line], threads: Mapping[str, str] | None = None) -> tuple[ReviewedLine, ...]:
    """The messages of a conversation as a sheet shows them; `threads` names by `ts` the thread that each stands in."""
    roles, places = roles_of(lines), threads or {}
    return tuple(
        ReviewedLine(
            ts=line.ts,
            thread_ts=places.get(line.ts, ""),
            at=line.at,
            side=line.side,
            role=roles[line.author],
            text=line.text,
        )
        for line in lines
    )


def _joined(shown: Unnamed, answers: Sequence[Reviewed]) -> Iterator[ContactSheet]:
    """Every contact's part in its place, as it was written; a contact that nobody judged has no score."""
    given = {part.number: part for answer in answers for part in answer.contacts}
    for one in shown.contacts:
        part = given.get(one.number) or ContactSheet(number=one.number, facts=Facts())
        asked, said = (tuple(line.ts for line in lines) for lines in (one.asked, one.said))
        yield replace(shown.written(part), asked=asked, said=said)
