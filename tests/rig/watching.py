"""Measures from Slack's side: when an event went out, when it was acknowledged, when its card stood there."""

import asyncio
from dataclasses import dataclass, field
from time import perf_counter

from motbot.playground.changes import Change
from motbot.playground.delivery import Envelope, Transport
from motbot.playground.workspace import Workspace
from tests.rig.town import is_card, numbers_in


@dataclass(slots=True, kw_only=True)
class Watch:
    """Every time in seconds of one clock; requests by their number."""

    sent: dict[int, float] = field(default_factory=dict)
    """The newest message of a request."""
    acknowledged: list[float] = field(default_factory=list)
    """Seconds from an event's first sending to its acknowledgement."""
    cards: dict[int, float] = field(default_factory=dict)
    """When a request's card was posted."""
    drafts: dict[int, float] = field(default_factory=dict)
    """When it was last updated."""
    prompts: dict[int, float] = field(default_factory=dict)
    """When another private message about it was posted."""

    def on_change(self, change: Change) -> None:
        """Note a card or a prompt."""
        if not change.by_bot:
            return
        now = perf_counter()
        if not is_card(change.payload):
            self.prompts.update({number: now for number in numbers_in(change.payload) if number not in self.prompts})
        elif change.kind == "posted":
            self.cards.update({number: now for number in numbers_in(change.payload) if number not in self.cards})
        elif change.kind == "edited":
            self.drafts.update(dict.fromkeys(numbers_in(change.payload), now))

    def to_cards(self) -> list[float]:
        """Seconds from each request's newest message to its card."""
        return [at - self.sent[number] for number, at in self.cards.items() if number in self.sent]

    def to_drafts(self) -> list[float]:
        """Seconds from each request's newest message to the last update of its card."""
        return [at - self.sent[number] for number, at in self.drafts.items() if number in self.sent]


class Stamping:
    """A way to the app that stamps customers' messages on their way through."""

    def __init__(self, transport: Transport, watch: Watch) -> None:
        """Take the real way."""
        self._transport = transport
        self._watch = watch

    def offer(self, envelope: Envelope) -> bool:
        """Send it, and note the time of its first sending and of its acknowledgement."""
        if envelope.answer is None and envelope.attempt == 0 and _is_a_customers(envelope):
            began = perf_counter()
            envelope.answer = asyncio.get_running_loop().create_future()
            envelope.answer.add_done_callback(lambda _: self._watch.acknowledged.append(perf_counter() - began))
        return self._transport.offer(envelope)


def watch(workspace: Workspace) -> Watch:
    """Watch a workspace whose server is up."""
    watching = Watch()
    workspace.on_change(watching.on_change)
    workspace.delivery.transport = Stamping(workspace.delivery.transport, watching)
    return watching


def _is_a_customers(envelope: Envelope) -> bool:
    """Whether it carries words of a customer: the bot's own posts come back as events too, and are dropped."""
    payload = envelope.payload
    event = payload.get("event") if isinstance(payload, dict) else None
    return isinstance(event, dict) and event.get("type") == "message" and str(event.get("user")).startswith("U0CUST")
