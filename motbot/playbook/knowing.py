"""What our side's facts answer of what was asked, what they leave open, and what is done already."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from motbot.domain.conditions import is_condition
from motbot.domain.language import is_chinese_character
from motbot.domain.people import Side
from motbot.domain.said_no import left_of, our_noes
from motbot.playbook.asking import Asking
from motbot.playbook.cues import Cues
from motbot.playbook.fitting import names_nothing_zh
from motbot.playbook.limits import Limits
from motbot.playbook.rephrasing import Kind, Stated
from motbot.playbook.sentences import Piece, sentences
from motbot.playbook.situation import Situation
from motbot.playbook.words import Words

_FACTS_AT_MOST = 2
_SHARED = 2
"""Words in common from which a fact is about something even where another one has more."""
_LONG_ZH = re.compile(r"几(?:天|个?(?:小时|工作日|月|周|星期)|分钟)|多长时间")
_ASKS = frozenset({Kind.REQUEST, Kind.WISH, Kind.QUESTION})
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|half|once|twice"
    r"|free|always|never|daily|weekly|monthly|yearly|every|each|within|same|at once|immediately|noon|midnight"
    r"|mornings?|evenings?|today|tomorrow|weekends?|\w+days?|weeks?|months?|years?|hours?|minutes?|unlimited|depends?)\b"
    r"|[一二两三四五六七八九十百千万半]|免|每|都|全|随时|立即|马上|当天|[天周月年点日时分]|看情况|取决",
    re.IGNORECASE,
)
"""How much, how long or when, in whatever words."""
_TAKES_UP = re.compile(r"(?:and |but |so )?(?:it|it's|this|that|they|them|these|those)\b", re.IGNORECASE)
_BARE_ZH = re.compile(
    r"(?:能不能|可不可以|能否|可否|可以|能|麻烦|请|帮我们?|帮忙|给我们?|您|你们?|再|先|尽快)*(?:修|看|查|处理|解决|弄|办|搞|恢复|帮|改|补)"
    r"(?:一下|好|下|看|复|掉)?(?:吗|呢|么|吧|啊)?"
)
"""Only asks that something be seen to, which the words before it have named."""
_DONE = re.compile(
    r"\b(?:booked|paid|corrected|replaced|repaired|reset|cancelled|canceled|installed|activated|enabled|unlocked|approved"
    r"|issued|credited|arrived|extended|removed|renewed)\b",
    re.IGNORECASE,
)
_BARE_DONE_ZH = re.compile(
    r"(?:[它这那]个?|已经?|都|刚才?|刚刚|今[天早]|[上下]午|早上|\d+[:：点]\d*分?|[给帮为]您|从|起|[,， ])*"
    r"(?:[修发寄送做补办开改弄查调加退换]|处理|解决|完成|恢复|搞定)(?:好|完|掉|过去|正常|给您)?了?"
)
"""Only says that something is done, which the words before it have named."""
_DAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|(?:周|星期|礼拜)[一二三四五六日天]", re.IGNORECASE
)
"""When something went wrong or is to be done, or what it keeps them from: no question about our days."""
_OUR_TIMES = re.compile(
    r"\b(?:open|opens|opening|clos\w+|reach\w*|available|hours|there|staffed|working|on duty|pick|collect|visit"
    r"|come (?:by|in|over|to)|drop (?:by|in|off)|stop by)\b"
    r"|营业|上班|开门|开店|关门|关店|开到|在不在|有人|在吗|值班|放假|休息|几点|过来|来取|去取|来拿|自取|自提",
    re.IGNORECASE,
)
"""Asks when we are there for them: then the day is what it is about."""
_CLOCK = re.compile(
    r"\b(?:at |by |until |till )?\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|o'clock)?"
    r"|(?:上午|下午|晚上|中午)?[\d一二两三四五六七八九十]+点半?",
    re.IGNORECASE,
)
_MOST = 2 / 3
"""Of the words for a refused thing so many show that a fact is about it."""
_EDGES = " 。.!！"
_NOT_NOW = re.compile(
    r"\b(?:is|are|gets?) (?:\w+ ){1,2}on (?:\w+day|\d)|\b(?:tomorrow|tonight|later|next|soon|by (?:\w+day|noon|\d))\b"
    r"|\blast (?:month|year|quarter|spring|summer|autumn|fall|winter|time|season)\b|\b(?:weeks?|months?|years?) ago\b"
    r"|\b(?:in|since|back in) (?:(?:19|20)\d\d|(?-i:January|February|March|April|May|June|July|August|September|October"
    r"|November|December))\b|\b(?:every|each|always|usually|normally|generally|never|only|twice)\b"
    r"|\b(?:can|may|must|should|could|might|would) (?:\w+ )?be\b"
    r"|明天|后天|下周|稍后|今晚|(?:之|以)前|去年|前年|上个?(?:月|季度|学期)|上次|曾|[两三四五六七八九十几多]次"
    r"|每|一般|通常|往往|都会|只[能有会]",
    re.IGNORECASE,
)
"""What is done then, was done once, or is done as a rule is not what they have just asked for."""
_ELSE = re.compile(
    r"\binstead\b|\balternativ\w*|\b(?:an)?other (?:way|option|possibilit\w+|solution|idea)s?\b|\bhow else\b"
    r"|\bwhat (?:else )?(?:can|could|would) you (?:do|offer|suggest)\b|\bwhat else (?:is|can we)\b|\bwhat now\b"
    r"|\bthen what\b|\bwhat then\b|\bwhat (?:do|should|shall|can) we do\b(?! (?:with|about|to|for)\b)"
    r"|\bany (?:way|option)s?\b(?! (?:to|of|for)\b)"
    r"|(?<![^\s,，.。!！?？;；])(?:那么?|这下|现在|接下来|今天|我们?|咱们?|你们?说|该|要|可|又|应该)*[怎咋]么?办"
    r"|(?:别的|其他|其它)(?:办法|方法|方案|选择|途径)|有没有办法|换个(?:办法|方法|方案|时间)|变通|想想?办法",
    re.IGNORECASE,
)
"""Asks what can be had in place of something."""
_AND = re.compile(
    r"\b(?:and|or|plus)\b|[、;；]|以及|还有|和"
    r"|[,，](?=(?:再|并且?|然后|顺便|同时)*(?:[发寄送传转]|打印|通知|安排|[补换退]))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What may be told, and what of the asked things it leaves open."""

    facts: tuple[str, ...]
    asked: tuple[Stated, ...]
    left: tuple[Stated, ...]
    is_done: bool
    """The agent has said of something asked for that it is done."""
    after_no: bool = False
    """They ask what else there is, now that our side has said no: the facts are what can be had instead."""
    refused: tuple[Stated, ...] = ()
    """What our side has said no to since, where that is all that was asked for."""

    @property
    def settles(self) -> bool:
        """Whether nothing is left to do or to find out."""
        return bool(self.facts) and not self.left and (self.is_done or self.only_questions)

    @property
    def hidden(self) -> bool:
        """Whether just one question is left that had better not be said back."""
        return sum(one.kind is Kind.QUESTION and not one.yours for one in self.left) == 1

    @property
    def only_questions(self) -> bool:
        """Whether nothing but knowledge is asked for."""
        return bool(self.asked) and all(one.kind is Kind.QUESTION for one in self.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing:
    """Holds facts against what was asked."""

    limits: Limits
    asking: Asking
    cues: Cues
    words: Words

    def of(self, situation: Situation, stated: Sequence[Stated], *, refuses: bool) -> Known:
        """What is known of what was stated; with a no, also what can be done instead."""
        asked = tuple(one for one in stated if one.kind is not Kind.TIME and not is_condition(one.expectation))
        asked = asked or tuple(stated)
        usable = self.limits.usable(situation, [self._matter(one, situation) for one in stated])
        if refuses:
            return Known(facts=usable[:_FACTS_AT_MOST], asked=asked, left=asked, is_done=False)
        refused = self._refused(situation, asked)
        if refused or self._asks_else(situation, asked):
            again = self._refused_words(situation)
            open_ways = (fact for fact in usable if not self._offers_again(fact, again))
            ways = self.limits.instead(situation) or tuple(filter(self.limits.route.within, open_ways))
            beside = tuple(one for one in asked if one not in refused and not _ELSE.search(one.expectation.quote))
            known = Known(facts=ways[:_FACTS_AT_MOST], asked=beside, left=beside, is_done=False, after_no=True)
            return replace(known, refused=refused)
        matters = [self._matter(one, situation) for one in asked]
        done = tuple(fact for fact in self.limits.typed(situation) if self._is_done(fact))
        told = (*done, *(fact for fact in usable if self._fits(fact, matters, usable)))
        facts = tuple(dict.fromkeys(told))[:_FACTS_AT_MOST]
        pairs = list(zip(asked, matters, strict=True))
        named = [pair for pair in pairs if self._names(*pair)] or pairs
        ended = {one for one, said in named if self._ends(done, one, said, alone=not named[1:])}
        asks = [pair for pair in named if pair[0].kind is Kind.QUESTION]
        met = {one for one, said in asks if any(self._answers(fact, said) for fact in facts)}
        left = tuple(one for one, _ in named if one not in ended | met)
        return Known(facts=facts, asked=asked, left=left, is_done=bool(ended))

    @staticmethod
    def _refused(situation: Situation, asked: Sequence[Stated]) -> tuple[Stated, ...]:
        """All that was asked for, once our side has said no to the whole of it."""
        wishes = tuple(one for one in asked if one.kind is not Kind.PROBLEM and one.expectation.quote)
        words = [(one.expectation.quote, one.expectation.source) for one in wishes]
        all_refused = len(wishes) == len(asked) and not left_of(words, situation.view.lines)
        return wishes if all_refused else ()

    def _refused_words(self, situation: Situation) -> list[str]:
        """The sentences in which they asked for what our side has said no to since."""
        theirs = (line for line in situation.view.lines if line.side is Side.CUSTOMER)
        asked = [one for line in theirs for one in sentences(line, self.words) if self.asking.asks(one)]
        left = left_of([(one.text, one.source) for one in asked], situation.view.lines)
        return [one.text for at, one in enumerate(asked) if at not in left]

    def _offers_again(self, fact: str, refused: Sequence[str]) -> bool:
        """Whether a fact offers the very thing that was refused: most of it is named, and no other day."""
        names, days = self.limits.content, _DAYS.findall(fact)
        abouts = (names(_CLOCK.sub(" ", words)) for words in refused if not {*days} - {*_DAYS.findall(words)})
        return any(about and len(about & names(fact)) >= _MOST * len(about) for about in abouts)

    def _asks_else(self, situation: Situation, asked: Sequence[Stated]) -> bool:
        """Whether our newest words were a no, and theirs ask what can be had instead or say that this does not do."""
        view, words = situation.view, self.words
        before = [line for line in view.earlier_lines if line.side not in {Side.BOT, Side.OURSELVES}]
        is_no = bool(before) and any(line.ts == before[-1].ts for line, _ in our_noes(view.lines))
        if not is_no or situation.ruling.answers or words.accepts.within(view.focus_text):
            return False
        if _ELSE.search(view.focus_text):
            return True
        return situation.has("not_quite") and not self._is_new(asked, " ".join(line.text for line in before))

    def _is_new(self, asked: Sequence[Stated], before: str) -> bool:
        """Whether they ask for anything that nobody has spoken of so far."""
        wished = [one.expectation.quote for one in asked if one.kind in _ASKS]
        return any(self.limits.content(said) - self.limits.content(before) for said in wished)

    def _ends(self, done: Sequence[str], one: Stated, matter: str, *, alone: bool) -> bool:
        """Whether what is done is all of it: every part shares words with it, or it takes up the only thing."""
        if alone and any(self._names_nothing(fact) for fact in done):
            return True
        parts = [
            part for part in ([matter] if one.kind is Kind.PROBLEM else _AND.split(matter)) if self.limits.content(part)
        ]
        return bool(parts) and all(any(self._shared(fact, part) for fact in done) for part in parts)

    def _names_nothing(self, fact: str) -> bool:
        """Whether it only says that something is done: "it is fixed since nine"."""
        if any(map(is_chinese_character, fact)):
            return bool(_BARE_DONE_ZH.fullmatch(fact.strip(_EDGES)))
        return bool(_TAKES_UP.match(fact)) or not self.limits.content(self.cues.delivered.without(fact))

    def _fits(self, fact: str, matters: Sequence[str], others: Sequence[str]) -> bool:
        """Whether a fact is about something asked as much as any other fact, and may answer it."""
        return any(
            self._answers(fact, matter)
            and self._shared(fact, matter) >= min(_SHARED, max(self._shared(other, matter) for other in others))
            for matter in matters
        )

    def _answers(self, fact: str, matter: str) -> bool:
        """Whether it shares words with what was asked and, asked how much or when, says that."""
        cues = self.cues
        counts = cues.wants_when.within(matter) or cues.wants_how_many.within(matter) or _LONG_ZH.search(matter)
        return bool(self._shared(fact, matter)) and (not counts or bool(_FIGURE.search(fact)))

    def _shared(self, fact: str, matter: str) -> int:
        return len(self.limits.content(fact) & self.limits.content(matter))

    def _names(self, one: Stated, matter: str) -> bool:
        """Whether it names a thing of its own, rather than taking up what was said."""
        said = matter.strip()
        is_bare = _TAKES_UP.match(said) or _BARE_ZH.fullmatch(said) or (one.yours and names_nothing_zh(one.yours))
        return bool(self.limits.content(matter)) and not is_bare

    def _is_done(self, fact: str) -> bool:
        """Whether words of the agent's say that something is done and well."""
        done = self.cues.delivered.within(fact) or bool(_DONE.search(fact))
        trouble = self.asking.tells_trouble(Piece(text=fact, source=""))
        return done and not trouble and not _NOT_NOW.search(fact) and not self.cues.not_delivered.within(fact)

    def _matter(self, found: Stated, situation: Situation) -> str:
        """Their words without a time that they only state: a fact that names the same weekday is not about it."""
        said = found.expectation.quote
        for piece in (situation.deadline_piece, situation.bound[1]):
            if piece and not self.asking.asks(piece) and not self.asking.states(piece):
                said = said.replace(piece.text, "")
        asks_when = found.kind is Kind.QUESTION and _OUR_TIMES.search(said)
        return said if asks_when else _DAYS.sub(" ", said)
