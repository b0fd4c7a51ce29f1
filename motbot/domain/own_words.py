"""What a writer says themselves: a message without what it quotes, forwards or pastes."""

import re

from motbot.domain.grounding import occurs, verbatim

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
_QUOTATION_MARKS = '"“”„‟「」『』«»＂'
_SPOKEN = re.compile(
    r"[“「『«][^“”「」『』«»\n]*[”」』»]"
    # A straight mark behind a letter or digit opens nothing: 5" is a length, and "a" b "c" quotes no b.
    r"|(?<![A-Za-z0-9])\"[^\"\n]*\"(?![A-Za-z0-9])"
)


def own_words(text: str) -> str:
    """The text with quoted lines, forwarded mail and pasted code blanked out; what is left keeps its place."""
    for foreign in (_PASTED, _QUOTED_REST, _QUOTED_LINE, _FORWARDED):
        text = foreign.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def says(words: str, text: str) -> bool:
    """Whether the words stand in the text as the writer's own: not where they lie wholly between quotation marks."""
    aloud = _SPOKEN.sub(lambda found: " " * len(found[0]), text)
    return occurs(words, aloud) or (
        occurs(words, text) and not any(occurs(words, span) for span in _SPOKEN.findall(text))
    )


def as_written(words: str, text: str) -> str:
    """The words as they stand in the text, with the quotation marks a coach left out; "" where they do not."""
    if occurs(words, text):
        return verbatim(words, text)
    places = [place for place, character in enumerate(text) if character not in _QUOTATION_MARKS]
    unmarked = "".join(text[place] for place in places)
    wanted = "".join(character for character in words if character not in _QUOTATION_MARKS)
    found = verbatim(wanted, unmarked) if occurs(wanted, unmarked) else ""
    start = unmarked.find(found) if found else -1
    return text[places[start] : places[start + len(found) - 1] + 1] if start >= 0 else ""
