"""Has the coach answer a labelled case as it would answer in a live conversation; every failure is a stated one."""

from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from motbot.catalogue import say
from motbot.domain.case import Case, GoldReply
from motbot.domain.checks import checked, checked_draft
from motbot.domain.corrected import still_asked
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import Assessed, Commitment, Drafted, Expectation, Provenance, placed
from motbot.domain.message import ConversationView
from motbot.domain.policy import ReplyWithin, ReviewRules
from motbot.domain.prediction import Failed, PredictedPromise, PredictedScore, Prediction
from motbot.domain.promise import Promise
from motbot.domain.promised import Statement, checked_reading, resolved
from motbot.domain.reading import FoundPromise
from motbot.domain.restating import merged
from motbot.domain.unnamed import unnamed
from motbot.domain.urgency import due_by
from motbot.ports.due_times import DueTimes
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.reviewing import Reviewing

Answer = TypeVar("Answer")


class Part(StrEnum):
    """What a coach is asked about a case; each is named as the prompt it takes."""

    ASSESS = "assess"
    DRAFT = "draft"
    PROMISES = "promises"
    REVIEW = "review"


@dataclass(slots=True)
class _Notes:
    """What is noted while a case is answered."""

    failed: list[Failed] = field(default_factory=list)
    revisions: dict[str, str] = field(default_factory=dict)

    def made_by(self, part: Part, provenance: Provenance) -> None:
        self.revisions[part] = provenance.revision


class Predict:
    """Answers cases, any number at once."""

    def __init__(
        self,
        *,
        coaching: Coaching,
        due_times: DueTimes,
        rules: ReviewRules,
        within: ReplyWithin,
        parts: AbstractSet[Part] = frozenset(Part),
    ) -> None:
        """Take who answers, how times are read, and which parts are wanted; a draft needs an assessment."""
        self._coaching = coaching
        self._due_times = due_times
        self._reviewing = Reviewing(reviewer=coaching.reviewer, rules=rules)
        self._within = within
        self._parts = parts | {Part.ASSESS} if Part.DRAFT in parts else parts

    async def __call__(self, case: Case) -> Prediction:
        """Answer a case; what it took is for whoever measures to add."""
        notes = _Notes()
        assessed = await self._try(Part.ASSESS, notes, lambda: self._assess(case.view))
        expected = assessed.assessment.expectations if assessed else ()
        drafted = None
        if assessed and assessed.assessment.is_moment:
            drafted = await self._try(Part.DRAFT, notes, lambda: self._draft(case, assessed))
        promises, score = None, None
        if (reply := case.reply) is not None:
            talk = answered_view(case.view, reply)
            owed = await self._owed(talk)
            promises = await self._try(Part.PROMISES, notes, lambda: self._promises(case, talk, expected, owed, notes))
            score = await self._try(Part.REVIEW, notes, lambda: self._score(case, talk, expected, owed, notes))
        for part, made in ((Part.ASSESS, assessed), (Part.DRAFT, drafted)):
            if made is not None:
                notes.made_by(part, made.provenance)
        return Prediction(
            case=case.id,
            assessed=assessed,
            drafted=drafted,
            promises=promises,
            score=score,
            failed=tuple(notes.failed),
            revisions=tuple(notes.revisions.items()),
        )

    async def _try(self, part: Part, notes: _Notes, ask: Callable[[], Awaitable[Answer]]) -> Answer | None:
        """The answer; None where it is not wanted, or where there is none and why has been noted."""
        if part not in self._parts:
            return None
        try:
            return await ask()
        except ModelRefused as refused:
            notes.failed.append(Failed(task=part, reason="refused", told=str(refused)))
        except ModelUnavailable as missing:
            notes.failed.append(Failed(task=part, reason="unavailable", told=str(missing)))
        return None

    async def _assess(self, view: ConversationView) -> Assessed:
        """Certain rules first, then the coach; checked as in a live conversation."""
        certain = self._coaching.first_look.certain_negative(view)
        coach = self._coaching.coach if certain is None else self._coaching.fallback
        assessed = await coach.assessor.assess(view)
        found, dropped = checked(assessed.assessment, view)
        found = still_asked(found, view)
        due = due_by(found, view.now, view.zone, self._within)
        provenance = replace(assessed.provenance, dropped=(*assessed.provenance.dropped, *dropped))
        return Assessed(assessment=replace(found, reply_by=due), provenance=provenance)

    async def _draft(self, case: Case, assessed: Assessed) -> Drafted:
        """A reply in the customer's language; `why` in the same, since nobody says what the agent reads."""
        view = case.view
        drafted = await self._coaching.coach.drafter.draft(view, assessed.assessment, case.language)
        draft, dropped = checked_draft(drafted.draft, view)
        if not draft.reply:
            raise ModelRefused(say("The draft was empty, or nothing of it could be sent."))
        provenance = replace(drafted.provenance, dropped=(*drafted.provenance.dropped, *dropped))
        return Drafted(
            draft=replace(draft, commitments=tuple(self._dated(one, case) for one in draft.commitments)),
            provenance=provenance,
        )

    def _dated(self, one: Commitment, case: Case) -> Commitment:
        """With the person's id in the file, and the time that code reads in its words once they are sent, as now."""
        view = case.view
        read = self._due_times.resolve(one.due_text, said_at=view.now, zone=view.zone).at if one.due_text else None
        return replace(one, who=_id_of(one.who, case), due=read or one.due)

    async def _promises(
        self,
        case: Case,
        talk: ConversationView,
        expected: Sequence[Expectation],
        promised: Sequence[Promise],
        notes: _Notes,
    ) -> tuple[PredictedPromise, ...]:
        """The promises in our side's reply, their times as code reads them; plain words are not asked about."""
        plain = self._coaching.first_look.is_plain(talk, expected=expected, promised=promised)
        coach = self._coaching.fallback if plain else self._coaching.coach
        read = await coach.reply_reader.read(talk, expected=expected, promised=promised)
        notes.made_by(Part.PROMISES, read.provenance)
        reading, _ = checked_reading(read.reading, talk, promised, expected)
        stated = (self._stated(one, talk, read.provenance).promise for one in reading.promises)
        return tuple(_shown(one, case) for one in stated)

    async def _owed(self, talk: ConversationView) -> tuple[Promise, ...]:
        """What our side has promised before the focus: line by line as in a live conversation, read by the playbook.

        No model is asked, so that what is measured is how the reply was read and nothing else.
        """
        known: dict[int, Promise] = {}
        for line in (one for one in talk.earlier_lines if one.side.is_ours):
            owed = tuple(one for one in known.values() if one.is_open)
            then = replace(talk, lines=tuple(one for one in talk.lines if one.ts <= line.ts), focus=(line.ts,))
            read = await self._coaching.fallback.reply_reader.read(then, expected=(), promised=owed)
            reading, _ = checked_reading(read.reading, then, owed)
            changed = merged(
                tuple(known.values()),
                [self._stated(one, then, read.provenance) for one in reading.promises],
                read={line.ts: line.text},
                evidence=reading.evidence,
                at=line.at,
                remind=lambda _agent, _due: None,
            )
            for one in changed:
                place = one.id or len(known) + 1
                known[place] = replace(one, id=place)
        return tuple(one for one in known.values() if one.is_open)

    def _stated(self, found: FoundPromise, talk: ConversationView, provenance: Provenance) -> Statement:
        """With its time as code reads it."""
        line = next(line for line in talk.lines if line.ts == found.source)
        words = found.due_words
        time = self._due_times.resolve(words, said_at=line.at, zone=talk.zone) if words else None
        return resolved(
            found, line, time=time, team="", channel="", conversation=0, agent=line.author, provenance=provenance
        )

    async def _score(
        self,
        case: Case,
        talk: ConversationView,
        expected: Sequence[Expectation],
        promised: Sequence[Promise],
        notes: _Notes,
    ) -> PredictedScore | None:
        """The score of the contact that holds the reply; the others are context and are not judged."""
        named = {account: (name,) for account, name in case.called.items()}
        known = placed(expected, burst=case.view.focus[-1], customers=case.view.customer_lines)
        shown = unnamed(talk, names=named, expectations=known, promises=promised)
        ts = talk.focus[0]
        pairs = zip(shown.views, shown.contacts, strict=True)
        held = [(view, one) for view, one in pairs if any(line.ts == ts for line in one.said)]
        views, contacts = tuple(view for view, _ in held), tuple(one for _, one in held)
        sheet = await self._reviewing.judge(talk, replace(shown, views=views, contacts=contacts), case.language)
        notes.made_by(Part.REVIEW, sheet.provenance)
        part = next(iter(sheet.contacts), None)
        if part is None or part.overall is None:
            return None
        reasons = (part.reason, *(mark.reason for mark in part.marks))
        return PredictedScore(score=part.overall.score, reasons=tuple(dict.fromkeys(filter(None, reasons))))


def answered_view(view: ConversationView, reply: GoldReply) -> ConversationView:
    """The conversation as it stood when our side had replied, with the reply as its focus."""
    lines = tuple(sorted((*view.lines, *reply.before, reply.line), key=lambda line: line.ts))
    return replace(view, lines=lines, focus=(reply.line.ts,), now=reply.line.at.astimezone(view.zone))


def _id_of(who: str, case: Case) -> str:
    """A person as the file calls them; `agent` or nobody means who answers here, other words stay as they are."""
    if who not in {"", "agent"}:
        return case.names.get(who, who)
    ours = [line.author for line in case.view.lines if line.side.is_ours]
    answering = case.reply.line.author if case.reply else next(reversed(ours), "")
    if not answering and len(case.view.mentions_ours) == 1:
        (answering,) = case.view.mentions_ours
    return case.names.get(answering, who or "agent")


def _shown(promise: Promise, case: Case) -> PredictedPromise:
    return PredictedPromise(
        who=_id_of(promise.who or promise.said_by, case),
        what=promise.what,
        words=promise.words,
        due=promise.due,
        due_text=promise.due_words,
        strength=promise.strength,
    )
