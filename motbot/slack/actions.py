"""Listens to our buttons: the door has stored the press already, so here it is only answered at once."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from motbot.domain.cards import language_for
from motbot.domain.errors import MotbotError
from motbot.domain.events import Act
from motbot.domain.language import Language
from motbot.domain.nudge import Card, PromiseItem
from motbot.domain.routing import zone_named
from motbot.domain.silence import Silence
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.slack.act_refs import (
    CHOOSE_NOT_HELPFUL,
    CHOOSE_WRONG,
    MORE,
    PROMISE_ACTS,
    SHOW_WHOLE,
    ActRef,
    Picking,
    read_ref,
)
from motbot.slack.called import Called
from motbot.slack.modals import edit_modal, not_helpful_modal, not_yours_modal, notice, whole_modal, wrong_modal
from motbot.slack.mute_requests import told_of_silence
from motbot.slack.promise_modals import fix_modal, move_modal, promise_not_yours_modal
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

LookUp = Callable[[int, str], Awaitable[Card | None]]
"""The card of a moment as this person may see it now; None where it is not theirs."""
LookUpPromise = Callable[[int, str], Awaitable[PromiseItem | None]]
"""A promise as this person may see it now; None where it is not theirs, or over."""


class Followed(Protocol):
    """Hears that a person has done something about a promise."""

    async def __call__(self, user: str, *, is_there: bool = False) -> None:
        """This person; `is_there` says that it was done in their Home tab."""
        ...


class Silenced(Protocol):
    """Tells what a press on Mute comes to."""

    async def __call__(self, *, user: str) -> Silence:
        """For this person, now."""
        ...


View = dict[str, Any]

_MODALS: Mapping[str, Callable[[Card], View]] = {
    Act.EDIT.value: edit_modal,
    CHOOSE_NOT_HELPFUL: not_helpful_modal,
    SHOW_WHOLE: whole_modal,
}
_PROMISE_MODALS = {Act.FIX.value: fix_modal, Act.MOVE.value: move_modal}


class Buttons:
    """Answers presses: with a modal where one is asked for, else with the acknowledgement alone."""

    def __init__(
        self,
        *,
        api: WebApi,
        look_up: LookUp,
        look_up_promise: LookUpPromise,
        directory: Directory,
        clock: Clock,
        followed: Followed,
        silenced: Silenced,
        called: Called | None = None,
    ) -> None:
        """Take the Web API, where cards and promises are looked up, who hears of acts on promises, and known names.

        `silenced` tells what a press on Mute comes to.

        The directory knows in which language to ask for a time, and on whose clock where no message of ours says it.
        """
        self._api = api
        self._look_up = look_up
        self._look_up_promise = look_up_promise
        self._directory = directory
        self._clock = clock
        self._followed = followed
        self._silenced = silenced
        self._called = called or Called()

    def listen(self, app: AsyncApp) -> None:
        """Add the listeners."""
        for name in (Act.EDIT, MORE, SHOW_WHOLE, *sorted(PROMISE_ACTS)):
            app.action(str(name))(self._pressed)
        for act in (Act.FIXED, Act.MOVED):
            app.view(act.value)(self._sent)

    async def _pressed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Acknowledge first, then open what was asked for: Slack's trigger lives for three seconds."""
        await ack()
        action = body["actions"][0]
        chosen = action.get("selected_option") or action
        ref = read_ref(action["action_id"], str(chosen.get("value") or ""))
        user = body["user"]["id"]
        if ref.name in {CHOOSE_WRONG, Act.MUTE} or ref.name in _MODALS or ref.name in _PROMISE_MODALS:
            await self._open(ref, user, body["trigger_id"])
        elif ref.act in PROMISE_ACTS:
            await self._followed(user, is_there=(body.get("view") or {}).get("type") == "home")

    async def _sent(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The door has looked at the time and stored it: the window closes."""
        await ack()
        await self._followed(body["user"]["id"])

    async def _open(self, ref: ActRef, user: str, trigger: str) -> None:
        try:
            view = await (self._about_promise if ref.promise else self._about_card)(ref, user)
            await self._api.call("views.open", trigger_id=trigger, view=view)
        except MotbotError as trouble:
            # The person sees that nothing opened, and presses again.
            log.warning("modal not opened", moment=ref.moment, promise=ref.promise, error=type(trouble).__name__)

    async def _about_card(self, ref: ActRef, user: str) -> View:
        card = await self._look_up(ref.moment, user)
        if card is None:
            return not_yours_modal()
        if ref.act is Act.MUTE:
            return notice(told_of_silence(await self._silenced(user=user)))
        shown = await self._called.named(card)
        if ref.name == CHOOSE_WRONG:
            return wrong_modal(shown, stored=card)
        return _MODALS[ref.name](shown)

    async def _about_promise(self, ref: ActRef, user: str) -> View:
        item = await self._look_up_promise(ref.promise, user)
        if item is None or not item.is_open:
            return promise_not_yours_modal()
        person = await self._directory.person(user)
        policy = await self._directory.channel(item.place.channel)
        about = Picking(
            moment=ref.moment,
            promise=ref.promise,
            zone=zone_named(item.zone or person.zone),
            language=language_for(person, policy.language if policy else Language.EN),
        )
        return _PROMISE_MODALS[ref.name](item, about, now=self._clock.now())
