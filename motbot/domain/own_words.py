"""What a writer says themselves: a message without what it quotes, forwards or pastes."""

import re
from functools import cached_property

from motbot.domain.grounding import Searched

_PASTED = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_QUOTED_REST = re.compile(r"^[ \t]*(?:>|&gt;){3}.*", re.MULTILINE | re.DOTALL)
_QUOTED_LINE = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)
_FORWARDED = re.compile(
    r"""^[ \t]*(?:
        -{2,}[ \t]*(?:original|forwarded)\ message\b
        | begin\ forwarded\ message\b
        | (?:fwd?|fw)[:：]
        | (?:from|sent|to|date)[:：][ \t].*\n[ \t]*(?:from|sent|to|date|cc|subject)[:：]
        | on\ [^\n]{4,80}\ wrote[:：]
        | -{2,}[ \t]*(?:原始邮件|转发邮件|转发的邮件|邮件原件|以下为转发)
        | 以下(?:是|为)?转发 | 转发(?:自|的?消息|的?邮件)?[:：]
        | (?:发件人|寄件人)[:：] | 在[^\n]{4,60}写道[:：]
    ).*""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_STRUCK = re.compile(r"(?<![\w~～!！?？。…])~(?=[^\s~])[^~\n]*(?<=[^\s~])~(?![A-Za-z0-9_~])")
"""Struck through in Slack; the ~ of a friendly 好的~ stands behind a letter or mark, or before a space."""
_QUOTATION_MARKS = '"“”„‟「」『』«»＂'
_SPOKEN = re.compile(
    r"[“「『«][^“”「」『』«»\n]*[”」』»]"
    # A straight mark behind a letter or digit opens nothing: 5" is a length, and "a" b "c" quotes no b.
    r"|(?<![A-Za-z0-9])\"[^\"\n]*\"(?![A-Za-z0-9])"
)


def own_words(text: str) -> str:
    """The text with quotes, forwarded mail, pasted code and what is struck through blanked out, the rest in place."""
    for foreign in (_PASTED, _QUOTED_REST, _QUOTED_LINE, _FORWARDED):
        text = foreign.sub(_blank, text)
    return unstruck(text)


def aloud(text: str) -> str:
    """The same without what stands between quotation marks as well: only what is said in the writer's own name."""
    return _SPOKEN.sub(_blank, own_words(text))


def unstruck(text: str) -> str:
    """The text with what is struck through blanked out, the rest in its place."""
    return _STRUCK.sub(_blank, text)


def says(words: str, text: str) -> bool:
    """Whether the words stand in the text as the writer's own: not where they lie wholly between quotation marks."""
    return Said(text).says(words)


def as_written(words: str, text: str) -> str:
    """The words as they stand in the text, with the quotation marks a coach left out; "" where they do not."""
    return Said(text).as_written(words)


class Said:
    """A text that many words are looked for in, as `says` and `as_written` do for some."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self.searched = Searched(text)

    def says(self, words: str) -> bool:
        """Whether the words stand in it as the writer's own."""
        return self._aloud.holds(words) or (
            self.searched.holds(words) and not any(span.holds(words) for span in self._between_marks)
        )

    def as_written(self, words: str) -> str:
        """The words as they stand in it, with the quotation marks a coach left out; "" where they do not."""
        if self.searched.holds(words):
            return self.searched.verbatim(words)
        unmarked, places = self._unmarked
        wanted = "".join(character for character in words if character not in _QUOTATION_MARKS)
        found = unmarked.verbatim(wanted) if unmarked.holds(wanted) else ""
        start = unmarked.text.find(found) if found else -1
        return self.searched.text[places[start] : places[start + len(found) - 1] + 1] if start >= 0 else ""

    @cached_property
    def _aloud(self) -> Searched:
        return Searched(_SPOKEN.sub(_blank, self.searched.text))

    @cached_property
    def _between_marks(self) -> tuple[Searched, ...]:
        return tuple(map(Searched, _SPOKEN.findall(self.searched.text)))

    @cached_property
    def _unmarked(self) -> tuple[Searched, list[int]]:
        """The text without quotation marks, and where each of its characters stood."""
        text = self.searched.text
        places = [place for place, character in enumerate(text) if character not in _QUOTATION_MARKS]
        return Searched("".join(text[place] for place in places)), places


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
