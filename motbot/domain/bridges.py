"""Whose words a help-desk bot's post really holds, and for whom they speak, by what the config says of that bot."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from motbot.domain.people import Author, Side
from motbot.domain.policy import Bridge, ChannelPolicy, HumanFrom, WordsIn
from motbot.domain.safe_text import links_in, one_line, without_hidden

NAME_AT_MOST = 80
NAME_FIELDS = ("author", "user", "name", "email")
"""Where a name is looked for in the metadata of a bridge whose field is not told."""
AUTHOR_OF_ATTACHMENT = "attachment.author_name"
_NAME, _SIDE = "{name}", "{side}"
_PLACES = re.compile(r"(\{name\}|\{side\}|[:：]|\s+)")
_ALL = re.compile(r"\*+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The human behind a bridge's post."""

    account: str
    """Of our own making, `<bot>:<whose>`: never an account of Slack's, so that nothing can be sent to it."""
    name: str
    """As it may be shown; empty where the post names nobody."""
    side: Side
    """BOT where the help desk itself speaks: nobody's words."""
    text: str
    """The words alone, without the name in front."""

    @property
    def is_named(self) -> bool:
        """Whether the post says whose words it holds."""
        return not self.account.endswith(":")


def bridge_of(author: Author, policy: ChannelPolicy) -> Bridge | None:
    """The bridge that wrote this post, if a help-desk bot did."""
    return next((bridge for bridge in policy.bridges if bridge.bot in {author.bot, author.app, author.user}), None)


def human_behind(
    bridge: Bridge, author: Author, text: str, told: Mapping[str, str], parts: Mapping[str, str] | None = None
) -> Behind:
    """Read a bridge's post as its config says.

    Args:
        bridge: what the config says of the bot.
        author: who wrote the post as Slack tells it; the name over the post stands there.
        text: the post's text.
        told: metadata and what stands around an attachment, flat.
        parts: the words of other parts of the post, by `WordsIn`.
    """
    words = _words(bridge, text, parts or {})
    written, rest = _written(bridge, author, words, told)
    name, label = _read(bridge, written)
    label = told.get(bridge.side_field, "") if bridge.side_field else label or written
    key = _plain(told.get(bridge.id_field, "")) if bridge.id_field else ""
    name = _shown(name)
    return Behind(account=f"{bridge.bot}:{key or name}", name=name, side=_side(bridge, label), text=rest)


def _words(bridge: Bridge, text: str, parts: Mapping[str, str]) -> str:
    """The part that the config names; where that is empty, whatever the post has."""
    return text if bridge.words_in is WordsIn.TEXT else parts.get(bridge.words_in.value) or text


def _written(bridge: Bridge, author: Author, words: str, told: Mapping[str, str]) -> tuple[str, str]:
    """What names the human, as it is written there, and the words without it."""
    match bridge.human_from:
        case HumanFrom.USERNAME:
            return author.username, words
        case HumanFrom.METADATA:
            fields = (bridge.name_field,) if bridge.name_field else NAME_FIELDS
            return next((told[one] for one in fields if told.get(one)), ""), words
        case HumanFrom.ATTACHMENT:
            return told.get(bridge.name_field or AUTHOR_OF_ATTACHMENT, ""), words
        case HumanFrom.PREFIX:
            found = _pattern(bridge.written_as or f"{_NAME}:", is_prefix=True).match(words)
            return (found[0].strip(), words[found.end() :].strip()) if found else ("", words)


def _read(bridge: Bridge, written: str) -> tuple[str, str]:
    """The name in what is written, and what is written of the side."""
    is_prefix = bridge.human_from is HumanFrom.PREFIX
    form = bridge.written_as or (f"{_NAME}:" if is_prefix else _NAME)
    found = _pattern(form, is_prefix=is_prefix).fullmatch(written) if written else None
    if found is None:
        return written, ""
    groups = found.groupdict()
    return groups["name"], groups.get("side") or ("" if _SIDE in form else groups["name"])


@cache
def _pattern(form: str, *, is_prefix: bool) -> re.Pattern[str]:
    """The form as a pattern. In front of words neither name nor side holds a colon, and a link's colon ends none."""
    inside = r"[^:：\n]" if is_prefix else r"[^\n]"
    colon = r"\s*(?::(?=\s|$)|：)" if is_prefix else r"\s*[:：]"
    known = {_NAME: f"(?P<name>{inside}{{1,{NAME_AT_MOST}}}?)", _SIDE: f"(?P<side>{inside}{{1,{NAME_AT_MOST}}}?)"}
    pieces = []
    for piece in _PLACES.split(form.strip()):
        if piece in known:
            pieces.append(known[piece])
        elif piece in {":", "："}:
            pieces.append(colon)
        else:
            pieces.append(r"\s+" if piece.isspace() else re.escape(piece))
    end = r"(?=\s|$|(?<=：))" if is_prefix else r"\s*"
    return re.compile(rf"\s*{''.join(pieces)}{end}", re.IGNORECASE)


def _side(bridge: Bridge, label: str) -> Side:
    """For whom they speak; the help desk's own notices first, since they may name anybody."""
    named = (
        (Side.BOT, bridge.tool_named),
        (Side.AGENT, bridge.agents_named),
        (Side.COLLEAGUE, bridge.colleagues_named),
        (Side.CUSTOMER, bridge.customers_named),
    )
    seen = _plain(label)
    return next((side for side, wanted in named if _is_one_of(seen, wanted)), bridge.speaks_for)


def _is_one_of(label: str, wanted: Sequence[str]) -> bool:
    return bool(label) and any(_wild(one).fullmatch(label) for one in wanted)


@cache
def _wild(wanted: str) -> re.Pattern[str]:
    """A name in which `*` stands for anything; capitals do not matter."""
    return re.compile(".*".join(re.escape(piece) for piece in _ALL.split(_plain(wanted))), re.IGNORECASE | re.DOTALL)


def _plain(text: str) -> str:
    """What a reader sees of it, on one line: a name that only looks the same is the same."""
    return " ".join(without_hidden(text[: 4 * NAME_AT_MOST]).split())[:NAME_AT_MOST].strip()


def _shown(name: str) -> str:
    """The name without what acts, marks or hides. A mail address may be one; nobody is left without a name by that."""
    seen = _plain(name)
    mail = frozenset(one for one in links_in(seen) if "@" in one)
    return one_line(seen, limit=NAME_AT_MOST, links=mail) or seen.replace("<", "‹")
