"""Makes Slack show what the outbox says, once: never to the wrong person, never twice, never after a clear no."""

from dataclasses import replace
from datetime import timedelta

import structlog

from motbot.domain.errors import SlackRateLimited, SlackRefused, SlackUnclear
from motbot.domain.notes import with_items
from motbot.domain.notice import Notice
from motbot.domain.nudge import (
    Card,
    Nudge,
    Place,
    PromiseNote,
    SheetNote,
    SheetPurpose,
    Summary,
    Whisper,
    WhisperState,
)
from motbot.domain.people import PersonKind
from motbot.domain.policy import Pace
from motbot.domain.welcome import Welcome
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory, Messenger
from motbot.ports.store import Store
from motbot.use_cases.welcome_agents import answers_somewhere
from motbot.use_cases.who_reads import WhoReads

IN_FLIGHT = timedelta(seconds=30)
"""A call that was cut off may still be on its way to Slack for this long; looking it up earlier could miss it."""
BEGUN_WITHIN = timedelta(seconds=2)
"""A call that begins later than this after the note that it is tried could end after somebody has looked for it."""
UNCLEAR_AGAIN = timedelta(seconds=5)
UNKNOWN_AGAIN = timedelta(seconds=30)
EXPIRES = timedelta(days=1)
"""A message that could not be posted for so long is not posted any more."""
EXPIRED = "expired"
TOKEN_AGAIN = timedelta(minutes=5)
TOKEN_CODES = frozenset(
    {"account_inactive", "invalid_auth", "missing_scope", "not_authed", "token_expired", "token_revoked"}
)
"""A no to us rather than to the message: it waits for the operator to mend the token."""
GONE = "message_not_found"
NOT_ALLOWED = "not_a_member"

log = structlog.get_logger()


class SendWhisper:
    """Brings one row of the outbox to Slack. Runs under the row's own job lock: no two of it at once."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        messenger: Messenger,
        clock: Clock,
        pace: Pace | None = None,
        look_up: bool = True,
    ) -> None:
        """Take the ports.

        `look_up=False` posts again blindly after an unclear failure: only the fault rig does that, to show what the
        look-up is for.
        """
        self._store = store
        self._directory = directory
        self._messenger = messenger
        self._clock = clock
        self._pace = pace or Pace()
        self._look_up = look_up
        self._who_reads = WhoReads(directory=directory)

    async def __call__(self, whisper_id: int) -> None:
        """Send, update or take away, whatever the row asks for."""
        whisper = await self._read(whisper_id)
        if whisper is None:
            return
        try:
            await self._bring(whisper)
        except SlackRateLimited as limited:
            await self._wait(whisper, limited)
        except SlackUnclear:
            await self._unsure(whisper)
        except SlackRefused as refused:
            await self._refuse(whisper, refused.code)

    async def _read(self, whisper_id: int) -> Whisper | None:
        """The row, where there is anything to do about it now."""
        async with self._store.singly() as tx:
            whisper = await tx.whispers.get(whisper_id)
        if whisper is None or whisper.is_settled:
            return None
        if whisper.wake_at is not None and whisper.wake_at > self._clock.now():
            return None
        return whisper

    async def _bring(self, whisper: Whisper) -> None:
        """Choose the call that brings Slack nearer to what the row says."""
        was_posted = bool(whisper.ts)
        if not was_posted and whisper.state in {WhisperState.TRYING, WhisperState.UNSURE} and self._look_up:
            await self._find_first(whisper)
        elif whisper.withdrawn:
            await self._take_away(whisper)
        elif not was_posted and (now := self._clock.now()) - whisper.waits_since(now) > EXPIRES:
            await self._refuse(whisper, EXPIRED)
        elif (nudge := await self._for_them(whisper)) is None:
            await self._withhold(whisper)
        elif was_posted:
            await self._messenger.update(place=_place(whisper), nudge=nudge, key=whisper.key)
            await self._settled(whisper, _place(whisper))
        else:
            await self._post(whisper, nudge)

    async def _post(self, whisper: Whisper, nudge: Nudge) -> None:
        """Post a new message; that it was tried is stored before the call."""
        tried_at = self._clock.now()
        tried = {"state": WhisperState.TRYING, "tried_at": tried_at, "attempts": whisper.attempts + 1}
        async with self._store.singly(durable=True) as tx:
            if not await tx.whispers.change(whisper, tried, if_version=True, if_try=True):
                return  # it changed meanwhile, and the change has armed a job of its own
        if self._clock.now() - tried_at > BEGUN_WITHIN:
            raise SlackUnclear("chat.postMessage: not begun, since this process stood still")
        place = await self._messenger.post(to=whisper.to, nudge=nudge, key=whisper.key)
        await self._settled(whisper, place)
        if isinstance(nudge, PromiseNote) and isinstance(whisper.nudge, PromiseNote):
            for item in whisper.nudge.items:
                if item not in nudge.items:
                    await self._look_again(whisper, item.promise)

    async def _find_first(self, whisper: Whisper) -> None:
        """A post was begun and its end is unknown: look for it, and post only where it is not."""
        tried_at = whisper.tried_at or whisper.created_at
        wait_until = tried_at + IN_FLIGHT
        if self._clock.now() < wait_until:
            await self._save(whisper, state=WhisperState.UNSURE, wake_at=wait_until)
            return
        place = await self._messenger.find(to=whisper.to, key=whisper.key, since=tried_at - IN_FLIGHT)
        async with self._store.begin() as tx:
            row = await tx.whispers.get(whisper.id)
            if row is None or not _same_try(row, whisper):
                return  # another process has taken over, and knows more
            if place is None:
                await tx.whispers.save(replace(row, state=WhisperState.NEW, wake_at=self._clock.now()))
            else:  # which version Slack stored is unknown: bring the newest
                log.info("whisper.found", whisper=whisper.id)
                await tx.whispers.save(
                    replace(
                        row,
                        state=WhisperState.SENT,
                        channel=place.channel,
                        ts=place.ts,
                        sent_at=self._clock.now(),
                        wake_at=self._clock.now(),
                    )
                )

    async def _take_away(self, whisper: Whisper) -> None:
        """Delete a message that is there; one that never went out needs nothing."""
        if whisper.ts:
            await self._save(whisper, state=WhisperState.TRYING)
            await self._messenger.delete(place=_place(whisper))
        await self._settled(whisper, Place(channel="", ts=""))

    async def _for_them(self, whisper: Whisper) -> Nudge | None:
        """What the person may see now; None where that is nothing.

        Only a full member of our workspace sees anything, and only of channels they are a member of now: of promises
        in several channels those in the others are left out. Of a sheet nobody hears who could not open it.
        """
        person = await self._directory.person(whisper.to)
        if person.kind is PersonKind.UNKNOWN:
            # Slack does not say just now: nothing is sent and nothing is given up, until it would be too old to post.
            raise SlackRateLimited(retry_after=UNKNOWN_AGAIN.total_seconds())
        if not person.may_be_nudged:
            return None
        nudge = whisper.nudge
        if isinstance(nudge, Notice | Welcome):
            is_theirs = isinstance(nudge, Notice) or await answers_somewhere(self._directory, whisper.to)
            return nudge if is_theirs else None
        if isinstance(nudge, SheetNote) and nudge.purpose is not SheetPurpose.FAILED:
            return nudge if await self._may_read(whisper, nudge.review) else None
        if isinstance(nudge, Card) and nudge.memory:
            theirs = [one for one in sorted(nudge.memory.channels) if await self._is_member(whisper, one)]
            nudge = replace(nudge, memory=nudge.memory.within(frozenset(theirs)))
        if not isinstance(nudge, PromiseNote):
            return nudge if await self._is_member(whisper, nudge.place.channel) else None
        channels = sorted({one.place.channel for one in nudge.items})
        open_to = {one for one in channels if await self._is_member(whisper, one)}
        items = tuple(one for one in nudge.items if one.place.channel in open_to)
        return with_items(nudge, items) if items else None

    async def _may_read(self, whisper: Whisper, sheet: int) -> bool:
        """Whether the person may see the sheet now that they are told of."""
        async with self._store.begin() as tx:
            review = await tx.reviews.get(sheet)
        return await self._who_reads.of(review, whisper.to) is not None

    async def _is_member(self, whisper: Whisper, channel: str) -> bool:
        """Whether the person is in the channel now."""
        return whisper.to in await self._directory.members(channel)

    async def _withhold(self, whisper: Whisper) -> None:
        """The person may not see it (any more): what is there is taken away."""
        if whisper.ts:
            await self._messenger.delete(place=_place(whisper))
        await self._refuse(whisper, NOT_ALLOWED)

    async def _settled(self, whisper: Whisper, place: Place) -> None:
        """Slack shows this version; a newer one has armed its own job."""
        now = self._clock.now()
        await self._save(
            whisper,
            state=WhisperState.SENT,
            sent_version=whisper.version,
            channel=place.channel,
            ts=place.ts,
            sent_at=whisper.sent_at or now,
            wake_at=None,
        )

    async def _wait(self, whisper: Whisper, limited: SlackRateLimited) -> None:
        """Slack did not take the call: it is as if it had not been tried."""
        until = self._clock.now() + timedelta(seconds=limited.retry_after)
        await self._save(whisper, state=_before(whisper), tried_at=whisper.tried_at, wake_at=until)

    async def _unsure(self, whisper: Whisper) -> None:
        """Slack may or may not have done it. Updates and deletions can be repeated; posts are looked up."""
        log.warning("whisper.unsure", whisper=whisper.id, attempts=whisper.attempts)
        if whisper.ts:
            await self._save(whisper, wake_at=self._clock.now() + UNCLEAR_AGAIN)
            return
        wait = IN_FLIGHT if self._look_up else timedelta(0)
        await self._save(whisper, state=WhisperState.UNSURE, wake_at=self._clock.now() + wait)

    async def _refuse(self, whisper: Whisper, code: str) -> None:
        """A clear no: kept with its reason, never tried again."""
        if code == GONE and whisper.ts and whisper.state is WhisperState.TRYING:
            # A deletion was begun whose end nobody stored, and the message is wanted again.
            await self._save(whisper, state=WhisperState.NEW, channel="", ts="", wake_at=self._clock.now())
            return
        if code in TOKEN_CODES:
            log.error("whisper.token_refused", whisper=whisper.id, code=code)
            await self._save(whisper, state=_before(whisper), wake_at=self._clock.now() + TOKEN_AGAIN)
            return
        log.warning("whisper.refused", whisper=whisper.id, code=code)
        await self._save(whisper, state=WhisperState.REFUSED, refused=code, wake_at=None)
        if whisper.ts or code == EXPIRED:
            return
        if isinstance(whisper.nudge, Card | Summary):
            await self._tell_somebody_else(whisper)
        for promise in whisper.promises:
            await self._look_again(whisper, promise)

    async def _tell_somebody_else(self, whisper: Whisper) -> None:
        """The one it was for cannot be reached: the moment looks for another agent, those refused left out."""
        async with self._store.begin() as tx:
            moment = await tx.moments.get(whisper.moment)
            if moment is None or not moment.is_open or moment.is_answered or moment.agent not in {"", whisper.to}:
                return
            freed = replace(moment, agent="", taken=False, nudge_at=self._clock.now())
            await tx.moments.save(freed.armed(self._pace))

    async def _look_again(self, whisper: Whisper, promise_id: int) -> None:
        """The one it was for may have left: the promise is looked at again, and told to whoever stands in for them."""
        async with self._store.begin() as tx:
            promise = await tx.promises.get(promise_id)
            if promise is None or not promise.is_tracked or promise.agent != whisper.to:
                return
            wake_at = self._clock.now()
            told = replace(promise, reminded_for=None, asked_kept_for=None, told_late_for=None, wake_at=wake_at)
            await tx.promises.save(told)

    async def _save(self, whisper: Whisper, **changes: object) -> None:
        """Change the row as it stands now, keeping what others have changed in it meanwhile."""
        async with self._store.singly() as tx:
            await tx.whispers.change(whisper, changes)


def _before(whisper: Whisper) -> WhisperState:
    """The state before the call that was not taken; a post that was unsure before stays unsure."""
    return WhisperState.SENT if whisper.ts else whisper.state


def _same_try(row: Whisper, whisper: Whisper) -> bool:
    """Whether nobody has tried or found it since we read it: a process that stood still may have been replaced."""
    return (row.attempts, row.ts) == (whisper.attempts, whisper.ts)


def _place(whisper: Whisper) -> Place:
    """Where Slack shows it."""
    return Place(channel=whisper.channel, ts=whisper.ts)
