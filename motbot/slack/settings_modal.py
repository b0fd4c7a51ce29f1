"""The window in which somebody sets things for themselves, and how what they chose is read."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from slack_sdk.models.blocks import Block, InputBlock, Option, StaticSelectElement, TimePickerElement
from slack_sdk.models.views import View as ModalView

from motbot.catalogue.formats import own_name
from motbot.domain.errors import BadInput
from motbot.domain.home_page import HomePage
from motbot.domain.language import Language, languages_spoken
from motbot.domain.preferences import STEPS, Amount, Preferences, StepWish
from motbot.domain.sensitivity import Sensitivity
from motbot.slack import payloads as p
from motbot.slack import rich
from motbot.slack.home_phrases import SettingsWording
from motbot.slack.interactions import View, ViewSubmission
from motbot.slack.modals import field
from motbot.slack.settings_wording import settings_wording
from motbot.slack.tongues import in_every_language

SETTINGS = "settings"
"""Callback id of the window; its metadata is the language it is written in, and which quiet hours were theirs."""
LANGUAGE, QUIET, QUIET_FROM, QUIET_TO, PRESSING = "language", "quiet", "quiet_from", "quiet_to", "pressing"
"""Block ids of its fields; those of the steps are the steps' names."""
DEFAULT, OWN, NONE = "default", "own", "none"
"""Values that leave a thing to the config or to Slack; one's own quiet hours; no quiet hours."""
_TITLE_AT_MOST = 24
_OPTION_AT_MOST = 75
_NO_HOURS = time(0)


def waiting_view() -> dict[str, Any]:
    """What the window shows before we know anything, in every language."""
    return _notice(in_every_language(settings_wording, lambda say: say.loading))


def unread_view() -> dict[str, Any]:
    """Says in every language that it did not work just now."""
    return _notice(in_every_language(settings_wording, lambda say: say.failed, between="\n"))


def settings_view(page: HomePage) -> dict[str, Any]:
    """The window, with what holds for them now chosen."""
    say = settings_wording(page.language)
    view = ModalView(
        type="modal",
        callback_id=SETTINGS,
        title=rich.plain(say.title, _TITLE_AT_MOST),
        submit=rich.plain(say.save, _TITLE_AT_MOST),
        close=rich.plain(say.close, _TITLE_AT_MOST),
        private_metadata=f"{page.language.value} {_quiet_choice(page.preferences)}",
        blocks=list(_fields(page, say)),
    )
    view.validate_json()
    return view.to_dict()


def chosen_settings(body: Mapping[str, Any]) -> Preferences:
    """What stands in a window that was sent.

    Raises:
        BadInput: their own quiet hours lack a time, begin when they end, or stand beside the choice of none; the
            message is in the window's language.
    """
    view = p.read(ViewSubmission, body, "view_submission").view
    say, quiet = _words_of(view), _chosen_quiet(view)
    hours = _hours(quiet, view.field(QUIET_FROM), view.field(QUIET_TO))
    if hours is not None and quiet == OWN and hours[0] == hours[1]:
        raise BadInput(say.quiet_missing)
    wishes = {step: StepWish(amount=Amount(view.field(step))) for step in STEPS}
    language, pressing = view.field(LANGUAGE), view.field(PRESSING)
    return Preferences(
        language=None if language == DEFAULT else Language(language),
        quiet_from=hours[0] if hours else None,
        quiet_to=hours[1] if hours else None,
        sensitivity=None if pressing == DEFAULT else Sensitivity(pressing),
        **wishes,
    )


def not_saved(body: Mapping[str, Any]) -> str:
    """That it did not work just now, in the window's language."""
    return _words_of(p.read(ViewSubmission, body, "view_submission").view).not_saved


def _words_of(view: View) -> SettingsWording:
    """Our words in the window's language."""
    return settings_wording(Language(view.private_metadata.partition(" ")[0]))


def _chosen_quiet(view: View) -> str:
    """Which quiet hours are meant: times that were typed where none had stood are their own, whatever stayed chosen."""
    choice, before = view.field(QUIET), view.private_metadata.partition(" ")[2]
    if before == OWN or not (view.field(QUIET_FROM) or view.field(QUIET_TO)):
        return choice
    if choice == NONE != before:
        raise BadInput(_words_of(view).quiet_both)
    return OWN


def _hours(choice: str, begin: str, end: str) -> tuple[time, time] | None:
    """The quiet hours of a choice; None where the config's hold, equal times where there are none."""
    if choice == NONE:
        return _NO_HOURS, _NO_HOURS
    if choice != OWN:
        return None
    if not begin or not end:
        return _NO_HOURS, _NO_HOURS
    return time.fromisoformat(begin), time.fromisoformat(end)


def _fields(page: HomePage, say: SettingsWording) -> Iterator[Block]:
    own = page.preferences
    languages = {one.value: own_name(one) for one in languages_spoken()}
    yield _select(
        LANGUAGE, say.language, {DEFAULT: say.language_default, **languages}, own.language.value if own.language else ""
    )
    usual = say.quiet_usually_none if page.usual_from == page.usual_to else _span(page.usual_from, page.usual_to)
    quiet = {DEFAULT: say.quiet_default.format(hours=usual), OWN: say.quiet_own, NONE: say.quiet_none}
    yield _select(QUIET, say.quiet, quiet, _quiet_choice(own), hint=say.quiet_hint)
    # Times that do not hold would only seem to be theirs.
    hours = (page.quiet_from, page.quiet_to) if _quiet_choice(own) == OWN else (None, None)
    for block, label, hour in zip((QUIET_FROM, QUIET_TO), (say.quiet_from, say.quiet_to), hours, strict=True):
        shown = f"{hour:%H:%M}" if hour else None
        yield field(block, label, TimePickerElement(action_id=block, initial_time=shown))
    pressing = {DEFAULT: say.sensitivity_default, **say.sensitivities}
    yield _select(PRESSING, say.sensitivity, pressing, own.sensitivity.value if own.sensitivity else "")
    for step in STEPS:
        hint = say.amount_hint if step == STEPS[-1] else ""
        yield _select(step, say.amount[step], say.amounts, own.wish(step).amount.value, hint=hint)


def _span(begin: time, end: time) -> str:
    return f"{begin:%H:%M}-{end:%H:%M}"


def _quiet_choice(own: Preferences) -> str:
    if own.quiet_hours is None:
        return DEFAULT
    return NONE if own.quiet_from == own.quiet_to else OWN


def _select(block: str, label: str, choices: Mapping[str, str], chosen: str, *, hint: str = "") -> InputBlock:
    options = [Option(text=rich.plain(text, _OPTION_AT_MOST), value=str(value)) for value, text in choices.items()]
    initial = next((one for one in options if one.value == (chosen or DEFAULT)), options[0])
    element = StaticSelectElement(action_id=block, options=options, initial_option=initial)
    return field(block, label, element, hint=hint, optional=False)


def _notice(text: str) -> dict[str, Any]:
    view = ModalView(
        type="modal",
        title=rich.plain("motbot", _TITLE_AT_MOST),
        close=rich.plain(in_every_language(settings_wording, lambda say: say.close, between=" · "), _TITLE_AT_MOST),
        blocks=[rich.rich(rich.line(rich.words(text)))],
    )
    view.validate_json()
    return view.to_dict()
