"""Who we are in Slack: our workspace, our bot account and the address permalinks start with."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from motbot.catalogue import say, to_say
from motbot.domain.errors import Failed, SlackRefused, SlackUnclear
from motbot.slack.web_api import WebApi

_SCOPES = "x-oauth-scopes"
_REMEDIES = {
    "account_inactive": to_say("the app was removed from the workspace: install it again and set the new token"),
    "invalid_auth": to_say("set it to the Bot User OAuth Token (xoxb-...) of the app's OAuth & Permissions page"),
    "not_allowed_token_type": to_say("it must be the Bot User OAuth Token (xoxb-...), not an app or user token"),
    "not_authed": to_say("set it to the Bot User OAuth Token (xoxb-...) of the app's OAuth & Permissions page"),
    "token_expired": to_say("switch token rotation off for this app and set a fresh token"),
    "token_revoked": to_say("the token was revoked: install the app again and set the new token"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What `auth.test` says of our token. `url` ends in a slash; `enterprise` is empty outside Enterprise Grid."""

    team: str
    user: str
    bot: str
    url: str
    enterprise: str = ""

    def wrote(self, *, user: str, bot: str) -> bool:
        """Whether we wrote a message.

        An agent's post through a user token of our app carries our bot id beside the agent's account, so the bot id
        decides only where no account is named.
        """
        return user == self.user if user else bool(bot) and bot == self.bot


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    """What Slack says beside that, to whoever looks whether all is well."""

    us: Identity
    workspace: str
    """Its name, for people."""
    scopes: frozenset[str] | None
    """What the token may do; None where the server does not say."""
    said_at: datetime | None
    """Slack's own clock, to the second."""


async def identify(api: WebApi) -> Identity:
    """Ask Slack whose token we have.

    Raises:
        Failed: Slack refuses the token; says which setting to change.
        SlackRateLimited: ask again later.
        SlackUnclear: likewise.
    """
    return (await introduce(api)).us


async def introduce(api: WebApi) -> Introduced:
    """Ask Slack whose token we have, and hear what else it says with it. Raises as `identify`."""
    try:
        answer, headers = await api.heard("auth.test")
    except SlackUnclear as unclear:
        if unclear.__cause__ is None:
            raise
        raise SlackUnclear(
            say(
                "no usable answer from Slack at {address} ({kind}); see that this machine reaches it, past proxies and "
                "firewalls",
                address=api.address,
                kind=type(unclear.__cause__).__name__,
            )
        ) from unclear
    except SlackRefused as refusal:
        remedy = say(_REMEDIES.get(refusal.code, to_say("check the token and the app's installation")))
        raise Failed(
            say("SLACK_BOT_TOKEN is refused by Slack ({code}): {remedy}", code=refusal.code, remedy=remedy)
        ) from refusal
    url = str(answer.get("url") or "https://slack.com/")
    us = Identity(
        team=str(answer.get("team_id") or ""),
        user=str(answer.get("user_id") or ""),
        bot=str(answer.get("bot_id") or ""),
        url=url if url.endswith("/") else f"{url}/",
        enterprise=str(answer.get("enterprise_id") or ""),
    )
    scopes = headers.get(_SCOPES)
    return Introduced(
        us=us,
        workspace=str(answer.get("team") or us.team),
        scopes=None if scopes is None else frozenset(scopes.replace(",", " ").split()),
        said_at=_instant(headers.get("date", "")),
    )


def _instant(text: str) -> datetime | None:
    """An HTTP date, aware; None where it is none."""
    try:
        said = parsedate_to_datetime(text)
    except ValueError:
        return None
    return said if said.tzinfo else said.replace(tzinfo=UTC)
