"""Makes foreign text safe to show and to send: no live mentions, unknown links, markup or hidden characters."""

import re
import unicodedata

from motbot.domain.links import links_in, without_unknown_links

__all__ = ["excerpt", "links_in", "one_line", "safe", "shortened", "without_hidden"]

_KEPT_CONTROLS = "\n\t"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Control, format (bidi and zero-width among them), lone surrogate and private-use characters."""
_LINE_BREAKS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"}
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f\ufffc")
"""Letters and marks by category that show as nothing."""
_ENDS_OF_PLANES = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_NEVER_SEEN = re.compile(f"[\ufe00-\ufe0d\U000e0100-\U000e01ef\ufdd0-\ufdef{_ENDS_OF_PLANES}]")
"""Signs that choose a letter's shape, since a row of them carries words nobody sees, but for the two of emoji; and what
Unicode keeps free for ever, since some programs refuse a text that holds one."""

_SLACK_LINK = re.compile(r"<((?:https?|mailto|tel|ftp)[^<>|]*)(?:\|([^<>]*))?>", re.IGNORECASE)
_SLACK_CHANNEL = re.compile(r"<#[^<>|]*\|?([^<>]*)>")
_SLACK_DATE = re.compile(r"<!date\^[^<>|]*\|([^<>]*)>")
_SLACK_OTHER = re.compile(r"<[!@][^<>]*>")
_OPENING = re.compile(r"(?<!<)<+(?=[^\s\d=<])")
_CROWD = re.compile(r"@(?=channel|here|everyone)", re.IGNORECASE)
"""Also where the word goes on: what is cut off afterwards would leave it bare."""

_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\(([^()\s]{1,2000})\)")
_DOUBLED = re.compile(r"\*\*+|__+(?=[^\s_])|(?<=[^\s_])__+|~~+|`+")
_PAIRED = re.compile(r"(?<![\w*_~])([*_~])(?=\S)([^\n]{1,300}?)(?<=\S)\1(?![\w*_~])")
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>+[ \t]*)+", re.MULTILINE)
_AFTER_A_WIDE_MARK = re.compile(r"(?<=[。！？；，：、…”』」）])\s*\n\s*")
"""A line's end that needs no space when the next line goes on behind it."""


def without_hidden(text: str) -> str:
    """Drop what a reader cannot see: NUL and other controls, bidi and zero-width characters, lone surrogates."""
    for found, instead in _LINE_BREAKS.items():
        text = text.replace(found, instead)
    return text if text.isascii() and text.isprintable() else text.translate(_Seen())


class _Seen(dict[int, str]):
    """What is left of each character, by its number; filled as characters are met."""

    def __missing__(self, number: int) -> str:
        character = chr(number)
        shown = self[number] = character if character in _KEPT_CONTROLS or not _is_hidden(character) else ""
        return shown


def _is_hidden(character: str) -> bool:
    is_unseen = unicodedata.category(character) in _HIDDEN or character in _BLANKS
    return is_unseen or bool(_NEVER_SEEN.match(character))


def shortened(text: str, limit: int) -> str:
    """Cut a text to at most `limit` code points, never inside what a reader sees as one character."""
    if len(text) <= limit:
        return text
    end = max(limit - 1, 0)
    while end > 0 and _joins(text[end - 1], text[end]):
        end -= 1
    if end and _is_flag_half(text[end]) and _flag_halves_before(text, end) % 2:
        end -= 1
    space = text.rfind(" ", max(end - 20, 0), end)
    if space > 0 and not text[end].isspace() and text[end].isascii():
        end = space
    return text[:end].rstrip() + "…" if limit else ""


def _joins(before: str, after: str) -> bool:
    """Whether a cut between the two would split one visible character."""
    skin_tone = "\U0001f3fb" <= after <= "\U0001f3ff"
    return unicodedata.category(after).startswith("M") or skin_tone or "\u200d" in (before, after)


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, end: int) -> int:
    count = 0
    while count < end and _is_flag_half(text[end - 1 - count]):
        count += 1
    return count


def safe(text: str, *, limit: int, links: frozenset[str] = frozenset()) -> str:
    """Make a model's text safe to show and to send.

    Slack's control sequences lose their power, markup its marks, and every link that is not in `links` is taken out.
    What comes back is at most `limit` code points and does not change when it is made safe again.

    Args:
        text: what the model wrote.
        limit: how long the result may be, in code points.
        links: what `links_in` found in the texts that may be linked.
    """
    # Bounded first: what a hostile answer could make slow is cut off before any pattern sees it.
    now = without_hidden(text[: 2 * limit + 2000])
    for _ in range(8):
        before, now = now, _defused(now, links)
        if now == before:
            break
    else:
        now = now.replace("<", "").replace("[", "").replace("*", "")
    return shortened(_tidy(now), limit)


def _defused(text: str, links: frozenset[str]) -> str:
    """One pass over everything that could be live."""
    text = _SLACK_LINK.sub(lambda match: f"{match[2]} {match[1]}" if match[2] else match[1], text)
    text = _SLACK_DATE.sub(r"\1", text)
    text = _SLACK_CHANNEL.sub(r"\1", text)
    text = _OPENING.sub("< ", _SLACK_OTHER.sub("", text))
    text = _CROWD.sub("", text)
    text = _MARKDOWN_LINK.sub(lambda match: f"{match[1]} {match[2]}", text).replace("](", "] (")
    text = _LINE_MARK.sub("", _PAIRED.sub(r"\2", _DOUBLED.sub("", text)))
    return without_unknown_links(text, links)


def _tidy(text: str) -> str:
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.strip().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str, *, limit: int, links: frozenset[str] = frozenset()) -> str:
    """As `safe`, on a single line."""
    near = _AFTER_A_WIDE_MARK.sub("", text[: 2 * limit + 2000])
    return safe(" ".join(near.split()), limit=limit, links=links)


def excerpt(text: str, limit: int) -> str:
    """Quote a customer's words in a private message: one line of plain data, shortened, with no live links."""
    return one_line(text, limit=limit)
