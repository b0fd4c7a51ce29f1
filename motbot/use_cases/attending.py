"""Somebody in a channel, with how it works: in which language and zone they read of it."""

from dataclasses import dataclass

from motbot.domain.cards import language_for
from motbot.domain.language import Language
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy
from motbot.domain.routing import zone_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Attending:
    """A person and a channel that they are in now."""

    person: Person
    policy: ChannelPolicy

    @property
    def language(self) -> Language:
        """The one they read."""
        return language_for(self.person, self.policy.language)

    @property
    def zone(self) -> str:
        """IANA name of the zone in which they see times."""
        return zone_of(self.person, otherwise=self.policy.zone).key
