"""Whether two promises are one said twice: how alike the things are that they name, whatever is said around them."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from motbot.domain.grounding import bare, folded
from motbot.domain.language import is_chinese_character

_LATIN_WORD = re.compile(r"[^\W\d_\u2e80-\u9fff\uf900-\ufaff]+(?:'[^\W\d_]+)?|\d+(?:[.:]\d+)*")
_SAID_OF_ANYTHING = re.compile(
    r"""
    a|about|actually|after|afternoon|again|all|also|am|an|and|any|anything|april|are|around|as|asap|at|august|back|
    be|because|been|before|being|both|but|by|can|cet|check|cob|come|coming|could|day|days|december|deliver|
    delivered|delivery|did|do|does|doing|done|each|eight|eleven|email|end|ensure|eod|est|evening|everything|
    february|first|five|for|forward|four|fri|friday|from|further|get|getting|give|given|gmt|go|going|got|had|has|
    have|he|her|here|him|his|hour|hours|hrs|i|i'd|i'll|i'm|i've|if|in|inbox|into|is|it|it'll|it's|its|january|july|
    june|just|keep|know|latest|let|likely|ll|look|made|mail|make|making|me|min|mins|minute|minutes|mon|monday|more|
    morning|my|near|need|next|nine|no|noon|not|november|now|o'clock|october|of|off|on|once|one|or|our|ours|out|over|
    please|pm|post|posted|promise|provide|put|quick|ready|receive|right|said|sat|saturday|see|send|sending|sent|
    september|seven|shall|share|sharing|she|shortly|should|six|so|some|soon|sorry|still|sun|sunday|sure|take|team|
    ten|than|that|that's|the|their|them|then|there|there'll|these|they|they'll|thing|this|those|three|through|thu|
    thur|thurs|thursday|to|today|together|tomorrow|tonight|too|tue|tues|tuesday|twelve|two|under|unfortunately|
    until|up|us|utc|very|via|wait|was|we|we'll|we're|we've|wed|wednesday|week|were|what|when|where|which|while|who|
    will|with|within|won't|work|would|yes|yet|you|you'll|you're|your|yours
    """,
    re.VERBOSE,
)
_CHINESE_SAID_OF_ANYTHING = re.compile(
    r"我们|我方|我这边|我|咱们?|您们?|你们?|他们?|她们?|这边|那边|大家|一定|肯定|保证|承诺|答应|应该|预计|大概|左右|尽快|第一时间|马上|立刻|立即"
    r"|稍后|待会儿?|一会儿?|随后|之后|以后|之前|以前|以内|之内|前|内|后|今天|今晚|今日|明天|明早|明晚|明日|后天|本周|这周|下周|本月|月底|年底"
    r"|(?:周|星期|礼拜)[一二三四五六日天末]|上午|中午|下午|晚上|早上|傍晚|下班|凌晨"
    r"|[\d零一二三四五六七八九十两半]+(?:个?(?:小时|钟头|工作日|月|星期)|分钟?|点半?钟?|[天周日号时月年刻])|点[半钟]"
    r"|发[给到送出]?|送[到给去]?|给|交[给付]?|提供|传[给到]?|[打回]|推送|出来?|做好|弄好|搞定|完成|处理好|准备好|好了?|会|将|要|把|将会|能|可以|就|再|先|还|也|都"
    r"|回复|告诉|通知|同步|反馈|邮箱|邮件|群里|这里|线程|过来|过去|上去|一下|一份|一个|这个|那个|这份|那份|[的地得了着过吧呢啊呀哈哦嘛是在到请让和与及跟对从为]"
)
_EACH_NAMES_ANOTHER = 0.6
_ONE_WORD_SHARED = 0.8
_INFLECTED = 3
"""Letters that two forms of a word share at least."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What a statement names: its words of Latin letters, and the pairs of letters of all its words."""

    words: tuple[str, ...]
    pairs: Counter[str]

    def beside(self, other: "_Named") -> int:
        """How many of its words the other does not have in any form."""
        return sum(1 for word in self.words if not any(_same_word(word, known) for known in other.words))


ABOUT = 0.2
"""Likeness from which words are about an expectation: they need not repeat it, only name the same thing."""


def likeness(one: str, other: str) -> float:
    """How much of what two statements name is the same: 0 for nothing, 1 for all of it."""
    if bare(one) == bare(other) != "":
        return 1.0
    here, there = _named(one), _named(other)
    shared = (here.pairs & there.pairs).total()
    if not shared:
        return 0.0
    fewer, more = sorted((here.pairs.total(), there.pairs.total()))
    return _by_words(here, there) * (shared / fewer + 2 * shared / (fewer + more)) / 2


def _by_words(here: _Named, there: _Named) -> float:
    """Less where each names a thing of its own ("the login", "the export"), or one word is all they share."""
    beside, beyond = here.beside(there), there.beside(here)
    if beside and beyond:
        return _EACH_NAMES_ANOTHER
    only_one = min(len(here.words) - beside, len(there.words) - beyond) == 1
    return _ONE_WORD_SHARED if only_one and (beside or beyond) else 1.0


def _same_word(one: str, other: str) -> bool:
    shorter, longer = sorted((one.rstrip("e"), other.rstrip("e")), key=len)
    return one == other or (len(shorter) >= _INFLECTED and longer.startswith(shorter))


@lru_cache(maxsize=512)
def _named(text: str) -> _Named:
    words, pieces = named_things(folded(text))
    pairs: Counter[str] = Counter()
    for word in (*words, *pieces):
        pairs.update(word[at : at + 2] for at in range(max(len(word) - 1, 1)))
    return _Named(words, pairs)


def named_things(flat: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a folded text names: words of Latin letters, and pieces of Chinese with the digits in them."""
    words = tuple(
        word.removesuffix("'s")
        for word in _LATIN_WORD.findall(flat)
        if not _SAID_OF_ANYTHING.fullmatch(word) and not word[0].isdigit()
    )
    han = "".join(letter if is_chinese_character(letter) or letter.isdigit() else " " for letter in flat)
    pieces = (piece for piece in _CHINESE_SAID_OF_ANYTHING.sub(" ", han).split() if not piece.isdigit())
    return words, tuple(pieces)
