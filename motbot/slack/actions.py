"""Listens to our buttons: the door has stored the press already, so here it is only answered at once."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from motbot.domain.errors import MotbotError
from motbot.domain.events import Act
from motbot.domain.nudge import Card
from motbot.slack.act_refs import CHOOSE_NOT_HELPFUL, CHOOSE_WRONG, MORE, read_ref
from motbot.slack.modals import edit_modal, not_helpful_modal, not_yours_modal, wrong_modal
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

LookUp = Callable[[int, str], Awaitable[Card | None]]
"""The card of a moment as this person may see it now; None where it is not theirs."""

_MODALS: Mapping[str, Callable[[Card], dict[str, Any]]] = {
    Act.EDIT.value: edit_modal,
    CHOOSE_NOT_HELPFUL: not_helpful_modal,
    CHOOSE_WRONG: wrong_modal,
}


class Buttons:
    """Answers presses: with a modal where one is asked for, else with the acknowledgement alone."""

    def __init__(self, *, api: WebApi, look_up: LookUp) -> None:
        """Take the Web API and where cards are looked up."""
        self._api = api
        self._look_up = look_up

    def listen(self, app: AsyncApp) -> None:
        """Add the listeners."""
        app.action(Act.EDIT.value)(self._pressed)
        app.action(MORE)(self._pressed)

    async def _pressed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Acknowledge first, then open what was asked for: Slack's trigger lives for three seconds."""
        await ack()
        action = body["actions"][0]
        chosen = action.get("selected_option") or action
        ref = read_ref(action["action_id"], str(chosen.get("value") or ""))
        draw = _MODALS.get(ref.name)
        if draw is None:
            return
        try:
            card = await self._look_up(ref.moment, body["user"]["id"])
            view = draw(card) if card is not None else not_yours_modal()
            await self._api.call("views.open", trigger_id=body["trigger_id"], view=view)
        except MotbotError as trouble:
            # The person sees that nothing opened, and presses again.
            log.warning("modal not opened", moment=ref.moment, error=type(trouble).__name__)
