"""Does what a moment asks for once one of its times has come: the state decides, not the timer that woke us."""

from dataclasses import replace
from datetime import timedelta

from motbot.domain.drafting import awaits_draft
from motbot.domain.moment import CloseReason, Due, Moment
from motbot.domain.nudge import PromptPurpose, WhisperState
from motbot.domain.policy import ChannelPolicy, Pace
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.audience import Audience
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.drafting_at_once import drafted_at_once
from motbot.use_cases.handing_over import tell_givers, tell_taker
from motbot.use_cases.nudging import Nudging
from motbot.use_cases.picture import Picture, picture_of
from motbot.use_cases.whispering import Whispering, card_key

UNWATCHED_AGAIN = timedelta(hours=1)


class FollowMoment:
    """Runs under the moment's job lock and decides under its row lock."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        coaching: Coaching,
        nudging: Nudging,
        whispering: Whispering,
        pace: Pace,
    ) -> None:
        """Take the ports and the steps it leads to."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._coaching = coaching
        self._nudging = nudging
        self._whispering = whispering
        self._pace = pace

    async def __call__(self, moment_id: int) -> None:
        """Look at one moment."""
        async with self._store.begin() as tx:
            moment = await tx.moments.get(moment_id)
        if moment is None or not moment.is_open:
            return
        policy = await self._directory.channel(moment.channel)
        if policy is None:
            await self._put_off(moment_id)
            return
        audience = await self._nudging.audience(policy, moment.agent, customer=moment.customer)
        async with self._store.begin() as tx:
            # The conversation is locked first, as everywhere: two orders of locking would end in a deadlock.
            conversation = await tx.conversations.get(moment.conversation)
            moment = await tx.moments.get(moment_id)
            if moment is None or conversation is None:
                return
            await tx.promises.of_conversation(conversation.id)  # locked before any message, as everywhere
            now = self._clock.now()
            picture = await picture_of(tx, conversation, policy=policy, now=now, focus=moment.focus)
            for due in moment.due(now, self._pace):
                moment = await self._do(tx, due, moment, picture, audience)
            moment = moment.handed_over(at=now)
            await tell_taker(tx, moment, picture, audience, self._nudging, whispering=self._whispering)
            await tell_givers(tx, moment, picture, audience, self._nudging)
            saved = await tx.moments.save(moment.armed(self._pace))
            await self._whispering.refresh(tx, saved)

    async def _put_off(self, moment_id: int) -> None:
        """The channel is not watched just now: its times are not forgotten, should it come back."""
        async with self._store.begin() as tx:
            moment = await tx.moments.get(moment_id)
            if moment is not None and moment.is_open and moment.wake_at is None:
                await tx.moments.save(replace(moment, wake_at=self._clock.now() + UNWATCHED_AGAIN))

    async def _do(self, tx: Transaction, due: Due, moment: Moment, picture: Picture, audience: Audience) -> Moment:
        """One of the things it may ask for."""
        match due:
            case Due.NUDGE:
                return await self._nudge(tx, moment, picture, audience)
            case Due.ESCALATE:
                return await self._escalate(tx, moment, picture, audience)
            case Due.REMIND:
                person = audience.people.get(moment.agent)
                if person is not None and not moment.is_answered:
                    count = int(moment.later_at.timestamp()) if moment.later_at else 1
                    await self._nudging.prompt(tx, moment, PromptPurpose.LATER, picture, person, count=count)
                return replace(moment, later_at=None)
            case Due.OVERDUE:
                return replace(moment, is_overdue=True)
            case Due.CONFIRM:
                return await self._confirm(tx, moment)
            case Due.CLOSE:
                return moment.closed(reason=CloseReason.UNCONFIRMED, at=self._clock.now())

    async def _nudge(self, tx: Transaction, moment: Moment, picture: Picture, audience: Audience) -> Moment:
        """Its card has waited: it comes now, or waits on. Where drafts are asked for, none is paid for unasked."""
        whole = moment
        if not self._pace.draft_ahead and moment.provenance.coach == "playbook" and awaits_draft(moment):
            language = self._nudging.language_of_agent(moment, picture, audience)
            whole = await drafted_at_once(moment, picture.view, self._coaching.fallback, language)
        shown = await self._nudging.nudge(tx, whole, picture.conversation, picture, audience)
        if shown.nudged_at is None:
            return replace(shown, draft=moment.draft, draft_provenance=moment.draft_provenance)
        if awaits_draft(shown):
            await tx.arm(Job(kind=JobKind.DRAFT_REPLY, subject=shown.id))
        return shown

    async def _confirm(self, tx: Transaction, moment: Moment) -> Moment:
        """The outcome is to be asked about, once nothing that was promised is waited for."""
        if moment.waits_for(await tx.promises.of_conversation(moment.conversation)):
            # Whoever ends the last of them sets the time; until then it is looked at once in a while.
            return replace(moment, confirm_at=self._clock.now() + self._pace.confirm_after)
        await tx.arm(Job(kind=JobKind.CONFIRM_OUTCOME, subject=moment.id))
        return replace(moment, confirm_at=None)

    async def _escalate(self, tx: Transaction, moment: Moment, picture: Picture, audience: Audience) -> Moment:
        """Nobody has claimed it: whoever is on duty, else the channel's leads, hear of it once."""
        count = int(moment.escalate_at.timestamp()) if moment.escalate_at else 1
        for account in await self._to_be_told(tx, moment, picture.policy, audience):
            person = audience.people[account]
            await self._nudging.prompt(tx, moment, PromptPurpose.ESCALATION, picture, person, count=count)
        return replace(moment, escalate_at=None)

    async def _to_be_told(
        self, tx: Transaction, moment: Moment, policy: ChannelPolicy, audience: Audience
    ) -> list[str]:
        """Whoever of the first group wants to hear of us now; the message waits for them where nobody does."""
        reached = [
            [one for one in group if await self._can_be_told(tx, one, moment, audience)]
            for group in (policy.on_duty, policy.leads)
        ]
        now = self._clock.now()
        muted = {one: await tx.people.muted_until(moment.team, one) for group in reached for one in group}
        hearing = [[one for one in group if (until := muted[one]) is None or until <= now] for group in reached]
        return next(filter(None, (*hearing, *reached)), [])

    async def _can_be_told(self, tx: Transaction, account: str, moment: Moment, audience: Audience) -> bool:
        """Whether a message about this moment can reach somebody: Slack may have refused one already."""
        if account not in audience.people or not audience.people[account].may_be_nudged:
            return False
        card = await tx.whispers.by_key(card_key(moment.id, account), moment=moment.id)
        return card is None or card.state is not WhisperState.REFUSED
