"""What people do with the app: press, submit, close, type a command, start a shortcut, open its Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motbot.playground import controls, payloads, validation
from motbot.playground.changes import Change
from motbot.playground.conversation import MessageRef
from motbot.playground.errors import CannotDo, NotAnswered
from motbot.playground.posting import Posting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from motbot.playground.controls import Typed
    from motbot.playground.spec import JSON, UserSpec


class Clicking(Posting):
    """The human verbs that the app must acknowledge; each raises `NotAnswered` when it does not."""

    async def press(
        self,
        user: str,
        where: tuple[str, str] | str,
        action_id: str,
        value: object = None,
        *,
        block_id: str | None = None,
    ) -> JSON:
        """Press a button or choose in a control, and return the acknowledgement's payload.

        Args:
            user: Who presses; they must see the message or view.
            where: (channel, ts) of a message or ephemeral message, or the id of a view ("home" for one's App Home).
            action_id: Which control.
            value: What is chosen, where there is a choice: an option's value, a list of them, a date, a user id.
            block_id: Which of several controls with the same action_id.
        """
        person = self.user(user)
        if isinstance(where, str):
            return await self._press_in_view(person, where, action_id, value, block_id=block_id)
        return await self._press_in_message(person, MessageRef(*where), action_id, value, block_id=block_id)

    async def _press_in_message(
        self, person: UserSpec, ref: MessageRef, action_id: str, value: object, *, block_id: str | None
    ) -> JSON:
        conversation = self.conversation(ref.channel)
        ephemeral = self.ephemeral(person.id, ref)
        if ephemeral is None and person.id not in conversation.members:
            raise CannotDo(f"{person.id} does not see {ref.channel}")
        message = ephemeral.message if ephemeral else self.message(*ref)
        control = controls.find(message.get("blocks", []), action_id, block_id=block_id, value=value)
        payload = self._interaction("block_actions", person) | {
            "container": payloads.message_container(message, ref.channel, is_ephemeral=ephemeral is not None),
            "channel": payloads.channel_stub(conversation),
            "response_url": self.response_urls.issue(person.id, ref.channel, ref),
            "actions": [self._action(control, value)],
        }
        typed = controls.initial_state(message.get("blocks", []))
        self._touch(typed, control, value)
        payload["state"] = controls.nested(typed)
        if ephemeral is None:
            # Slack does not show the app an ephemeral message again.
            payload["message"] = conversation.rendered(ref.ts)
        return await self.delivery.ask("interactive", payload)

    async def _press_in_view(
        self, person: UserSpec, where: str, action_id: str, value: object, *, block_id: str | None
    ) -> JSON:
        view = self.views.home(person.id) if where == "home" else self.views.get(where)
        if view is None or self.views.owner(view["id"]) != person.id:
            raise CannotDo(f"{person.id} has no view {where} open")
        control = controls.find(view["blocks"], action_id, block_id=block_id, value=value)
        typed = self._typed(view)
        self._touch(typed, control, value)
        self._drafts[view["id"]] = typed
        payload = self._interaction("block_actions", person, view=view["id"]) | {
            "container": {"type": "view", "view_id": view["id"]},
            "view": view | {"state": controls.nested(typed)},
            "actions": [self._action(control, value)],
        }
        return await self.delivery.ask("interactive", payload)

    def views_as_filled(self, user: str) -> list[JSON]:
        """Return a person's open modals with what stands in their fields now, the topmost last."""
        return [view | {"state": controls.nested(self._typed(view))} for view in self.views.stack(user)]

    def fill(self, user: str, view_id: str, values: Mapping[str, object]) -> None:
        """Type or choose in a modal without submitting; keys are block ids or action ids."""
        view = self._top_view(user, view_id)
        typed = self._typed(view)
        for name, value in values.items():
            named = [one for one in controls.controls(view["blocks"]) if name in one.key]
            if not named:
                raise CannotDo(f"the view has no control {name}")
            self._touch(typed, named[0], value)
        self._drafts[view["id"]] = typed

    async def submit_view(self, user: str, view_id: str, values: Mapping[str, object] | None = None) -> JSON:
        """Fill in and submit a modal; returns the acknowledgement ({} closes it, else its response_action)."""
        self.fill(user, view_id, values or {})
        view = self._top_view(user, view_id)
        typed = self._typed(view)
        for control in controls.controls(view["blocks"]):
            missing = control.block["type"] == "input" and not control.block.get("optional")
            if missing and controls.is_empty(typed[control.key]):
                raise CannotDo(f"{control.key} must be filled in before this view can be submitted")
        payload = self._interaction("view_submission", self.user(user), view=view_id) | {
            "view": view | {"state": controls.nested(typed)},
            "response_urls": [],
        }
        answer = await self.delivery.ask("interactive", payload)
        self._obey(user, view, answer)
        return answer

    def _obey(self, user: str, view: JSON, answer: JSON) -> None:
        """Do what the acknowledgement of a submission says."""
        action = answer.get("response_action")
        if action == "errors":
            inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
            unknown = sorted(set(answer.get("errors") or {"": ""}) - inputs)
            self._refuse_answer("view_submission errors", answer, [f"no input block {name!r}" for name in unknown])
        elif action in {"update", "push"}:
            shown = answer.get("view") or {}
            self._refuse_answer("view_submission " + action, answer, validation.view_problems(shown))
            stored = self.stored_view(shown)
            changed = self.views.update(view["id"], stored) if action == "update" else self.views.push(user, stored)
            self.tell_view(user, changed)
        elif action == "clear":
            self.views.clear(user)
        elif action is None:
            self.views.pop(user)
        else:
            self._refuse_answer("view_submission", answer, [f"unknown response_action {action!r}"])

    def _refuse_answer(self, where: str, answer: JSON, problems: list[str]) -> None:
        if problems:
            self.refuse(where, answer, problems)
            raise NotAnswered(f"Slack refuses this acknowledgement: {problems}")

    async def close_view(self, user: str, view_id: str, *, all_views: bool = False) -> None:
        """Close a modal, or the whole stack; the app hears of it only if it asked by notify_on_close."""
        view = self._top_view(user, view_id)
        if all_views:
            self.views.clear(user)
        else:
            self.views.pop(user)
        if view.get("notify_on_close"):
            payload = self._interaction("view_closed", self.user(user))
            await self.delivery.ask("interactive", payload | {"view": view, "is_cleared": all_views})

    async def slash(self, user: str, channel: str, command: str, text: str = "") -> str | None:
        """Type a slash command in a channel (never in a thread) and return the text of its immediate answer."""
        person, conversation = self._own_person(user, "slash commands"), self.conversation(channel)
        if user not in conversation.members:
            raise CannotDo(f"{user} is not in {channel}")
        form = payloads.slash_command(
            command=command, text=text, user=person, conversation=conversation, app=self.app, team=self.team
        )
        form |= {
            "response_url": self.response_urls.issue(user, channel),
            "trigger_id": self.triggers.issue(user),
        }
        answer = await self.delivery.ask("slash_commands", form)
        if not answer:
            return None
        self.answer_person(user, conversation, answer)
        return str(answer.get("text", ""))

    async def shortcut(self, user: str, channel: str, ts: str, callback_id: str) -> JSON:
        """Start a message shortcut; works also in channels the bot is not in."""
        person, conversation = self._own_person(user, "message shortcuts"), self.conversation(channel)
        if user not in conversation.members:
            raise CannotDo(f"{user} does not see {channel}")
        message = self.message(channel, ts)
        payload = self._interaction("message_action", person) | {
            "callback_id": callback_id,
            "action_ts": self.stamps.next(),
            "channel": payloads.channel_stub(conversation),
            "message_ts": ts,
            "message": conversation.rendered(message["ts"]),
            "response_url": self.response_urls.issue(user, channel),
        }
        return await self.delivery.ask("interactive", payload)

    def dismiss(self, user: str, channel: str, ts: str) -> None:
        """Put away an ephemeral message, which its reader then sees no more; the app may still replace it."""
        ref = MessageRef(channel, ts)
        found = self.ephemeral(user, ref)
        if found is None or not found.shown:
            raise CannotDo(f"{user} sees no message {ts} of their own in {channel}")
        self.hide_ephemeral(user, ref)

    def open_home(self, user: str, tab: str = "home") -> None:
        """Open the app's Home (`tab` may be messages); this also opens the direct message, as Slack's client does."""
        self._own_person(user, "App Home")
        conversation = self.im_with(user)
        event = {
            "type": "app_home_opened",
            "user": user,
            "channel": conversation.id,
            "tab": tab,
            "event_ts": self.stamps.next(),
        }
        view = self.views.home(user)
        self.emit(event | ({"view": view} if view is not None and tab == "home" else {}))
        self.watchers.tell(Change(kind="home", user=user, payload=view or {}))

    def _own_person(self, user: str, what: str) -> UserSpec:
        person = self.user(user)
        if person.team_id != self.team.id:
            raise CannotDo(f"{what} of an app are not there for people of another workspace")
        return person

    def _interaction(self, kind: str, person: UserSpec, *, view: str | None = None) -> JSON:
        trigger = self.triggers.issue(person.id, view)
        return payloads.interaction(kind, user=person, app=self.app, team=self.team, trigger_id=trigger)

    def _action(self, control: controls.Control, value: object) -> JSON:
        block_id, action_id = control.key
        ids = {"type": control.element["type"], "block_id": block_id, "action_id": action_id}
        return ids | controls.choose(control.element, value) | {"action_ts": self.stamps.next()}

    def _touch(self, typed: Typed, control: controls.Control, value: object) -> None:
        if control.key in typed:
            typed[control.key] = {"type": control.element["type"], **controls.choose(control.element, value)}

    def _typed(self, view: JSON) -> Typed:
        """Return what stands in the view's controls; what was typed outlives an update that keeps the ids."""
        initial = controls.initial_state(view["blocks"])
        draft = self._drafts.get(view["id"], {})
        return initial | {key: state for key, state in draft.items() if key in initial}

    def _top_view(self, user: str, view_id: str) -> JSON:
        stack = self.views.stack(user)
        if not stack or stack[-1]["id"] != view_id:
            raise CannotDo(f"{view_id} is not the topmost modal of {user}")
        return stack[-1]
