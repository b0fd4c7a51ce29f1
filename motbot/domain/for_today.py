"""Finds words that are true only around the day they are said: a fact that is kept is told long after that."""

import re
from collections.abc import Iterable

from motbot.domain.lasting import words_ending

WORDS_AT_MOST = 6
_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WORDS = re.compile(
    rf"""(?<![\w-])(?:
        today|tonight|tomorrow|yesterday
        |(?:this|(?<!the\ )(?:last|next))\ (?:morning|noon|afternoon|evening|night|week|weekend|month|{_DAY})
        |at\ the\ moment|for\ the\ time\ being|for\ now|right\ now|just\ now|at\ present|currently|temporarily
        |(?:\w+\ ){{1,2}}ago
        |now(?=\s*(?:[.,;!?:]|$))
    )(?![\w-])
    |[今明昨](?:[天日早晨晚夜儿午]|[上下中]午)(?<![说证声表透发文查]明[天日])|大?后天|(?<!提)大?前[天晚](?!数)|[当當]?[现現]在(?<![呈出体體发發实實][现現]在)
    |(?<![项科题栏数項題欄數])目前|当前|當前|眼下|当下|此刻|[刚剛](?:[才刚剛])|暂时|暫時|[这這][两兩几幾]天
    |(?:[本这這上下][个個]?)(?:周|星期|礼拜|禮拜|週)(?![边围转邊圍轉])[一二三四五六日天末]?(?!期)|[这這上下][个個]月""",
    re.IGNORECASE | re.VERBOSE,
)


def words_of_today(facts: Iterable[str]) -> tuple[str, ...]:
    """The words, each once, as they stand there, the first few: dates that a fact ends on, then words of a day."""
    flat = [" ".join(fact.split()) for fact in facts]
    found = (*words_ending(flat), *(" ".join(match[0].split()) for fact in flat for match in _WORDS.finditer(fact)))
    first: dict[str, str] = {}
    for word in found:
        first.setdefault(word.casefold(), word)
    return tuple(first.values())[:WORDS_AT_MOST]
