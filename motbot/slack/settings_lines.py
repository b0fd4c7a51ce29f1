"""Tells in words what somebody has set for themselves, with the labels of the window in which they set it."""

from collections.abc import Iterator

from motbot.catalogue.formats import own_name
from motbot.domain.language import Language
from motbot.domain.preferences import STEPS, Amount, Preferences
from motbot.slack.settings_wording import settings_wording


def settings_lines(own: Preferences, language: Language) -> Iterator[tuple[str, str]]:
    """What is set, each as a label and a value; nothing where nothing is."""
    say = settings_wording(language)
    if own.language is not None:
        yield say.language, own_name(own.language)
    if own.quiet_hours is not None:
        begin, end = own.quiet_hours
        yield say.quiet, say.quiet_none if begin == end else f"{begin:%H:%M}-{end:%H:%M}"
    if own.sensitivity is not None:
        yield say.sensitivity, say.sensitivities[own.sensitivity]
    for step in STEPS:
        if (amount := own.wish(step).amount) is not Amount.NORMAL:
            yield say.amount[step], say.amounts[amount]
