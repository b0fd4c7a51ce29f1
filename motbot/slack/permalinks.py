"""Links to messages of our own workspace, made without asking Slack."""

from urllib.parse import urlencode

from motbot.domain.nudge import Place


def permalink(workspace_url: str, place: Place) -> str:
    """Link a message; `workspace_url` ends in a slash. A reply's link names its thread, as Slack's own links do."""
    link = f"{workspace_url}archives/{place.channel}/p{place.ts.replace('.', '')}"
    if not place.thread_ts or place.thread_ts == place.ts:
        return link
    return f"{link}?{urlencode({'thread_ts': place.thread_ts, 'cid': place.channel})}"
