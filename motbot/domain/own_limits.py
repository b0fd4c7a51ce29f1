"""The limits as they hold for one person: the config's, with the quiet hours that they have set."""

from dataclasses import replace

from motbot.domain.people import Person
from motbot.domain.policy import Limits


def limits_of(person: Person, limits: Limits) -> Limits:
    """The same limits with the person's own quiet hours, where they have any."""
    own = person.preferences.quiet_hours
    return limits if own is None else replace(limits, quiet_from=own[0], quiet_to=own[1])
