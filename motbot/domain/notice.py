"""What those who look after motbot must know of it: told in private, like everything else."""

from dataclasses import dataclass
from enum import StrEnum

from motbot.domain.language import Language


class NoticePurpose(StrEnum):
    """What has happened."""

    MONEY_SPENT = "money_spent"
    """What the model may cost in a day is used up, and the playbook coaches on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A short new message for an admin or a lead, about motbot and about no conversation."""

    purpose: NoticePurpose
    language: Language
    zone: str
    """IANA name of the zone whose midnight ends it."""

    @property
    def moment(self) -> int:
        """It is about no moment."""
        return 0
