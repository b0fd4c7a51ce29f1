"""Carries out what a person asks for on the page, as the workspace lets that person do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from motbot.loopback.refusals import PageRefused
from motbot.playground import controls
from motbot.playground.errors import ApiError, CannotDo, NotAnswered
from motbot.playground.page import verbs
from motbot.playground.page.scenes import Deed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from motbot.playground.page.feed import Feed
    from motbot.playground.page.sight import Sight
    from motbot.playground.page.verbs import AnyVerb, Choice
    from motbot.playground.spec import JSON
    from motbot.playground.workspace import Workspace

_SEVERAL = ("multi_", "checkboxes")


class Acts:
    """The human verbs; `acted` hears who has written, pressed or sent what, so that a scene can go on."""

    def __init__(self, workspace: Workspace, *, feed: Feed, sight: Sight, acted: Callable[[Deed], None]) -> None:
        self._workspace = workspace
        self._feed = feed
        self._sight = sight
        self._acted = acted

    async def do(self, verb: AnyVerb) -> JSON:
        """Do it, and return what the page is to know beyond ok."""
        self._sight.person(verb.who)
        try:
            return await self._do(verb)
        except CannotDo as refusal:
            raise PageRefused(409, "cannot_do", f"This cannot be done: {refusal}.") from refusal
        except NotAnswered as silence:
            raise PageRefused(504, "not_answered", f"The bot did not answer: {silence}.") from silence
        except ApiError as refusal:
            raise PageRefused(502, "bad_answer", f"Slack would refuse the bot's answer: {refusal.code}.") from refusal

    async def _do(self, verb: AnyVerb) -> JSON:
        match verb:
            case verbs.Post() | verbs.Edit() | verbs.Delete() | verbs.React() | verbs.Typing():
                return self._talk(verb)
            case verbs.Press() | verbs.Fill() | verbs.Submit() | verbs.Close():
                answer = await self._click(verb)
                # Closing a modal is the person's own doing, of which the workspace tells nobody.
                self._feed.add("views", user=verb.who)
                return answer
            case verbs.Slash():
                answered = await self._workspace.slash(verb.who, verb.channel, verb.command, verb.text)
                return {"answer": answered}
            case verbs.Shortcut():
                await self._workspace.shortcut(verb.who, verb.channel, verb.ts, verb.callback_id)
            case verbs.Dismiss():
                self._workspace.dismiss(verb.who, verb.channel, verb.ts)
                # As with a modal that is closed: the app hears nothing of it.
                self._feed.add("dismissed", channel=verb.channel, ts=verb.ts, user=verb.who)
            case verbs.OpenHome():
                self._workspace.open_home(verb.who)
            case _:
                assert_never(verb)
        return {}

    def _talk(self, verb: verbs.Post | verbs.Edit | verbs.Delete | verbs.React | verbs.Typing) -> JSON:
        workspace, who, channel = self._workspace, verb.who, verb.channel
        match verb:
            case verbs.Post():
                ts = workspace.post(who, channel, verb.text, thread_ts=verb.thread_ts)
                self._acted(Deed(who=who, how="reply", channel=channel))
                return {"ts": ts}
            case verbs.Edit():
                workspace.edit(who, channel, verb.ts, verb.text)
            case verbs.Delete():
                workspace.delete(who, channel, verb.ts)
            case verbs.React():
                change = workspace.react if verb.verb == "react" else workspace.unreact
                change(who, channel, verb.ts, verb.name)
            case verbs.Typing():
                if who not in workspace.conversation(channel).members:
                    raise CannotDo(f"{who} is not in {channel}")
                self._feed.add("typing", channel=channel, user=who)
            case _:
                assert_never(verb)
        return {}

    async def _click(self, verb: verbs.Press | verbs.Fill | verbs.Submit | verbs.Close) -> JSON:
        workspace, who = self._workspace, verb.who
        match verb:
            case verbs.Press():
                self._check_press(verb)
                await workspace.press(who, verb.where, verb.action_id, verb.value, block_id=verb.block_id)
                self._acted(Deed(who=who, how="press", action=verb.action_id, value=str(verb.value or "")))
            case verbs.Fill():
                self._fill(who, verb.view_id, verb.values)
            case verbs.Submit():
                self._fill(who, verb.view_id, _by_control(verb.values))
                answer = await workspace.submit_view(who, verb.view_id)
                if not answer.get("errors"):
                    self._acted(Deed(who=who, how="send"))
                return {"errors": answer.get("errors"), "views": workspace.views_of(who)}
            case verbs.Close():
                await workspace.close_view(who, verb.view_id, all_views=verb.all)
            case _:
                assert_never(verb)
        return {}

    def _check_press(self, verb: verbs.Press) -> None:
        """See that what is chosen is of the kind that the control takes, before the workspace looks at it."""
        if verb.value is not None and isinstance(verb.where, tuple):
            message = self._message(verb.who, *verb.where)
            control = controls.find(message.get("blocks", []), verb.action_id, block_id=verb.block_id, value=verb.value)
            _check_fits(control, verb.value)
        elif verb.value is not None:
            view = self._view(verb.who, str(verb.where))
            control = controls.find(view["blocks"], verb.action_id, block_id=verb.block_id, value=verb.value)
            _check_fits(control, verb.value)

    def _message(self, who: str, channel: str, ts: str) -> JSON:
        ephemeral = next(
            (one for one in self._workspace.ephemerals(who) if (one.channel, one.ts) == (channel, ts)), None
        )
        if ephemeral is not None:
            return ephemeral.message
        if who not in self._workspace.conversation(channel).members:
            raise CannotDo(f"{who} does not see {channel}")
        return self._workspace.message(channel, ts)

    def _view(self, who: str, view_id: str) -> JSON:
        home = self._workspace.home(who)
        if view_id == "home" and home is not None:
            return home
        view = next((one for one in self._workspace.views_of(who) if one["id"] == view_id), None)
        if view is None:
            raise CannotDo(f"{who} has no view {view_id} open")
        return view

    def _fill(self, who: str, view_id: str, values: Mapping[str, Choice]) -> None:
        view = self._view(who, view_id)
        for control in controls.controls(view["blocks"]):
            for name in control.key:
                if name in values:
                    _check_fits(control, values[name])
        self._workspace.fill(who, view_id, values)


def _by_control(values: Mapping[str, Mapping[str, Choice]]) -> dict[str, Choice]:
    """Name each value by its block, as blocks are unique in a view; by its control where a block has several."""
    flat: dict[str, Choice] = {}
    for block_id, typed in values.items():
        for action_id, value in typed.items():
            flat[block_id if len(typed) == 1 else action_id] = value
    return flat


def _check_fits(control: controls.Control, value: Choice) -> None:
    """Refuse a value of another kind than the control's: the bot must see only what Slack would send."""
    kind = str(control.element["type"])
    several, number = kind.startswith(_SEVERAL), kind == "datetimepicker"
    fits = value is None or isinstance(value, list) == several
    if not fits or (isinstance(value, int) and not number):
        raise CannotDo(f"{control.element['action_id']} takes another kind of value")
