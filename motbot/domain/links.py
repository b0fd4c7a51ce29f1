"""Finds whatever a chat, a browser or a mail program may turn into a link, and takes out what was not known before."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

_STOPS = r"\s<>|\"'“”‘’「」《》，。；：！？、（）"
_URL = re.compile(
    rf"(?:[a-z][a-z0-9+.-]{{1,20}}://|(?:https?|ftps?|wss?):[/\\]*(?=[^\s/\\])|www\.|mailto:|tel:|(?:sms|callto|facetime):(?=\+?\d)"
    rf"|(?:javascript|vbscript):(?=\S)|data:(?=[a-z]+/)|file:(?=/))[^{_STOPS}]+",
    re.IGNORECASE,
)
_LATIN = "a-z\uff41-\uff5a"
_CJK = "\u2e80-\u9fff\uf900-\ufaff"
_DOT = "[.\uff0e\u2024]"
_ANY_DOT = "[.\uff0e\u2024。｡]"
"""Browsers read the Chinese full stop as a dot too; between Latin letters alone it may be meant as one."""
_TOP = (
    rf"(?:xn--[a-z0-9-]{{1,59}}(?![a-z0-9-])|[{_LATIN}]{{2,24}}(?![{_LATIN}\d])"
    rf"|[^\W\d_{_CJK}]{{2,24}}|中国|中國|公司|网络|網絡|网址|网站|香港|台湾|台灣|新加坡|集团|在线|中文网|商城|商店)"
)
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_LATIN_LABEL = rf"[{_LATIN}\d](?:[{_LATIN}\d-]{{0,61}}[{_LATIN}\d])?"
_MAIL = re.compile(
    rf"[\w.%+-]{{1,64}}@(?:{_LABEL}{_DOT}){{1,12}}{_TOP}|[{_LATIN}\d._%+-]{{1,64}}@(?:{_LATIN_LABEL}{_ANY_DOT}){{1,12}}[{_LATIN}]{{2,24}}",
    re.IGNORECASE,
)
_PATH = r"(?:(?P<path>/[^\s<>|]*)|(?P<port>:\d+[^\s<>|]*))?"
_BEFORE = r"(?<![^\W_])(?<![\w.%+-]@)"
_NAME = re.compile(rf"{_BEFORE}(?:{_LABEL}{_DOT}){{1,12}}(?P<top>{_TOP}){_PATH}", re.IGNORECASE)
_NAME_WITH_STOPS = re.compile(
    rf"{_BEFORE}(?:{_LATIN_LABEL}{_ANY_DOT}){{1,12}}(?P<top>[{_LATIN}]{{2,24}}(?![{_LATIN}\d])){_PATH}", re.IGNORECASE
)
_NAMES = (_NAME, _NAME_WITH_STOPS)
_MACHINE = re.compile(r"(?<![\w.])(?:localhost|\d{1,3}(?:\.\d{1,3}){3})[:/](?=[\w/])[^\s<>|]*", re.IGNORECASE)
"""A machine's own address, where a port or a path shows that it is meant to be opened."""
_FILE_ENDING = re.compile(
    r"bat|cfg|conf|cpp|css?|csv|docx?|exe|gif|gz|html?|ini|java|jpe?g|jsx?|json|log|lua|mp[34]|msi|odt|pdf|php|png|"
    r"pptx?|properties|rb|rtf|sql|svg|tar|toml|tsx?|txt|vue|xlsx?|xml|ya?ml",
    re.IGNORECASE,
)
"""Endings of files that are no country's and no registry's: sh, py, rs, md and zip are, and may be somebody's host."""
_TRAILING = ".,;:!?)]}'\""
_UNKNOWN_LINK, _UNKNOWN_LINK_IN_CHINESE = "[link]", "[链接]"
_CHINESE = re.compile(f"[{_CJK}]")
_STUCK = re.compile(rf"^[{_CJK}\u3000-\u303f\uff00-\uffef]+")


def links_in(*texts: str) -> frozenset[str]:
    """Collect every link, mail address and host name of the texts, in the form they are compared in."""
    found: set[str] = set()
    for text in texts:
        for pattern in _patterns_for(text):
            found.update(_comparable(match.group()) for match in pattern.finditer(text))
    return frozenset(found)


def without_unknown_links(text: str, links: frozenset[str]) -> str:
    """A text in which only the links that are known can be opened.

    Args:
        text: somebody's words.
        links: what `links_in` found in the texts that may be linked.
    """
    named = _UNKNOWN_LINK_IN_CHINESE if _CHINESE.search(text) else _UNKNOWN_LINK
    for pattern in _patterns_for(text):
        instead = _without_dots if pattern in _NAMES else _taken_out
        text = pattern.sub(_known_or(links, partial(instead, named=named)), text)
    return text


def _patterns_for(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that may find something, in the order in which they are to be used; most texts need none."""
    has_dot = bool(re.search(_ANY_DOT, text))
    if ":" in text or has_dot:
        yield _URL
    if "@" in text:
        yield _MAIL
    if ":" in text or "/" in text:
        yield _MACHINE
    if has_dot:
        yield from _NAMES


def _comparable(link: str) -> str:
    """A link without what writers vary: case and width of letters, final punctuation, Chinese stuck to its front.

    Only Chinese: letters of other scripts in front make it another host, however like the known one it looks.
    """
    plain = unicodedata.normalize("NFKC", _STUCK.sub("", link) or link).replace("。", ".").replace("\u2024", ".")
    return plain.rstrip(_TRAILING).rstrip("/").casefold().removeprefix("mailto:")


def _known_or(links: frozenset[str], instead: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    return lambda match: match.group() if _comparable(match.group()) in links else instead(match)


def _taken_out(match: re.Match[str], *, named: str) -> str:
    return named + _tail(match.group())


def _tail(link: str) -> str:
    """The punctuation at a link's end that belongs to the sentence."""
    return link[len(link.rstrip(_TRAILING)) :]


def _without_dots(match: re.Match[str], *, named: str) -> str:
    """A bare host name that Slack would turn into a link; names of files stay as they are."""
    if match["path"] or match["port"]:
        return _taken_out(match, named=named)
    if _FILE_ENDING.fullmatch(match["top"]):
        return match.group()
    return re.sub(f"({_ANY_DOT})", r"\1 ", match.group())
