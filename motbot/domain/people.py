"""Who somebody is to us: the facts Slack tells of a person, and the side they speak for in one channel."""

from dataclasses import dataclass
from enum import StrEnum

from motbot.domain.preferences import NOTHING_SET, Preferences


class PersonKind(StrEnum):
    """What Slack says of an account, before the config says what it does for us."""

    MEMBER = "member"
    """A full member of our own workspace."""
    GUEST = "guest"
    """A restricted account of our own workspace."""
    OUTSIDER = "outsider"
    """A person of another workspace (Slack Connect)."""
    BOT = "bot"
    GONE = "gone"
    """A deactivated account of our own workspace."""
    UNKNOWN = "unknown"
    """Slack did not say yet: a customer for privacy, an agent for nothing."""


class Side(StrEnum):
    """For whom a person speaks in one channel."""

    CUSTOMER = "customer"
    AGENT = "agent"
    COLLEAGUE = "colleague"
    BOT = "bot"
    OURSELVES = "ourselves"
    """motbot's own posts."""
    UNKNOWN = "unknown"

    @property
    def is_ours(self) -> bool:
        """Whether what this side says counts as an answer of our team."""
        return self in {Side.AGENT, Side.COLLEAGUE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account as Slack describes it; `zone` is an IANA name, empty where Slack does not say it."""

    id: str
    team: str
    kind: PersonKind
    name: str = ""
    names: tuple[str, ...] = ()
    """Every name the profile tells: real name, display name, and the like."""
    zone: str = ""
    locale: str = ""
    preferences: Preferences = NOTHING_SET
    """What they have set for themselves."""

    @property
    def may_be_nudged(self) -> bool:
        """Only a current full member of our own workspace ever gets a private message of ours."""
        return self.kind is PersonKind.MEMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a message, exactly as far as the message itself says."""

    user: str = ""
    team: str = ""
    bot: str = ""
    app: str = ""
    username: str = ""
    """The display name a bot put over its post: help-desk bridges name the human there."""
    is_ourselves: bool = False

    @property
    def id(self) -> str:
        """The account the words belong to: the user, or the bot where no user is named."""
        return self.user or self.bot


def is_behind_bot(account: str) -> bool:
    """Whether an account is no account of Slack's but a human's whose words a help-desk bot carries: see `bridges`."""
    return ":" in account
