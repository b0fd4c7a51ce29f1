"""Reads what a pasted link to a message says, in every form that Slack hands out, trusting no character of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

_LONGEST = 2_000
_OPENING = " \t\r\n([{\"'`*_~“‘「『《（【"
_CLOSING = " \t\r\n)]}\"'`*_~”’」』》）】.,;:!?。，、；：！？…"
_MARKUP = re.compile(r"<([^<>|]*)(?:\|[^<>]*)?>")
"""As Slack sends the text of a command: the address, or the address and the words it is shown by."""
_ENCODED = re.compile(r"(?:https?|slack)%3a%2f%2f", re.IGNORECASE)
# A closed list of characters instead of a URL parser: those pass over tabs, fold wide letters and take user names.
_ADDRESS = re.compile(
    r"(?P<scheme>https?|slack)://(?P<host>[a-z0-9.:\[\]-]+)(?P<path>/[a-z0-9._/-]*)?(?:\?(?P<query>[a-z0-9._=&%-]*))?",
    re.ASCII | re.IGNORECASE,
)
_CHANNEL = r"[CGD][A-Z0-9]{1,20}"
_TEAM = r"[TE][A-Z0-9]{1,20}"
_STAMP = r"[1-9][0-9]{9}\.[0-9]{6}"
_DIGITS = r"[1-9][0-9]{15}"
_NOBODY = "-"
"""The team of a link that must name one and does not: no team is called so."""
_ARCHIVED = re.compile(rf"(?:archives|messages)/(?P<channel>{_CHANNEL})/p(?P<digits>{_DIGITS})/?")
_OPENED = re.compile(
    rf"/client/(?P<team>{_TEAM})/(?P<shown>[A-Za-z0-9_-]{{1,40}})"
    rf"/(?:thread/(?P<channel>{_CHANNEL})-(?P<ts>{_STAMP})|p(?P<digits>{_DIGITS}))/?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The parts of a link. `host` holds the port if one is named; host and scheme are in small letters."""

    scheme: str
    host: str
    path: str
    query: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """Which message a link names; `team` is empty where the link's host alone says it."""

    channel: str
    ts: str
    thread_ts: str = ""
    team: str = ""


def address_in(text: str) -> Address | None:
    """The one address that a text consists of, out of Slack's markup and closing punctuation; percent signs once."""
    if len(text) > _LONGEST:
        return None
    plain = text.strip(_OPENING + _CLOSING)
    if marked := _MARKUP.fullmatch(plain):
        plain = marked[1]
    plain = plain.replace("&amp;", "&").rstrip(_CLOSING)
    if _ENCODED.match(plain):
        plain = unquote(plain)
        if "%" in plain:
            return None
    return _parts(plain)


def _parts(plain: str) -> Address | None:
    found = _ADDRESS.fullmatch(plain)
    if not found:
        return None
    query = _fields(found["query"] or "")
    if query is None:
        return None
    return Address(scheme=found["scheme"].lower(), host=found["host"].lower(), path=found["path"] or "/", query=query)


def _fields(query: str) -> dict[str, str] | None:
    """The query's fields, decoded once; None where one stands twice, since nobody knows which of them counts."""
    if not query:
        return {}
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True, max_num_fields=10, errors="strict")
    except ValueError:
        return None
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else None


def archived(path: str, query: Mapping[str, str]) -> Pointed | None:
    """`archives/C1/p1234567890123456?thread_ts=1234567890.123456&cid=C1`, on a workspace's own host."""
    found = _ARCHIVED.fullmatch(path)
    if not found:
        return None
    channel, ts = found["channel"], _dotted(found["digits"])
    # Older links say `channel` and `message_ts`; what is told twice must agree.
    if {query.get("cid", channel), query.get("channel", channel)} != {channel} or query.get("message_ts", ts) != ts:
        return None
    return _pointed(channel, ts, thread_ts=query.get("thread_ts", ""), team=query.get("team", ""))


def opened(path: str, query: Mapping[str, str]) -> Pointed | None:
    """`/client/T1/C1/thread/C1-1234567890.123456` or `/client/T1/C1/p1234567890123456`: the page of the web client."""
    found = _OPENED.fullmatch(path)
    if not found:
        return None
    if found["channel"]:
        return _pointed(found["channel"], found["ts"], team=found["team"])
    if not re.fullmatch(_CHANNEL, found["shown"]):
        return None
    thread_ts = query.get("thread_ts", "")
    return _pointed(found["shown"], _dotted(found["digits"]), thread_ts=thread_ts, team=found["team"])


def deep(query: Mapping[str, str]) -> Pointed | None:
    """`slack://channel?team=T1&id=C1&message=1234567890.123456`: what opens the application itself."""
    message, thread_ts = query.get("message", ""), query.get("thread_ts", "")
    return _pointed(query.get("id", ""), message, thread_ts=thread_ts, team=query.get("team") or _NOBODY)


def redirected(query: Mapping[str, str]) -> Pointed | None:
    """`/app_redirect?team=T1&channel=C1&message_ts=1234567890.123456`, on Slack's own host."""
    message, thread_ts = query.get("message_ts", ""), query.get("thread_ts", "")
    return _pointed(query.get("channel", ""), message, thread_ts=thread_ts, team=query.get("team") or _NOBODY)


def _dotted(digits: str) -> str:
    return f"{digits[:10]}.{digits[10:]}"


def _pointed(channel: str, ts: str, *, thread_ts: str = "", team: str = "") -> Pointed | None:
    """The message, if every part is one: a thread is never younger than what stands in it."""
    is_sound = (
        re.fullmatch(_CHANNEL, channel)
        and re.fullmatch(_STAMP, ts)
        and (not thread_ts or (re.fullmatch(_STAMP, thread_ts) and thread_ts <= ts))
    )
    if not is_sound:
        return None
    return Pointed(channel=channel, ts=ts, thread_ts="" if thread_ts == ts else thread_ts, team=team)
