"""Draws how things stand for a person: figures, and no word of any conversation."""

from collections.abc import Iterable, Iterator
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from motbot.domain.language import Language
from motbot.domain.status import Desk, Status
from motbot.slack import rich
from motbot.slack.mute_wording import MuteWording, mute_wording
from motbot.slack.sheet_lists import when
from motbot.slack.tongues import in_every_language
from motbot.slack.wording import wording

STATUS = "status"
"""Callback id of the window: nothing in it can be pressed but Close."""
_TITLE_AT_MOST = 24


def counting_view() -> dict[str, Any]:
    """What the window shows before we know anything, in every language."""
    return _view(Language.EN, [_line(in_every_language(mute_wording, lambda say: say.loading))])


def uncounted_view() -> dict[str, Any]:
    """Says in every language that it did not work just now."""
    return _view(Language.EN, [_line(in_every_language(mute_wording, lambda say: say.failed, between="\n"))])


def status_view(status: Status) -> dict[str, Any]:
    """The figures; slack_sdk's models refuse what Slack would refuse."""
    return _view(status.language, _blocks(status, mute_wording(status.language)))


def _blocks(status: Status, say: MuteWording) -> Iterator[Block]:
    if not status.is_member:
        yield _line(say.not_a_member)
        return
    yield rich.header(_headline(status, say))
    yield rich.context(_silence(status, say))
    yield _list(_own(status, say))
    if status.desk is not None:
        yield rich.divider()
        yield rich.rich(rich.line(rich.words(say.desk, bold=True)))
        yield _list(_desk(status.desk, say))


def _headline(status: Status, say: MuteWording) -> str:
    if status.muted_until is not None:
        return f"🔕 {say.silent}"
    return f"🌙 {say.quiet}" if status.is_quiet else f"🟢 {say.awake}"


def _silence(status: Status, say: MuteWording) -> str:
    if status.muted_until is None:
        return say.unmute
    return say.until.format(when=when(status.muted_until, language=status.language, zone=status.zone))


def _own(status: Status, say: MuteWording) -> Iterator[str]:
    yield say.moments.format(count=status.moments_open)
    promises = {"count": status.promises_open, "today": status.promises_today, "late": status.promises_late}
    yield say.promises.format(**promises) if status.promises_open else say.no_promises
    if status.messages_at_most:
        yield say.messages.format(count=status.messages, most=status.messages_at_most)
    hours = {"begin": f"{status.quiet_from:%H:%M}", "end": f"{status.quiet_to:%H:%M}"}
    yield say.quiet_hours.format(**hours) if status.quiet_from != status.quiet_to else say.no_quiet_hours
    yield say.coach_model if status.has_model else say.coach_playbook


def _desk(desk: Desk, say: MuteWording) -> Iterator[str]:
    yield say.channels.format(count=desk.channels)
    if desk.model_answers is not None:
        yield say.model_answers if desk.model_answers else say.model_silent
    if desk.prompts_live:
        yield say.prompts.format(live=desk.prompts_live, trial=desk.prompts_on_trial)
    yield say.jobs.format(count=desk.jobs)


def _list(texts: Iterable[str]) -> Block:
    return rich.rich(rich.bullets([rich.line(rich.words(text)) for text in texts]))


def _line(text: str) -> Block:
    return rich.rich(rich.line(rich.words(text)))


def _view(language: Language, blocks: Iterable[Block]) -> dict[str, Any]:
    view = View(
        type="modal",
        callback_id=STATUS,
        title=rich.plain(mute_wording(language).title, _TITLE_AT_MOST),
        close=rich.plain(wording(language).close, _TITLE_AT_MOST),
        blocks=list(blocks),
    )
    view.validate_json()
    return view.to_dict()
