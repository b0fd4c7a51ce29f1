"""Makes foreign text safe to show and to send: no live mentions, unknown links, markup or hidden characters."""

import re
import unicodedata
from collections.abc import Callable

_KEPT_CONTROLS = "\n\t"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Control, format (bidi and zero-width among them), lone surrogate and private-use characters."""
_LINE_BREAKS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"}
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters by category that show as nothing."""

_SLACK_LINK = re.compile(r"<((?:https?|mailto|tel|ftp)[^<>|]*)(?:\|([^<>]*))?>", re.IGNORECASE)
_SLACK_CHANNEL = re.compile(r"<#[^<>|]*\|?([^<>]*)>")
_SLACK_DATE = re.compile(r"<!date\^[^<>|]*\|([^<>]*)>")
_SLACK_OTHER = re.compile(r"<[!@][^<>]*>")
_OPENING = re.compile(r"<+(?=[^\s\d=<])")
_CROWD = re.compile(r"@(?=channel|here|everyone)", re.IGNORECASE)
"""Also where the word goes on: what is cut off afterwards would leave it bare."""

_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\(([^()\s]{1,2000})\)")
_DOUBLED = re.compile(r"\*\*+|__+(?=[^\s_])|(?<=[^\s_])__+|~~+|`+")
_PAIRED = re.compile(r"(?<![\w*_~])([*_~])(?=\S)([^\n]{1,300}?)(?<=\S)\1(?![\w*_~])")
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>+[ \t]*)+", re.MULTILINE)

_URL = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.|mailto:|tel:)[^\s<>|\"'“”‘’「」《》，。；：！？、（）]+", re.IGNORECASE
)
_MAIL = re.compile(r"[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_NAME = re.compile(
    r"(?<![\w.@/-])(?:[^\W_](?:[\w-]*[^\W_])?\.)+([a-z]{2,24})(?![a-z0-9-])(?:(/[^\s<>|]*)|(:\d+[^\s<>|]*))?",
    re.IGNORECASE,
)
_FILE_ENDING = re.compile(
    r"bat|cfg|conf|cpp|css?|csv|docx?|exe|gif|gz|html?|ini|java|jpe?g|jsx?|json|log|lua|md|mp[34]|msi|odt|pdf|php|png|"
    r"pptx?|properties|py|rb|rs|rtf|sh|sql|svg|tar|toml|tsx?|txt|vue|xlsx?|xml|ya?ml|zip",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?)]}'\""
_UNKNOWN_LINK = "[link]"


def without_hidden(text: str) -> str:
    """Drop what a reader cannot see: NUL and other controls, bidi and zero-width characters, lone surrogates."""
    for found, instead in _LINE_BREAKS.items():
        text = text.replace(found, instead)
    return "".join(
        character
        for character in text
        if character in _KEPT_CONTROLS or (unicodedata.category(character) not in _HIDDEN and character not in _BLANKS)
    )


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


def links_in(*texts: str) -> frozenset[str]:
    """Collect every link, mail address and host name of the texts, in the form they are compared in."""
    found: set[str] = set()
    for text in texts:
        for pattern in (_URL, _MAIL, _NAME):
            found.update(_comparable(match.group()) for match in pattern.finditer(text))
    return frozenset(found)


def _comparable(link: str) -> str:
    """A link without what writers vary: case of letters, final punctuation, words stuck to its front."""
    bare = link.rstrip(_TRAILING).rstrip("/").casefold()
    return re.sub(r"^[^\x00-\x7f]+", "", bare) or bare


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
    return _without_unknown_links(text, links)


def _without_unknown_links(text: str, links: frozenset[str]) -> str:
    for pattern in (_URL, _MAIL):
        text = pattern.sub(_known_or(links, lambda match: _UNKNOWN_LINK + _tail(match.group())), text)
    return _NAME.sub(_known_or(links, _without_dots), text)


def _known_or(links: frozenset[str], instead: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    return lambda match: match.group() if _comparable(match.group()) in links else instead(match)


def _tail(link: str) -> str:
    """The punctuation at a link's end that belongs to the sentence."""
    return link[len(link.rstrip(_TRAILING)) :]


def _without_dots(match: re.Match[str]) -> str:
    """A bare host name that Slack would turn into a link; names of files stay as they are."""
    if match[2] or match[3]:
        return _UNKNOWN_LINK + _tail(match.group())
    if _FILE_ENDING.fullmatch(match[1]):
        return match.group()
    return match.group().replace(".", ". ")


def _tidy(text: str) -> str:
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.strip().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str, *, limit: int, links: frozenset[str] = frozenset()) -> str:
    """As `safe`, on a single line."""
    return safe(" ".join(text[: 2 * limit + 2000].split()), limit=limit, links=links)


def excerpt(text: str, limit: int) -> str:
    """Quote a customer's words in a private message: one line of plain data, shortened, with no live links."""
    return one_line(text, limit=limit)
