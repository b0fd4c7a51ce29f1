"""Judges what a customer has said since last time, and turns it into a moment and a card, or into nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from motbot.domain.checks import checked
from motbot.domain.conversation import Conversation
from motbot.domain.corrected import still_asked, still_wanted
from motbot.domain.customer_words import words_of
from motbot.domain.drafting import awaits_draft, judged_anew
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import Assessed, Signal, Urgency, placed
from motbot.domain.left_open import with_left_open
from motbot.domain.moment import Moment, Stage, Suppressed
from motbot.domain.nudge import PromptPurpose
from motbot.domain.people import Side
from motbot.domain.policy import Pace, ReplyWithin
from motbot.domain.remembering import raised
from motbot.domain.standing import standing
from motbot.domain.urgency import due_by, reply_by
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.records import Verdict
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.adopt_promises import adopt_promises
from motbot.use_cases.asking import Asking
from motbot.use_cases.audience import Audience
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.drafting_at_once import drafted_at_once
from motbot.use_cases.handing_over import noted_hand_over
from motbot.use_cases.hear_out import HearOut
from motbot.use_cases.identify_speakers import IdentifySpeakers
from motbot.use_cases.judging import Judged
from motbot.use_cases.nudging import Nudging
from motbot.use_cases.picture import Picture, picture_of
from motbot.use_cases.remembering import Remembering
from motbot.use_cases.whispering import Whispering

log = structlog.get_logger()


class CoachMoment:
    """Runs without a lock, since it waits for the coach; what it decides is decided under the row lock."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        coaching: Coaching,
        asking: Asking,
        identify_speakers: IdentifySpeakers,
        hear_out: HearOut,
        nudging: Nudging,
        whispering: Whispering,
        pace: Pace,
        reply_within: ReplyWithin,
        remembering: Remembering,
    ) -> None:
        """Take the ports and the steps it leads to."""
        self._remembering = remembering
        self._store = store
        self._directory = directory
        self._clock = clock
        self._coaching = coaching
        self._asking = asking
        self._identify_speakers = identify_speakers
        self._hear_out = hear_out
        self._nudging = nudging
        self._whispering = whispering
        self._pace = pace
        self._reply_within = reply_within

    async def __call__(self, conversation_id: int) -> None:
        """Judge the conversation's pending words."""
        picture = await self._look(conversation_id)
        if picture is None:
            return
        try:
            assessed = await self._assess(picture)
        except ModelUnavailable:
            await self._wait_for_model(conversation_id)
            return
        customer = picture.view.focus_lines[-1].author
        known = (picture.conversation.last_agent, picture.moment.agent if picture.moment else "")
        audience = await self._nudging.audience(picture.policy, *known, customer=customer)
        async with self._store.begin() as tx:
            conversation = await tx.conversations.get(conversation_id)
            if conversation is None or conversation.pending_since is None:
                return
            if conversation.version != picture.conversation.version:
                await self._again(tx, conversation)
                return
            await self._decide(tx, conversation, picture, assessed, audience)

    async def _look(self, conversation_id: int) -> Picture | None:
        """Read the conversation; None where there is nothing to judge (yet)."""
        async with self._store.singly() as tx:
            conversation = await tx.conversations.get(conversation_id)
        if conversation is None or conversation.pending_since is None:
            return None
        now = self._clock.now()
        if conversation.ready_at is not None and conversation.ready_at > now and conversation.coach_at is not None:
            return None  # the burst has grown, and its newer wake-up judges it; without one it is judged a little early
        policy = await self._directory.channel(conversation.channel)
        if policy is None:
            return None
        async with self._store.singly() as tx:
            picture = await self._remembering.told(tx, await picture_of(tx, conversation, policy=policy, now=now))
        if await self._identify_speakers(picture):
            return None
        if picture.view.focus:
            return await self._identify_speakers.mentioned(picture)
        await self._nothing_left(conversation_id)
        return None

    async def _nothing_left(self, conversation_id: int) -> None:
        """Everything pending turned out not to be a customer's."""
        async with self._store.begin() as tx:
            conversation = await tx.conversations.get(conversation_id)
            if conversation is not None:
                await tx.conversations.save(conversation.judged())

    async def _assess(self, picture: Picture) -> Assessed:
        """Certain rules first, then the coach, then the playbook where the model has kept us waiting too long."""
        view = picture.view
        certain = self._coaching.first_look.certain_negative(view)
        if certain is not None:
            return await self._asking.assess(self._coaching.fallback, view)
        try:
            return await self._asking.assess(self._coaching.answering(picture.conversation.id).coach, view)
        except ModelRefused:
            log.warning("assess.refused", conversation=picture.conversation.id)
            return await self._asking.assess(self._coaching.fallback, view)
        except ModelUnavailable:
            standby = await self._asking.assess(self._coaching.fallback, view)
            if self._clock.now() < self._patience(picture, standby.assessment.urgency):
                raise
            log.warning("assess.without_model", conversation=picture.conversation.id)
            return standby

    def _patience(self, picture: Picture, urgency: Urgency) -> datetime:
        """Until when the model is waited for: a minute, or half the playbook's own time to reply if that is sooner."""
        since = picture.conversation.pending_since or self._clock.now()
        due = reply_by(urgency, since, picture.view.zone, self._reply_within)
        half = (due - since) / 2 if due is not None else self._pace.model_wait
        return since + min(self._pace.model_wait, half)

    async def _wait_for_model(self, conversation_id: int) -> None:
        """Look again soon, sooner at first; the lock of the row is not held meanwhile."""
        async with self._store.begin() as tx:
            conversation = await tx.conversations.get(conversation_id)
            if conversation is None or conversation.pending_since is None:
                return
            pause = timedelta(seconds=min(20.0, 2.0 * 2**conversation.attempts))
            wake = min(self._clock.now() + pause, conversation.pending_since + self._pace.model_wait)
            wake = max(wake, self._clock.now() + timedelta(seconds=1))
            await tx.conversations.save(replace(conversation, attempts=conversation.attempts + 1).coached_at(wake))

    async def _again(self, tx: Transaction, conversation: Conversation) -> None:
        """The customer's words changed while the coach was thinking: judge the newer ones."""
        if conversation.coach_at is None:
            await tx.arm(Job(kind=JobKind.COACH_MOMENT, subject=conversation.id))

    async def _decide(
        self, tx: Transaction, conversation: Conversation, picture: Picture, assessed: Assessed, audience: Audience
    ) -> None:
        """Turn the assessment into state, in one commit."""
        found, dropped = checked(assessed.assessment, picture.view)
        found = still_asked(found, picture.view)
        written, burst = picture.view.focus_lines[-1].at, picture.view.focus[-1]
        expected = placed(found.expectations, burst=burst, customers=picture.view.customer_lines)
        found = replace(found, expectations=expected)
        judged = Judged(
            conversation=conversation,
            picture=picture,
            found=replace(found, reply_by=due_by(found, written, picture.view.zone, self._reply_within)),
            provenance=replace(assessed.provenance, dropped=(*assessed.provenance.dropped, *dropped)),
            audience=audience,
        )
        known = await tx.moments.last_in(conversation.id)
        judged = await self._known_again(tx, judged, known)
        moment: Moment | None = None
        if found.is_moment:
            moment = await self._moment(tx, judged, known)
        elif known is not None and known.is_open:
            signals = judged.found.signals
            await self._hear_out(tx, known, heard=judged.picture.view.focus, at=judged.at, signals=signals)
        await self._record(tx, judged, moment)
        await tx.conversations.save(conversation.judged())

    async def _known_again(self, tx: Transaction, judged: Judged, known: Moment | None) -> Judged:
        """The same where the customer asks about something again: then it presses a little more."""
        if not judged.found.is_moment:
            return judged
        goes_on = known is not None and judged.goes_on(known)
        words = judged.picture.view.focus_text
        repeats = known.repeats if known and goes_on else await self._remembering.repeats(tx, judged.opened(), words)
        if not repeats:
            return judged
        urgency = raised(judged.found.urgency)
        written, zone = judged.picture.view.focus_lines[-1].at, judged.picture.view.zone
        found = replace(judged.found, urgency=urgency)
        due = due_by(found, written, zone, self._reply_within)
        return replace(judged, repeats=repeats, found=replace(found, reply_by=due))

    async def _record(self, tx: Transaction, judged: Judged, moment: Moment | None) -> None:
        """Keep what was decided about these words, and why nothing is shown where nothing is."""
        focus = judged.picture.view.focus
        team, channel = judged.conversation.team, judged.conversation.channel
        verdict = await tx.verdicts.add(
            Verdict(
                team=team,
                channel=channel,
                conversation=judged.conversation.id,
                focus=focus,
                is_moment=judged.found.is_moment,
                negative_type=judged.found.negative_type,
                urgency=judged.found.urgency,
                assessment=judged.found if judged.found.is_moment else None,
                draft=moment.draft if moment else None,
                moment=moment.id if moment else 0,
                # How far an agent's nudges have faded is nobody else's to see, not even as a figure.
                shown=moment is not None and moment.suppressed in {None, Suppressed.FADED},
                suppressed=moment.suppressed if moment and moment.suppressed is not Suppressed.FADED else None,
                provenance=judged.provenance,
                at=self._clock.now(),
            )
        )
        await tx.lines.mark_judged(team, channel, focus, verdict)

    async def _moment(self, tx: Transaction, judged: Judged, known: Moment | None) -> Moment:
        """Open a moment, or let an open one (or one that turns out not to be over) hear the newer words."""
        not_quite = Signal.NOT_QUITE in judged.found.signals
        goes_on = judged.goes_on(known)
        rested = known is not None and goes_on and known.stage in {Stage.CONFIRMING, Stage.CLOSED}
        if known is not None and goes_on:
            lines = judged.picture.view.lines
            moment = replace(known, expected=still_wanted(known.expected, lines)).asked_again(
                assessment=with_left_open(judged.found, known, lines),
                provenance=judged.provenance,
                focus=judged.picture.view.focus,
                at=judged.at,
            )
        else:
            moment = await tx.moments.save(judged.opened())
        promises = await adopt_promises(tx, moment)
        moment = await self._heard_before(tx, await self._drafted_at_once(moment, judged), judged)
        moment = standing(moment, promises)
        moment = await self._nudging.nudge(
            tx, moment, judged.conversation, judged.picture, judged.audience, is_told=not_quite and rested
        )
        if moment.nudged_at is None and moment.nudge_at is not None:
            # It names hours that may be over when the card comes: whoever shows it then has it written.
            moment = replace(moment, draft=None, draft_provenance=None)
        moment = await noted_hand_over(tx, moment, at=self._clock.now())
        moment = await tx.moments.save(moment.armed(self._pace))
        await self._whispering.refresh(tx, moment, words=words_of(moment, judged.picture.lines))
        if moment.nudged_at is not None and awaits_draft(moment):
            await tx.arm(Job(kind=JobKind.DRAFT_REPLY, subject=moment.id))
        person = judged.audience.people.get(moment.agent)
        if not_quite and rested and person is not None:
            await self._nudging.prompt(
                tx, moment, PromptPurpose.NOT_QUITE, judged.picture, person, count=moment.confirm_count
            )
        elif (
            known is not None
            and goes_on
            and person is not None
            and known.nudged_at is not None  # a card that is new is noticed by itself
            and known.rested_until(judged.at)
            and not moment.suppressed
        ):
            await self._nudging.prompt(tx, moment, PromptPurpose.AGAIN, judged.picture, person, count=len(moment.focus))
        return moment

    async def _drafted_at_once(self, moment: Moment, judged: Judged) -> Moment:
        """A request that the playbook has judged has its reply from it too, before its card is posted."""
        if moment.provenance.coach != "playbook":
            return judged_anew(moment, ahead=self._pace.draft_ahead)
        language = self._nudging.language_of_agent(moment, judged.picture, judged.audience)
        anew = judged_anew(moment, ahead=True)
        return await drafted_at_once(anew, judged.picture.view, self._coaching.fallback, language)

    async def _heard_before(self, tx: Transaction, moment: Moment, judged: Judged) -> Moment:
        """Our side has answered while the burst or the coach took its time: then there is nothing to nudge about."""
        answered_at = judged.conversation.last_ours_at
        if answered_at is None or answered_at <= judged.at:
            return moment
        said = [one.line for one in await tx.lines.of_conversation(judged.conversation.id)]
        after = [line for line in said if line.side is Side.AGENT and line.ts > max(judged.picture.view.focus)]
        by = after[-1].author if after else ""
        return moment.answered(by=by, at=answered_at, rest=self._pace.confirm_after, promised=False)
