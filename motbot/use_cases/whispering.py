"""Puts into the outbox what a private message should show, in the caller's commit; sending is another job."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from motbot.domain.cards import card_now, hint_of, zone_of_card
from motbot.domain.customer_words import BRIEFLY_AT_MOST
from motbot.domain.expectation import Draft
from motbot.domain.moment import Moment
from motbot.domain.notes import following, still_says, still_told, without
from motbot.domain.nudge import (
    Card,
    Nudge,
    Place,
    PromiseItem,
    PromiseNote,
    Prompt,
    PromptPurpose,
    SheetNote,
    Summary,
    Whisper,
    WhisperState,
)
from motbot.domain.overtaken import came_too_late, end_of
from motbot.domain.promise import Promise
from motbot.domain.routing import zone_named
from motbot.domain.safe_text import excerpt
from motbot.domain.shown_promises import NEVER_WERE, on_card
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.store import Transaction
from motbot.use_cases.promise_items import promise_items, unshown


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
        known = await tx.whispers.by_key(key, moment=moment.id)
        if known is None:
            fresh = Whisper(
                key=key,
                team=moment.team,
                to=to,
                moment=moment.id,
                nudge=nudge,
                created_at=self._clock.now(),
                not_before=not_before,
                wake_at=not_before,
            )
            return await self._changed(tx, fresh)
        if known.nudge == nudge and not known.withdrawn:
            return known
        return await self._changed(tx, replace(known, nudge=nudge, withdrawn=False, version=known.version + 1))

    async def put(self, tx: Transaction, whisper: Whisper) -> Whisper:
        """Store a row that the caller has made or changed, and see that it is sent."""
        return await self._changed(tx, whisper)

    async def tell_of_sheet(self, tx: Transaction, *, team: str, to: str, note: SheetNote, key: str) -> None:
        """Lead somebody to a sheet in a short new message, once for each key."""
        if await tx.whispers.by_key(key) is None:
            fresh = Whisper(key=key, team=team, to=to, moment=0, nudge=note, created_at=self._clock.now())
            await self._changed(tx, fresh)

    async def withdraw(self, tx: Transaction, whisper: Whisper) -> None:
        """Take the message away, or keep it from being sent."""
        if not whisper.withdrawn:
            await self._changed(tx, replace(whisper, withdrawn=True, version=whisper.version + 1))

    async def refresh(self, tx: Transaction, moment: Moment, *, words: str | None = None) -> None:
        """Silently bring every message of a moment up to its state: cards follow, settled prompts fall silent.

        A card of an agent who is no longer responsible and a line that has found its agent are taken away.
        """
        promises = on_card(await tx.promises.of_conversation(moment.conversation), moment.id)
        for whisper in await tx.whispers.of_moment(moment.id):
            if came_too_late(whisper, moment):
                await self.withdraw(tx, whisper)
                continue
            match whisper.nudge:
                case Card() as card if whisper.to == moment.agent or not moment.agent:
                    items = await self._items_of(tx, card, promises)
                    await self._follow(tx, whisper, card_now(card, moment, words=words, promises=items))
                case Card():
                    await self.withdraw(tx, whisper)
                case Summary() if moment.agent or moment.is_answered or not moment.is_open:
                    await self.withdraw(tx, whisper)
                case Summary() as summary if summary.is_overdue != moment.is_overdue:
                    await self._follow(tx, whisper, replace(summary, is_overdue=moment.is_overdue))
                case Prompt(settled="") as prompt if end := end_of(prompt, moment, whisper.to):
                    await self._follow(tx, whisper, replace(prompt, settled=end))
                case Prompt(settled="", purpose=PromptPurpose.NOT_QUITE) as prompt:
                    draft = moment.draft or Draft(reply="", why="")
                    said = prompt.words if words is None else excerpt(words, BRIEFLY_AT_MOST)
                    hint = hint_of(draft, prompt.language)
                    await self._follow(tx, whisper, replace(prompt, words=said, reply=draft.reply, why=hint))
                case _:
                    pass

    async def refresh_promise(self, tx: Transaction, promise: Promise) -> None:
        """Silently bring every message that shows a promise up to its state.

        What has not been sent yet says only what is still worth saying, and with nothing left to say is not sent.
        """
        for whisper in await tx.whispers.of_moment(promise.moment) if promise.moment else ():
            if isinstance(whisper.nudge, Card):
                await self._follow(tx, whisper, await self._with_promise(tx, whisper.nudge, promise))
            if isinstance(whisper.nudge, Prompt):
                await self._follow_prompt(tx, whisper, whisper.nudge, promise)
        for whisper in await tx.whispers.of_promise(promise.id):
            if isinstance(whisper.nudge, PromiseNote) and not whisper.withdrawn:
                await self._follow_note(tx, whisper, whisper.nudge, promise)

    async def items(
        self, tx: Transaction, promises: Iterable[Promise], *, zone: tzinfo, channel_name: str
    ) -> tuple[PromiseItem, ...]:
        """Promises of one channel as somebody in that zone sees them."""
        return await promise_items(tx, promises, zone=zone, channel_name=channel_name)

    async def has_shown(self, tx: Transaction, promise: Promise, user: str) -> PromiseItem | None:
        """A promise as a message of ours shows it to this person; None where none does."""
        cards = await tx.whispers.of_moment(promise.moment) if promise.moment else ()
        for whisper in (*cards, *await tx.whispers.of_promise(promise.id)):
            if whisper.to != user or whisper.withdrawn or whisper.state is WhisperState.REFUSED:
                continue
            found = next((one for one in _items_on(whisper.nudge) if one.promise == promise.id), None)
            if found is not None and not found.is_handed_on:
                return found
        return None

    async def settle(self, tx: Transaction, moment: Moment, act: str) -> None:
        """A prompt has been answered: it offers nothing more."""
        for whisper in await tx.whispers.of_moment(moment.id):
            prompt = whisper.nudge
            if isinstance(prompt, Prompt) and prompt.purpose is not PromptPurpose.TAKEN:
                await self.settle_one(tx, whisper, prompt, act)

    async def settle_one(self, tx: Transaction, whisper: Whisper, prompt: Prompt, act: str) -> None:
        """The same of one of them."""
        if not prompt.settled:
            await self._follow(tx, whisper, replace(prompt, settled=act))

    async def place_of_card(self, tx: Transaction, moment: int, agent: str) -> Place | None:
        """Where the agent's card is, once Slack has it."""
        card = await tx.whispers.by_key(card_key(moment, agent), moment=moment)
        return Place(channel=card.channel, ts=card.ts) if card and card.ts and not card.withdrawn else None

    async def _items_of(self, tx: Transaction, card: Card, promises: Sequence[Promise]) -> tuple[PromiseItem, ...]:
        """A moment's promises as its card shows them."""
        return await self.items(tx, promises, zone=zone_of_card(card), channel_name=card.channel_name)

    async def _with_promise(self, tx: Transaction, card: Card, promise: Promise) -> Card:
        """The card with one promise as it stands now."""
        items = {one.promise: one for one in card.promises}
        items.pop(promise.id, None)
        if promise.withdrawn not in NEVER_WERE:
            (items[promise.id],) = await self._items_of(tx, card, (promise,))
        return replace(card, promises=tuple(items[one] for one in sorted(items)))

    async def _follow_prompt(self, tx: Transaction, whisper: Whisper, prompt: Prompt, promise: Promise) -> None:
        """A message that shows promises beside what it is about, with one of them as it stands now."""
        shown = [
            await self._item_now(tx, whisper, one, promise) if one.promise == promise.id else one
            for one in prompt.promises
        ]
        await self._follow(tx, whisper, replace(prompt, promises=tuple(shown)))

    async def _item_now(self, tx: Transaction, whisper: Whisper, before: PromiseItem, promise: Promise) -> PromiseItem:
        """A promise that a message shows, as its person is to see it now: what somebody else has is over for them."""
        zone = zone_named(before.zone)
        (item,) = await self.items(tx, (promise,), zone=zone, channel_name=before.channel_name)
        is_gone = promise.agent != whisper.to and (promise.given_by == whisper.to or before.is_handed_on)
        return replace(item, is_open=False, is_handed_on=True, mending=None) if is_gone else item

    async def _follow_note(self, tx: Transaction, whisper: Whisper, note: PromiseNote, promise: Promise) -> None:
        """A message about promises, with one of them as it stands now."""
        before = next((one for one in note.items if one.promise == promise.id), None)
        is_out = bool(whisper.ts) or whisper.tried_at is not None
        if before is None:
            if not is_out and not still_told(promise):
                await self._leave_out(tx, whisper, note, promise, told_for=promise.reminded_for)
                return
            hidden = await unshown(tx, whisper, [one.promise for one in note.items])
            await self._follow(tx, whisper, replace(note, more=len(hidden)))
            return
        item = await self._item_now(tx, whisper, before, promise)
        if is_out or still_says(before, item):
            await self._follow(tx, whisper, following(note, item))
            return
        await self._leave_out(tx, whisper, note, promise, told_for=before.due)

    async def _leave_out(
        self, tx: Transaction, whisper: Whisper, note: PromiseNote, promise: Promise, *, told_for: datetime | None
    ) -> None:
        """Say nothing of a promise in a message that has not gone out; what there was no room for comes up.

        What was to be said for its due time `told_for` has not been.
        """
        untold = promise.untold(told_for)
        if promise.is_open and untold != promise:
            await tx.promises.save(replace(untold, version=untold.version + 1))
        others = await self._unshown(tx, whisper, note, promise.id)
        left = without(note, promise.id, others)
        if left is None:
            await self.withdraw(tx, whisper)
            return
        rest = tuple(one for one in whisper.promises if one != promise.id)
        await self._follow(tx, replace(whisper, promises=rest), left)

    async def _unshown(
        self, tx: Transaction, whisper: Whisper, note: PromiseNote, without: int
    ) -> tuple[PromiseItem, ...]:
        """What a message is about and had no room for, as its person sees it."""
        hidden = await unshown(tx, whisper, [without, *(one.promise for one in note.items)])
        zone = zone_named(note.items[0].zone)
        names = {one.place.channel: one.channel_name for one in note.items}
        shown: list[PromiseItem] = []
        for one in hidden:
            name = names.get(one.channel, one.channel)
            shown += await self.items(tx, (one,), zone=zone, channel_name=name)
        return tuple(shown)

    async def _follow(self, tx: Transaction, whisper: Whisper, nudge: Nudge) -> None:
        """Store the newer state of a message that is still there."""
        if not whisper.withdrawn and whisper.state is not WhisperState.REFUSED and nudge != whisper.nudge:
            await self._changed(tx, replace(whisper, nudge=nudge, version=whisper.version + 1))

    async def _changed(self, tx: Transaction, whisper: Whisper) -> Whisper:
        """Store it and see that it is sent."""
        stored = await tx.whispers.save(whisper)
        await tx.arm(Job(kind=JobKind.SEND_WHISPER, subject=stored.id, lock=f"whisper:{stored.id}"))
        return stored


def _items_on(nudge: Nudge) -> tuple[PromiseItem, ...]:
    """The promises a message shows."""
    match nudge:
        case Card() | Prompt():
            return nudge.promises
        case PromiseNote():
            return nudge.items
        case _:
            return ()
