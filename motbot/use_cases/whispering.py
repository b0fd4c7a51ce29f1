"""Puts into the outbox what a private message should show, in the caller's commit; sending is another job."""

from dataclasses import replace
from datetime import datetime

from motbot.domain.cards import card_now
from motbot.domain.events import Act
from motbot.domain.moment import Moment, Stage
from motbot.domain.nudge import Card, Nudge, Place, Prompt, PromptPurpose, Summary, Whisper, WhisperState
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.store import Transaction


def card_key(moment: int, agent: str) -> str:
    """The one card of a moment for an agent."""
    return f"card:{moment}:{agent}"


def summary_key(moment: int, agent: str) -> str:
    """The one line that offers a moment to an agent."""
    return f"summary:{moment}:{agent}"


def prompt_key(moment: int, purpose: PromptPurpose, count: int, agent: str) -> str:
    """One prompt message; `count` tells a second Confirm from the first."""
    return f"{purpose}:{moment}:{count}:{agent}"


class Whispering:
    """The outbox as the use cases see it."""

    def __init__(self, *, clock: Clock) -> None:
        """Take the clock that stamps new rows."""
        self._clock = clock

    async def show(
        self,
        tx: Transaction,
        *,
        key: str,
        to: str,
        moment: Moment,
        nudge: Nudge,
        not_before: datetime | None = None,
    ) -> Whisper:
        """Make the message named by the key show this; nothing happens when it does already.

        A new message with `not_before` waits until then; what has settled it meanwhile takes it away unsent.
        """
        known = await tx.whispers.by_key(key)
        if known is None:
            fresh = Whisper(
                key=key,
                team=moment.team,
                to=to,
                moment=moment.id,
                nudge=nudge,
                created_at=self._clock.now(),
                wake_at=not_before,
            )
            return await self._changed(tx, fresh)
        if known.nudge == nudge and not known.withdrawn:
            return known
        return await self._changed(tx, replace(known, nudge=nudge, withdrawn=False, version=known.version + 1))

    async def withdraw(self, tx: Transaction, whisper: Whisper) -> None:
        """Take the message away, or keep it from being sent."""
        if not whisper.withdrawn:
            await self._changed(tx, replace(whisper, withdrawn=True, version=whisper.version + 1))

    async def refresh(self, tx: Transaction, moment: Moment, *, words: str | None = None) -> None:
        """Silently bring every message of a moment up to its state: cards follow, settled prompts fall silent.

        A card of an agent who is no longer responsible and a line that has found its agent are taken away.
        """
        for whisper in await tx.whispers.of_moment(moment.id):
            if _came_too_late(whisper, moment):
                await self.withdraw(tx, whisper)
                continue
            match whisper.nudge:
                case Card() as card if whisper.to == moment.agent or not moment.agent:
                    await self._follow(tx, whisper, card_now(card, moment, words=words))
                case Card():
                    await self.withdraw(tx, whisper)
                case Summary() if moment.agent or moment.is_answered or not moment.is_open:
                    await self.withdraw(tx, whisper)
                case Prompt(settled="") as prompt if end := _end_of(prompt, moment):
                    await self._follow(tx, whisper, replace(prompt, settled=end))
                case _:
                    pass

    async def settle(self, tx: Transaction, moment: Moment, act: str) -> None:
        """A prompt has been answered: it offers nothing more."""
        for whisper in await tx.whispers.of_moment(moment.id):
            if isinstance(whisper.nudge, Prompt) and not whisper.nudge.settled:
                await self._changed(
                    tx,
                    replace(whisper, nudge=replace(whisper.nudge, settled=act), version=whisper.version + 1),
                )

    async def place_of_card(self, tx: Transaction, moment: int, agent: str) -> Place | None:
        """Where the agent's card is, once Slack has it."""
        card = await tx.whispers.by_key(card_key(moment, agent))
        return Place(channel=card.channel, ts=card.ts) if card and card.ts and not card.withdrawn else None

    async def _follow(self, tx: Transaction, whisper: Whisper, nudge: Nudge) -> None:
        """Store the newer state of a message that is still there."""
        if not whisper.withdrawn and whisper.state is not WhisperState.REFUSED and nudge != whisper.nudge:
            await self._changed(tx, replace(whisper, nudge=nudge, version=whisper.version + 1))

    async def _changed(self, tx: Transaction, whisper: Whisper) -> Whisper:
        """Store it and see that it is sent."""
        stored = await tx.whispers.save(whisper)
        await tx.arm(Job(kind=JobKind.SEND_WHISPER, subject=stored.id, lock=f"whisper:{stored.id}"))
        return stored


def _came_too_late(whisper: Whisper, moment: Moment) -> bool:
    """Whether a message has not gone out yet and would say what is no longer so."""
    if whisper.ts or whisper.state is WhisperState.REFUSED:
        return False
    over = moment.is_answered or not moment.is_open
    return bool(_end_of(whisper.nudge, moment)) if isinstance(whisper.nudge, Prompt) else over


def _end_of(prompt: Prompt, moment: Moment) -> str:
    """What has settled a prompt without anybody pressing it; empty while it still asks for something."""
    if not moment.is_open:
        return str(moment.close_reason or "")
    match prompt.purpose:
        case PromptPurpose.CONFIRM:
            return "" if moment.stage is Stage.CONFIRMING else Act.NOT_QUITE
        case PromptPurpose.ESCALATION:
            return Act.CLAIM if moment.agent or moment.is_answered else ""
        case _:
            return "answered" if moment.is_answered else ""
