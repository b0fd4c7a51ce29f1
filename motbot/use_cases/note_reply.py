"""Notes what our side answered: the moment moves on, its card follows silently, and the rest before Confirm begins."""

from collections.abc import Collection
from dataclasses import replace

from motbot.domain.asides import is_aside
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.people import Side, is_behind_bot
from motbot.domain.policy import Pace
from motbot.domain.usage import usage_of
from motbot.ports.clock import Clock
from motbot.ports.coach import FirstLook
from motbot.ports.records import Feedback
from motbot.ports.store import Transaction
from motbot.use_cases.adopt_promises import give_to_agent
from motbot.use_cases.handing_over import noted_hand_over
from motbot.use_cases.whispering import Whispering


class NoteReply:
    """Called in the transaction that stores the reply."""

    def __init__(self, *, first_look: FirstLook, clock: Clock, pace: Pace, whispering: Whispering) -> None:
        """Take what it decides with."""
        self._first_look = first_look
        self._clock = clock
        self._pace = pace
        self._whispering = whispering

    def is_aside(self, line: Line, ours: Collection[str]) -> bool:
        """Whether words of ours call colleagues and tell the customer nothing; what they promise is told.

        `ours` are the accounts they call that are of our side.
        """
        return is_aside(line.text, called=line.addressed, ours=ours) and not self._first_look.promises(line.text)

    async def __call__(self, tx: Transaction, conversation_id: int, line: Line) -> None:
        """Let the conversation's open moment hear the reply."""
        moment = await tx.moments.last_in(conversation_id)
        if moment is None or not moment.is_open:
            return
        if line.ts < max(moment.focus, default=""):
            return  # older than the newest words: it reached us late, or was edited, and answers what came before
        await self._note_usage(tx, moment, line)
        # Whoever answers behind a help-desk bot cannot be told anything: who answers for the moment goes on doing so.
        agent = line.author if line.side is Side.AGENT and not is_behind_bot(line.author) else ""
        if agent:
            for promise in await give_to_agent(tx, moment, agent):
                await self._whispering.refresh_promise(tx, promise)
        now = self._clock.now()
        promised = [one for one in await tx.promises.of_conversation(conversation_id) if one.moment == moment.id]
        answered = moment.answered(
            by=agent,
            at=line.at,
            rest=self._pace.confirm_after,
            # Only until the words have been read: then what was found decides.
            promised=self._first_look.promises(line.text) or any(one.is_open for one in promised),
        )
        # The rest is counted from when we heard of it: a reply read late must not bring Confirm at once.
        if answered.confirm_at is not None:
            answered = replace(answered, confirm_at=max(answered.confirm_at, now))
        owed = any(one.is_open and one.agent not in {"", agent} for one in promised)
        answered = await noted_hand_over(tx, answered, at=now, is_known=not owed)
        saved = await tx.moments.save(answered.armed(self._pace))
        await self._whispering.refresh(tx, saved)

    async def _note_usage(self, tx: Transaction, moment: Moment, line: Line) -> None:
        """How much of the draft is in the first reply after it; nobody has to press anything."""
        if moment.draft is None or not moment.draft.reply or moment.is_answered or line.side is not Side.AGENT:
            return
        await tx.people.add_feedback(
            Feedback(
                team=moment.team,
                user=line.author,
                moment=moment.id,
                act="draft",
                value=usage_of(moment.draft.reply, line.text),
                provenance=moment.draft_provenance,
                at=line.at,
            )
        )
