"""Finds whom a text calls by name: profile names, their parts, and a surname or short name beside a title."""

import re
from collections.abc import Iterator, Mapping, Sequence

from motbot.domain.grounding import folded
from motbot.domain.language import is_chinese_character

_NAME_PARTS = re.compile(r"[\s,.()/|]+")
_ALSO_A_WORD = re.compile(
    r"""
    will|may|mark|grace|faith|hope|joy|rich|bill|art|pat|sue|rob|chase|grant|drew|dawn|summer|april|june|august|rose|
    ivy|olive|daisy|lily|jack|frank|earnest|miles|wade|reed|chip|cliff|dale|glen|heath|stone|young|long|king|page|
    price|bell|best|bright|day|field|fox|green|brown|white|black|gray|grey|hall|hill|hunt|lane|little|major|noble|park|
    piper|pierce|power|rush|sharp|short|stark|steel|strong|sweet|swift|turner|wells|wise|wood|yes|max|dean|guy|gene|
    ray|sky|star|true|victor|penny|sandy|support|sales|admin|team|help|info|finance|legal|tech
    """,
    re.VERBOSE,
)
"""Names that are words as well: told apart by a greeting, a title or a comma beside them."""
_CALLED_BEFORE = (
    r"(?i:\b(?:hi|hello|hey|dear|thanks|thank you|morning|afternoon|evening|ask|cc|with|to|from|this is|i'm|i am"
    r"|regards|cheers)[\s,]+|@)"
)
_TITLE_BEFORE = r"(?i:\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|madam)\b\.?\s+)"
_LONG_TITLE = (
    "(?:老师|经理|总经理|副总|总监|主管|主任|先生|女士|太太|小姐|师傅|医生|大夫|护士|律师|博士|教授|同学|顾问|工程师"
    "|老板|校长|院长|店长|处长|科长|部长|队长|班长|组长|厂长|阿姨|大哥|大姐|哥哥|姐姐)"
)
_SHORT_TITLE = "[总工董哥姐叔]"
_FAMILIAR = "小老阿大"
_HAN = r"\u4e00-\u9fff"
# One character more makes another word of its neighbours (关于总账, 最小高度), so such a form needs room on both sides.
_ROOM_BEFORE = rf"(?:(?<![{_HAN}])|(?<=[请找问让叫跟和与给是向]))"
_ROOM_AFTER = rf"(?=[^{_HAN}]|$|[说您你好的在是和跟会把给来去也那就刚已还没要让])"
_NO_WORD_BEFORE = r"(?<![由关对位处等至我贵双各甲乙])"
"""由于 and 对方 end in what is a surname as well."""
_COMPOUND = re.compile(
    "欧阳|司马|上官|诸葛|司徒|夏侯|皇甫|尉迟|公孙|慕容|令狐|东方|南宫|西门|宇文|长孙|端木|轩辕|百里|呼延|独孤"
)
_LEAST_LATIN, _LEAST_TITLED, _LEAST_HAN, _MOST_HAN = 3, 2, 2, 3


class CalledNames:
    """The profile names of a conversation, ready to be found in a text."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        """Take the names of each role; what two of them share is the first one's."""
        patterns: dict[str, tuple[int, str]] = {}
        for role, given in names.items():
            for form in (form for name in given for form in (name.strip(), *_NAME_PARTS.split(name))):
                for pattern in _patterns(form):
                    patterns.setdefault(pattern, (len(form), role))
        longest_first = sorted(patterns, key=lambda pattern: patterns[pattern][0], reverse=True)
        self._roles = tuple(patterns[pattern][1] for pattern in longest_first)
        self._pattern = re.compile("|".join(longest_first) or r"(?!)")

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where which role is called by name."""
        for match in self._pattern.finditer(text):
            group = match.lastindex or 0
            yield match.start(group), match.end(group), self._roles[group - 1]


def _patterns(form: str) -> Iterator[str]:
    """What finds a name, each with one group around it."""
    if not form or form.isdigit():
        return
    if any(is_chinese_character(letter) for letter in form):
        if len(form) >= _LEAST_HAN:
            yield f"({re.escape(form)})"
        if surname := _surname(form):
            yield (
                rf"({_NO_WORD_BEFORE}{surname}{_LONG_TITLE}"
                rf"|{_ROOM_BEFORE}(?:{surname}{_SHORT_TITLE}|[{_FAMILIAR}]{surname}){_ROOM_AFTER})"
            )
        return
    # A name of Latin letters stands alone and as it is spelt; a short one, or a word as well, needs a sign beside it.
    alone = rf"(?<![A-Za-z0-9])({re.escape(form)})(?![A-Za-z0-9])"
    is_word = bool(_ALSO_A_WORD.fullmatch(folded(form)))
    if len(form) >= _LEAST_LATIN and not is_word:
        yield alone
        if _ALSO_A_WORD.fullmatch(folded(_NAME_PARTS.split(form)[0])):
            yield rf"{_CALLED_BEFORE}{alone}"  # else the greeting would find the first name alone
    elif len(form) >= _LEAST_TITLED:
        yield rf"{_TITLE_BEFORE}{alone}"
        yield rf"{alone}(?=\s*(?:{_LONG_TITLE}|{_SHORT_TITLE}{_ROOM_AFTER}))"
        if is_word:
            yield rf"{_CALLED_BEFORE}{alone}"
            yield rf"{alone}(?=\s*[,:，：]|\s+here\b)"


def _surname(form: str) -> str:
    """The surname of a Chinese name, or of a familiar form such as 小 and a surname; "" for anything else."""
    if not all(map(is_chinese_character, form)) or len(form) < _LEAST_HAN:
        return ""
    if compound := _COMPOUND.match(form):
        return compound[0]
    if form[0] in _FAMILIAR:
        return form[1] if len(form) == _LEAST_HAN else ""
    return form[0] if len(form) <= _MOST_HAN else ""
