"""Who we are in Slack: our workspace, our bot account and the address permalinks start with."""

from dataclasses import dataclass

from motbot.domain.errors import Failed, SlackRefused
from motbot.slack.web_api import WebApi

_REMEDIES = {
    "account_inactive": "the app was removed from the workspace: install it again and set the new token",
    "invalid_auth": "set it to the Bot User OAuth Token (xoxb-...) of the app's OAuth & Permissions page",
    "not_allowed_token_type": "it must be the Bot User OAuth Token (xoxb-...), not an app or user token",
    "not_authed": "set it to the Bot User OAuth Token (xoxb-...) of the app's OAuth & Permissions page",
    "token_expired": "switch token rotation off for this app and set a fresh token",
    "token_revoked": "the token was revoked: install the app again and set the new token",
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


async def identify(api: WebApi) -> Identity:
    """Ask Slack whose token we have.

    Raises:
        Failed: Slack refuses the token; says which setting to change.
        SlackRateLimited: ask again later.
        SlackUnclear: likewise.
    """
    try:
        answer = await api.call("auth.test")
    except SlackRefused as refusal:
        remedy = _REMEDIES.get(refusal.code, "check the token and the app's installation")
        raise Failed(f"SLACK_BOT_TOKEN is refused by Slack ({refusal.code}): {remedy}") from refusal
    url = str(answer.get("url") or "https://slack.com/")
    return Identity(
        team=str(answer.get("team_id") or ""),
        user=str(answer.get("user_id") or ""),
        bot=str(answer.get("bot_id") or ""),
        url=url if url.endswith("/") else f"{url}/",
        enterprise=str(answer.get("enterprise_id") or ""),
    )
