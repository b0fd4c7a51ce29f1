"""Makes the sheet that somebody has asked for: reads the conversation, has it judged, tells whom it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil

import structlog

from motbot.domain.departments import department_asking
from motbot.domain.errors import ModelRefused, ModelUnavailable, SlackRateLimited, SlackRefused, SlackUnclear
from motbot.domain.language import Language
from motbot.domain.nudge import SheetPurpose
from motbot.domain.policy import ChannelPolicy, ReviewRules
from motbot.domain.review import Failure, Review, ReviewState
from motbot.domain.sheet import Sheet
from motbot.domain.unnamed import Unnamed
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.read_thread import ReadThread, Thread
from motbot.use_cases.reviewing import AT_ONCE, Reviewing, cost_of
from motbot.use_cases.showing_sheets import ShowingSheets
from motbot.use_cases.telling_of_sheets import TellingOfSheets

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=2)
BEHIND_ANOTHER = timedelta(seconds=3)
"""How long a review waits for an older one of the same message before it looks again."""
HEARD_WITHIN = timedelta(seconds=10)
"""How old words are that we have surely taken in: of younger ones it may not be known yet to what they belong."""
LOOK_AGAIN = timedelta(seconds=2)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A review whose conversation has been read."""

    review: Review
    policy: ChannelPolicy
    thread: Thread
    shown: Unnamed
    reviewing: Reviewing
    """Whoever judges this conversation, by the prompt that it gets now."""


class ReviewThread:
    """Runs under the review's own job lock. It waits for Slack and for the coach, and decides under the row lock."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        coaching: Coaching,
        rules: ReviewRules,
        read_thread: ReadThread,
        telling: TellingOfSheets,
        showing: ShowingSheets,
    ) -> None:
        """Take the ports and the steps it leads to."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._rules = rules
        self._read_thread = read_thread
        self._telling = telling
        self._showing = showing
        self._coaching = coaching
        is_alone = coaching.fallback_reviewer is coaching.reviewer
        self._standby = None if is_alone else Reviewing(reviewer=coaching.fallback_reviewer, rules=rules)

    async def __call__(self, review_id: int) -> None:
        """Bring a review as far as it comes now, and show it to whoever waits."""
        async with self._store.begin() as tx:
            review = await tx.reviews.get(review_id)
        if review is None or (review.wake_at is not None and review.wake_at > self._clock.now()):
            return
        if review.state is ReviewState.READING:
            review = await self._brought_on(review)
        if review.state is ReviewState.READING:
            return
        shown_to = await self._showing(review)
        if review.state is ReviewState.FAILED and review.asked_by not in shown_to:
            await self._tell_failure(review)

    async def _brought_on(self, review: Review) -> Review:
        """Read the conversation, and do what it asks for; gives the review that stands in the end."""
        try:
            policy = await self._directory.channel(review.channel)
            if policy is None:
                return await self._fail(review, Failure.NOT_YOURS)
            thread = await self._read_thread(review, policy)
        except SlackRefused as refused:
            log.warning("review.not_shown", review=review.id, code=refused.code)
            return await self._fail(review, Failure.NOT_YOURS)
        except (SlackRateLimited, SlackUnclear) as error:
            return await self._unreadable(review, error)
        if self._is_too_early(review, thread):
            async with self._store.begin() as tx:
                return await self._put_off(tx, review, LOOK_AGAIN, attempts=review.attempts)
        shown = thread.unnamed()
        if failure := _failure_of(review, thread, shown):
            return await self._fail(review, failure)
        department = department_asking(thread.view.lines, policy.id, policy.departments)
        review = replace(review, conversation=thread.conversation, agents=thread.agents, department=department)
        # A conversation that nobody has coached is known by the message that was pointed at.
        coaching = self._coaching.answering(thread.conversation or f"{review.channel}:{review.ts}")
        reviewing = Reviewing(reviewer=coaching.reviewer, rules=self._rules)
        return await self._decide(_Read(review=review, policy=policy, thread=thread, shown=shown, reviewing=reviewing))

    def _is_too_early(self, review: Review, thread: Thread) -> bool:
        """Whether the words pointed at were written just now, and the rest of their conversation is yet to be known."""
        written = next((one.at for one in thread.view.lines if one.ts == review.ts), None)
        return not thread.conversation and written is not None and self._clock.now() - written < HEARD_WITHIN

    async def _decide(self, read: _Read) -> Review:
        """The sheet that is there already, the cost first, or a new sheet."""
        review, people = read.review, await self._telling.languages((read.review.asked_by,), read.policy)
        async with self._store.begin() as tx:
            known = await self._same(tx, review, content=read.shown.content, revision=read.reviewing.revision)
            if known is not None:
                return await self._join(tx, review, known, read.policy, people)
            if await self._is_behind(tx, review):
                return await self._put_off(tx, review, BEHIND_ANOTHER, attempts=review.attempts)
            cost = cost_of(read.shown.contacts, self._rules.lines_a_call)
            if cost.lines > self._rules.ask_above and not review.is_agreed:
                return await self._save(tx, review, state=ReviewState.ASKING, cost=cost)
        return await self._judge(read, rounds=ceil(cost.calls / AT_ONCE))

    async def _judge(self, read: _Read, *, rounds: int) -> Review:
        """Ask the coach, and the playbook where the model does not answer in time or will not."""
        review, view, language = read.review, read.thread.view, read.review.language
        try:
            return await self._ready(read, await read.reviewing.judge(view, read.shown, language))
        except ModelUnavailable:
            pause = min(FIRST_PAUSE * 3**review.attempts, LONGEST_PAUSE)
            if self._clock.now() < review.asked_at + self._rules.model_wait * rounds:
                log.warning("review.model_unavailable", review=review.id, attempts=review.attempts)
                async with self._store.begin() as tx:
                    return await self._put_off(tx, review, pause, attempts=review.attempts + 1)
        except ModelRefused:
            log.warning("review.model_refused", review=review.id)
        try:
            if self._standby is not None:
                sheet = await self._standby.judge(view, read.shown, language)
                return await self._ready(read, sheet, without_model=True)
        except (ModelUnavailable, ModelRefused) as error:
            log.warning("review.nobody_stands_in", review=review.id, error=type(error).__name__)
        return await self._fail(review, Failure.REFUSED)

    async def _ready(self, read: _Read, sheet: Sheet, *, without_model: bool = False) -> Review:
        """Keep the sheet and tell everybody of it, in one commit."""
        review, policy, made = read.review, read.policy, sheet.provenance
        people = await self._telling.languages((review.asked_by, *review.agents), policy)
        async with self._store.begin() as tx:
            row = await tx.reviews.get(review.id)
            if row is None or row.state is not ReviewState.READING:
                return row or review
            known = await self._same(tx, review, content=sheet.content, revision=made.revision)
            if known is not None:
                return await self._join(tx, review, known, policy, people)
            ready = await self._save(
                tx,
                review,
                state=ReviewState.READY,
                lines=read.thread.lines,
                sheet=sheet,
                without_model=without_model,
                ready_at=self._clock.now(),
            )
            await self._telling.made(tx, ready, policy, people)
        log.info(
            "review.ready",
            review=ready.id,
            coach=made.coach,
            contacts=len(sheet.contacts),
            lines=len(ready.lines),
            dropped=len(made.dropped),
            prompt_tokens=made.prompt_tokens,
            completion_tokens=made.completion_tokens,
        )
        return ready

    async def _same(self, tx: Transaction, review: Review, *, content: str, revision: str) -> Review | None:
        """The sheet of exactly these words by exactly this coach, where there is one in this channel."""
        known = await tx.reviews.made_of(review.team, content=content, revision=revision, language=review.language)
        return known if known is not None and known.channel == review.channel else None

    async def _join(
        self,
        tx: Transaction,
        review: Review,
        known: Review,
        policy: ChannelPolicy,
        people: Mapping[str, Language],
    ) -> Review:
        """What was asked for is there already: its windows show that, and nothing is kept twice."""
        for window in await tx.reviews.windows(review.id):
            await tx.reviews.open_window(replace(window, review=known.id, page=0))
        await tx.reviews.drop(review.id)
        asked_by = {one: people[one] for one in (review.asked_by,)}
        await self._telling.made(tx, known, policy, asked_by, asked_by=asked_by)
        log.info("review.known", review=known.id)
        return known

    async def _is_behind(self, tx: Transaction, review: Review) -> bool:
        """Whether the same message is being reviewed already: what comes of that will do for both."""
        since = self._clock.now() - self._rules.model_wait
        others = await tx.reviews.look_up(review.team, channel=review.channel, ts=review.ts)
        return any(
            one.id < review.id
            and one.state is ReviewState.READING
            and one.language is review.language
            and one.asked_at > since
            for one in others
        )

    async def _unreadable(self, review: Review, error: SlackRateLimited | SlackUnclear) -> Review:
        """Slack does not show it just now: try again, for a while."""
        asked = timedelta(seconds=error.retry_after) if isinstance(error, SlackRateLimited) else timedelta(0)
        pause = max(asked, min(FIRST_PAUSE * 3**review.attempts, LONGEST_PAUSE))
        if self._clock.now() >= review.asked_at + self._rules.model_wait:
            return await self._fail(review, Failure.UNREADABLE)
        log.warning("review.unreadable", review=review.id, error=type(error).__name__)
        async with self._store.begin() as tx:
            return await self._put_off(tx, review, pause, attempts=review.attempts + 1)

    async def _put_off(self, tx: Transaction, review: Review, pause: timedelta, *, attempts: int) -> Review:
        return await self._save(tx, review, attempts=attempts, wake_at=self._clock.now() + pause)

    async def _fail(self, review: Review, failure: Failure) -> Review:
        """There is no sheet, and why."""
        log.info("review.failed", review=review.id, failure=failure)
        async with self._store.begin() as tx:
            return await self._save(tx, review, state=ReviewState.FAILED, failure=failure)

    async def _save(self, tx: Transaction, review: Review, **changes: object) -> Review:
        """Store what has changed, unless somebody else has brought the review on meanwhile."""
        row = await tx.reviews.get(review.id)
        if row is None or row.state is not ReviewState.READING:
            return row or review
        changed = replace(review, wake_at=None, version=row.version + 1)
        return await tx.reviews.save(replace(changed, **changes))  # type: ignore[arg-type] # fields by name

    async def _tell_failure(self, review: Review) -> None:
        """No window of theirs says it: whoever asked is told in a message."""
        policy = await self._directory.channel(review.channel)
        if policy is None:
            return
        people = await self._telling.languages((review.asked_by,), policy)
        async with self._store.begin() as tx:
            await self._telling.made(tx, review, policy, people, purpose=SheetPurpose.FAILED)


def _failure_of(review: Review, thread: Thread, shown: Unnamed) -> Failure | None:
    """Why there can be no sheet of what was read."""
    if review.as_agent and review.asked_by not in thread.agents:
        return Failure.NOT_YOURS
    return None if shown.contacts else Failure.EMPTY
