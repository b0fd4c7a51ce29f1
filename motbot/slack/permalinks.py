"""Links to messages of our own workspace, made and read without asking Slack."""

import re
from collections.abc import Collection
from urllib.parse import urlencode

from motbot.catalogue import say, to_say
from motbot.domain.errors import BadInput
from motbot.domain.nudge import Place
from motbot.slack.permalink_forms import Address, Pointed, address_in, archived, deep, opened, redirected

_ADDRESS = re.compile(r"https?://[^\s<>|()\"]+/p\d{7,}[^\s<>|()\"]*")
_ADDRESSES_AT_MOST = 5

NO_PERMALINK = to_say(
    "This is no link to a message of this workspace. Open the menu of a message here, choose Copy link, and give that "
    "link alone: https://.../archives/C.../p..."
)
"""One text for everything that is refused, so that nobody learns from it which workspaces or channels there are."""


def permalink(workspace_url: str, place: Place) -> str:
    """Link a message; `workspace_url` ends in a slash. A reply's link names its thread, as Slack's own links do."""
    link = f"{workspace_url}archives/{place.channel}/p{place.ts.replace('.', '')}"
    if not place.thread_ts or place.thread_ts == place.ts:
        return link
    return f"{link}?{urlencode({'thread_ts': place.thread_ts, 'cid': place.channel})}"


def parse_permalink(
    text: str, *, workspace_url: str, team: str, enterprise: str = "", hosts: Collection[str] = ()
) -> Place:
    """Read a link to a message of ours, as a person pasted it or Slack sent it.

    Nothing is asked of anybody, and nobody may rely on the place being there or being theirs to see. `thread_ts` is
    empty where the link names none, or the message itself.

    Args:
        text: The link and nothing else; Slack's markup, quotes and closing punctuation around it are taken off.
        workspace_url: Where our permalinks begin, ending in a slash. http and a port are read only where it has them.
        team: Our workspace's id, for the links that name a team in place of a host.
        enterprise: The organisation's id where the workspace belongs to one.
        hosts: Further hosts of the workspace, such as the organisation's, in small letters.

    Raises:
        BadInput: with the same text for whatever is no link to a message of this workspace.
    """
    address = address_in(text)
    pointed = _pointed(address, workspace_url.lower(), hosts) if address else None
    if not pointed or pointed.team not in {"", team, enterprise}:
        raise BadInput(say(NO_PERMALINK))
    return Place(channel=pointed.channel, ts=pointed.ts, thread_ts=pointed.thread_ts)


def links_to_messages(text: str, *, workspace_url: str, team: str, enterprise: str = "") -> tuple[tuple[str, str], ...]:
    """Channel and `ts` of each message of ours that a readable text links to, each once; of many the first few."""
    found: dict[tuple[str, str], None] = {}
    for address in _ADDRESS.findall(text)[:_ADDRESSES_AT_MOST]:
        try:
            place = parse_permalink(address, workspace_url=workspace_url, team=team, enterprise=enterprise)
        except BadInput:
            continue
        found[place.channel, place.ts] = None
    return tuple(found)


def _pointed(address: Address, workspace_url: str, hosts: Collection[str]) -> Pointed | None:
    match address.scheme, address.host:
        case "slack", "channel":
            return deep(address.query) if address.path == "/" else None
        case "https", "app.slack.com":
            return opened(address.path, address.query)
        case "https", "slack.com" if address.path == "/app_redirect":
            return redirected(address.query)
    # A workspace may live below a path, as a Slack of one's own may; Slack's own workspaces have none.
    ours = (workspace_url, *(f"https://{host}/" for host in hosts))
    whole = f"{address.scheme}://{address.host}{address.path}"
    rest = next((whole[len(base) :] for base in ours if whole.lower().startswith(base)), None)
    return archived(rest, address.query) if rest is not None else None
