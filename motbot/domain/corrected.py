"""What a customer takes back of what they have asked for: "not the whole year, only October"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from motbot.domain.expectation import Assessment, Expectation, ExpectationKind
from motbot.domain.grounding import folded
from motbot.domain.message import ConversationView, Line
from motbot.domain.own_words import aloud
from motbot.domain.refused import without_no_said
from motbot.domain.said_no import named

_CLAUSE = re.compile(r"\s*[,;:!]\s*|\s*\.(?!\d)\s*|(?<=\?)\s*|\s+-+\s+|\s+but\s+|\s+(?=只要)|(?<=[的了])(?=只要)")
_LEAD = re.compile(
    r"(?:(?:no|nope|oh|ah|sorry|actually|well|wait|ok|okay|and|but|thanks|哦|噢|啊|嗯|不对|抱歉|其实|那)(?:\s+|(?=[\u4e00-\u9fff])|$))+"
)
_ALL = re.compile(
    r"(?:please )?(?:never ?mind|forget (?:it|about it|(?:all )?that))(?: please)?|(?:[全都]+|先)?不(?:用|需?要)了|算了"
)
"""Takes back everything, as long as we have not just asked: then it is no more than a no."""
_BARE = re.compile(
    r"not (?!only\b|just\b|sure\b|yet\b|if\b|because\b|when\b|that\b|what\b|how\b|\w+ing\b)(?:for )?(?P<off>.+)"
)
"""Beside what we have just handed over, it may as well tell what that lacks."""
_OFF = (
    re.compile(r"(?:i|we) (?:\w+ly )?(?:don't|do not|no longer|won't) (?:\w+ly )?(?:need|want) (?P<off>.+)"),
    re.compile(r"(?:there's )?no need for (?P<off>.+)"),
    re.compile(r"(?:please )?(?:forget|skip|drop|leave out|never ?mind)(?: about)? (?P<off>.+)"),
    re.compile(r"(?P<off>.+?)(?: is| are)? ?(?:not|no longer|isn't|aren't) (?:needed|necessary)"),
    re.compile(r"(?:我们?)?(?:要的|说的)?不是(?!说|因为|很|[^，,]*[吗么]$)(?P<off>.{1,20})"),
    re.compile(
        r"(?:我们?)?[先就]?(?:不用|不要|不需要|不必)(?:再|给我们?|帮我们?)*[发寄做弄要]?(?P<off>[^了]{1,20})了?"
    ),
    re.compile(r"(?P<off>.{1,20}?)[就都也先全]*(?:不用|不要|不需要|不必)再?[发寄送做弄装订给]{0,2}了?"),
    re.compile(r"(?P<off>.{1,20}?)[就都也]*算了?"),
)
_OFF_END = re.compile(r"(?: any ?more| any longer| after all| then| please|了)+$")
_REST = re.compile(r"(?:all )?the (?:rest|others?)|everything else|(?:其他|其它|其余|剩下|别)的?")
_WANT = (
    re.compile(
        r"(?:(?:i|we)(?:'d)? |it's |please |really |(?:send|give|ship|book|keep) (?:me |us )?)*(?:only|just) "
        r"(?!checking|wondering|asking|saying|kidding|looking|to\b|so\b|in case|a (?:second|moment|minute))(?P<want>.+)"
    ),
    re.compile(r"all (?:i|we) (?:really )?(?:need|want) is (?P<want>.+)"),
    re.compile(r"(?:我们?|现在|就)*只(?:需要?|要|用|想要|发|做|装|留|改|给我们?)(?!了)(?P<want>.+)"),
    re.compile(r"(?:有|给我们?|发|要)?(?P<want>.{2,40}?)(?:就行|就好|就可以|就够|即可|就成)了?"),
)
_BE_RID = re.compile(
    r"\b(?:cancel|refund|return|remov|delet|unsubscri|stop|end\b|get rid|take\b.*\boff\b)"
    r"|退|取消|删|[去拿撤]掉|撤[销下回]|停|终止"
)
"""Wants the thing gone: not to want it is the wish itself."""
_COUNT = re.compile(
    r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|(?:twen|thir|for|fif|eigh)ty|hundred"
)
_COUNT_ZH = re.compile(r"[\d一二两三四五六七八九十百千半几]")
_AMOUNT = (
    re.compile(
        rf"(?<![\w:.,#/$€£-])(?<!\bat )(?<!\bby )(?<!\bno )(?<!\bon )(?<!room )(?<!floor )(?<!before )(?<!until )"
        rf"(?P<off>{_COUNT.pattern})(?![\w:/%-]|[.,]\d| ?(?:am|pm|o'clock)\b)"
    ),
    re.compile(
        r"(?<!第)(?P<off>[\d一二两三四五六七八九十百千]+\s*(?P<m>[个台张份箱把本套件只盒包瓶条支辆间位人桌杯桶袋卷幅]))"
    ),
)
"""How much of a thing, in the same order as what changes it."""
_NOW = (
    re.compile(
        r"(?:(?:actually|please|sorry|can you|could you|can we|let's) )*"
        r"(?:make (?:that|it)|change (?:that|it) to|(?:i|we)(?:'ll)?(?: now)? only need) "
        rf"(?P<want>{_COUNT.pattern})(?: please| instead| now| then| after all| of them| in total)*"
    ),
    re.compile(
        r"(?:就|还是|数量|我们?|麻烦|请|帮我们?|能不能|可以|现在|先)*"
        r"(?:(?:改|减|变|加|增加)[成为到]|只(?=[要需用装订买做印]))(?:需要|需|要|用)?[装订买送做印]?"
        r"(?P<want>[\d一二两三四五六七八九十百千]+\s*(?P<m>[个台张份箱把本套件只盒包瓶条支辆间位人桌杯桶袋卷幅]))(?:就行|就好|就够|就可以|吧|了|哈|可以吗|行吗)*"
    ),
)
"""Another amount of the thing asked for: "make that twenty", 只要装五台."""
_COMPLAINS = re.compile(
    r"\b(?:arriv|c[ao]me|work|got|receiv|show|sent|sees?\b|saw|has\b|have\b|had\b|was\b|were\b|happen|fail)|[收发给来到做装寄]了"
)
"""Tells what we have left undone: then what was asked for still stands."""
_SAYS_SO = re.compile(r"\b(?:need|want|please|send|give|ship|book|keep)\b|'d (?:like|prefer)\b")
_HANDED = re.compile(r"\bhere(?:'s| is| are)\b|\battached\b|\b(?:has|have|'ve|is|are|been) (?:just )?sent\b|://")
_ASKED = re.compile(r"\?|[吗呢么]\W*$")
_LEADS_ON = re.compile(r"\b(?:for|of|from|in|on|at|with|by|to|over|and|or|,|，)$", re.IGNORECASE)
_LEADS_OFF = re.compile(r"\s+(?:as|for|of|from|in|on|at|with|by|to|via|before|until)\b", re.IGNORECASE)
_READ = 4000
"""Characters of a message that are read."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a line takes back: `off`, everything else than `want`, or, with neither, everything before it."""

    ts: str
    want: str
    off: str = ""
    rest: bool = False

    def says(self, words: str) -> bool:
        """Whether these words hold what it takes back, or what it wants instead of an amount."""
        return any(one in folded(words) for one in (self.off, self.want) if one)


def taken_back(asked: Sequence[tuple[str, str]], lines: Sequence[Line], since: str = "") -> dict[int, Correction]:
    """Places of the things asked for that the customer takes back, each with the words that do so.

    Args:
        asked: their words, each with the `ts` of its line.
        lines: the conversation.
        since: `ts` of the first line whose corrections count.
    """
    found: dict[int, Correction] = {}
    abouts = [named(words) for words, _ in asked]
    stays = {at for at, (words, _) in enumerate(asked) if _BE_RID.search(folded(words))}
    for one in _corrections(lines):
        before = [at for at, (_, source) in enumerate(asked) if at not in found and source < one.ts]
        if one.ts >= since:
            named_one = bool(one.off) and not one.rest
            meant = (at for at in _meant(one, abouts, before) if not (named_one and at in stays))
            found.update(dict.fromkeys(meant, one))
    amounts = _amounts(asked, [line for line in lines if line.ts >= since and not line.side.is_ours])
    return {**dict(amounts), **found}


def left_over(text: str, off: str) -> str:
    """What a wish is about beside the part that is taken back: "the report" of "the report for the whole year"."""
    edge = r"\b" if off.isascii() else ""
    found = re.search(rf"{edge}{re.escape(off)}{edge}", text, re.IGNORECASE) if off else None
    if found is None:
        return ""
    before, after = text[: found.start()], text[found.end() :]
    if after.strip() and off.isascii():
        if _LEADS_ON.search(before.rstrip()) and _LEADS_OFF.match(after):
            before = _LEADS_ON.sub("", before.rstrip())
        elif not _COUNT.fullmatch(off):
            return ""
    if not off.isascii() and not (off.endswith("的") or after.startswith("的") or _COUNT_ZH.match(off)):
        return ""
    left = f"{before.rstrip()} {after.lstrip()}" if off.isascii() else before + after.removeprefix("的")
    left = _LEADS_ON.sub("", left.strip()).strip()
    return f"{left[0].upper()}{left[1:]}" if named(left) else ""


def still_wanted(expected: tuple[Expectation, ...], lines: Sequence[Line]) -> tuple[Expectation, ...]:
    """What is expected without the wishes that the customer has taken back."""
    wishes = [one for one in expected if one.kind is ExpectationKind.EXPLICIT and one.source]
    gone = [wishes[at] for at in taken_back([(one.quote, one.source) for one in wishes], lines)]
    return tuple(one for one in expected if one not in gone)


def without_taken_back(found: Assessment, lines: Sequence[Line]) -> Assessment:
    """The same of an assessment, as long as that leaves anything that was asked for."""
    left = replace(found, expectations=still_wanted(found.expectations, lines))
    return left if left.of_kind(ExpectationKind.EXPLICIT) else found


def still_asked(found: Assessment, view: ConversationView) -> Assessment:
    """What an assessment says beside what our side has said no to and what the customer has taken back since."""
    return without_taken_back(without_no_said(found, view), view.lines)


def _meant(one: Correction, abouts: Sequence[frozenset[str]], before: Sequence[int]) -> list[int]:
    """Which it takes back; none where its words would do for things that have nothing else in common."""
    wanted = named(one.want)
    if one.rest:
        others = [at for at in before if not wanted & abouts[at]]
        return others if len(others) < len(before) else []
    if not one.off:
        return list(before)
    off = named(one.off)
    meant = [at for at in before if off and off <= abouts[at]]
    alike = len(meant) == 1 or bool(meant and frozenset.intersection(*(abouts[at] for at in meant)) - off)
    return meant if alike else []


def _corrections(lines: Sequence[Line]) -> Iterator[Correction]:
    """The corrections of the customers' lines, oldest first."""
    ours = ""
    for line in lines:
        if line.side.is_ours:
            ours = folded(line.text)
            continue
        for row in aloud(line.text[:_READ]).splitlines():
            for first, second in pairwise(_clauses(row)):
                either = _named(first, second, line.ts, ours) or _named(second, first, line.ts, ours)
                if found := _everything(first, second, line.ts, ours) or either:
                    yield found


def _amounts(asked: Sequence[tuple[str, str]], lines: Sequence[Line]) -> Iterator[tuple[int, Correction]]:
    """The wishes of which another amount is wanted: where all asked before holds just one amount that is counted so."""
    for line in lines:
        before = [(at, folded(words)) for at, (words, source) in enumerate(asked) if source < line.ts]
        for clause in (one for row in aloud(line.text[:_READ]).splitlines() for one in _clauses(row)):
            for form, amount in zip(_NOW, _AMOUNT, strict=True):
                if now := form.fullmatch(clause.rstrip("?")):
                    every = ((at, words, one) for at, words in before for one in amount.finditer(words))
                    alike = [one for one in every if _measure(one[2]) == _measure(now)]
                    if len(alike) == 1 and left_over(alike[0][1], alike[0][2]["off"]):
                        yield alike[0][0], Correction(line.ts, now["want"], alike[0][2]["off"])


def _measure(amount: re.Match[str]) -> str:
    return amount.groupdict().get("m", "")


def _clauses(row: str) -> list[str]:
    """The clauses of a row without the words that lead them in."""
    return [said for one in _CLAUSE.split(folded(row)) if (said := _LEAD.sub("", one, count=1).strip())]


def _everything(first: str, second: str, ts: str, ours: str) -> Correction | None:
    """Everything is taken back but what comes next; after a question of ours that is no more than a no."""
    want = _wanted(second) if _ALL.fullmatch(first) and not _ASKED.search(ours) else ""
    return Correction(ts, want) if want else None


def _named(away: str, kept: str, ts: str, ours: str) -> Correction | None:
    """One thing is taken back for another, or the rest of them."""
    want = _wanted(kept)
    off = _taken(away, bare=bool(_SAYS_SO.search(kept)) or not _HANDED.search(ours)) if want else ""
    return Correction(ts, want, off, bool(_REST.fullmatch(off))) if off else None


def _wanted(clause: str) -> str:
    """What a clause wants instead."""
    told = next((found for one in _WANT if (found := one.fullmatch(clause))), None)
    return "" if told is None or clause.endswith("?") or _COMPLAINS.search(clause) else told["want"]


def _taken(clause: str, *, bare: bool) -> str:
    """What a clause does not want any more."""
    if clause.endswith("?"):
        return ""
    forms = (*_OFF, _BARE) if bare and not _COMPLAINS.search(clause) else _OFF
    told = next((found for one in forms if (found := one.fullmatch(_OFF_END.sub("", clause)))), None)
    return told["off"].strip() if told else ""
