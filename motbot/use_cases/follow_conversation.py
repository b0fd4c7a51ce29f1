"""Does what a conversation asks for once one of its times has come: has it judged by a coach, or read for promises."""

from motbot.domain.conversation import Look
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.store import Store

_JOBS = {Look.JUDGE: JobKind.COACH_MOMENT, Look.READ: JobKind.TRACK_PROMISES}


class FollowConversation:
    """Short, and decides under the row lock: what waits for a coach is a job of its own, put in the same commit."""

    def __init__(self, *, store: Store, clock: Clock) -> None:
        """Take the ports."""
        self._store = store
        self._clock = clock

    async def __call__(self, conversation_id: int) -> None:
        """Look at one conversation."""
        async with self._store.begin() as tx:
            conversation = await tx.conversations.get(conversation_id)
            if conversation is None:
                return
            due = conversation.due(self._clock.now())
            for look in due:
                await tx.arm(Job(kind=_JOBS[look], subject=conversation.id))
            await tx.conversations.save(conversation.seen_to(due))
