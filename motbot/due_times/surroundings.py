"""What stands around a time in its sentence: by, before, after, every; and whether it is about an event."""

import re
from dataclasses import dataclass

from motbot.due_times.days import Ahead, DayWords, NumericDate, Weekday, WorkdaysAhead
from motbot.due_times.meanings import Part
from motbot.due_times.phrases import Phrase

_LEADS = re.compile(
    r"(?:(?:\b(?:no later than|not later than|at the latest by"
    r"|(?<!drop )(?<!drops )(?<!stop )(?<!stops )(?<!come )(?<!comes )(?<!swing )(?<!swings )(?<!pop )(?<!pops )by"
    r"|before|on|at|until|till|til"
    r"|within|around|about|from|between"
    r"|due|latest|in the|in|of|the|for|after|starting|since)\b|最晚|最迟|不晚于|不迟于|截至|截止到?|预计|大约"
    r"|大概|在|于|到|@)\s*)+$",
    re.IGNORECASE,
)
_TAKES_NO_IN = re.compile(
    r"(?:to-?day|tomorrow|tonight|this|next|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)
"""What stands behind the "in" of "squeeze it in today" rather than with it."""
_TAILS = re.compile(
    r"\s*(?:的?(?:之前|以前|前(?!端|台|面|期|后|天|往|提))|之内|以内|内(?!容|部|测)|左右|为止|\b(?:at the latest|latest"
    r"|sharp|or so|before)\b|ish\b)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:after|starting|since|not before)\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_THEN_ON = re.compile(
    r"\s*(?:之后|以后|后(?!台|端|天|续|面|期|勤)|起(?!飞)|开始(?!前)|\b(?:onwards?|on wards)\b)", re.IGNORECASE
)
_EVERY = re.compile(r"(?:\b(?:every|each)\s+(?:other\s+)?|每(?:隔|个|过)?\s*)$", re.IGNORECASE)
_DUE_LEAD = re.compile(
    r"\b(?:by|before|within|no later than|latest|due)\b|最晚|最迟|不晚于|不迟于|截[至止]", re.IGNORECASE
)
_PROMPT_LEAD = re.compile(r"\b(?:in|by|during|before|this|until|for|at)\b", re.IGNORECASE)
_DUE_TAIL = re.compile(r"\s*(?:之?前|以前|内|之内|以内|为止)")
_CLAUSE = re.compile(r"[,。;!?；\n\x00]|\.\s|\b(?:so|and|but|which means)\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"\b(?:was|were|had|did|wrote|sent|booked|placed|ordered|received|opened|reported|raised"
    r"|started|began|happened|called|emailed"
    r"|signed|bought|purchased|arrived|said|mentioned|told|got|saw|failed|went|shipped|delivered"
    r"|created|submitted|logged|closed|since"
    r"|left|landed|took|gave|lost|spent|met|spoke|wrote|heard|read|won|held|ran|tried|joined"
    r"|paid|fell|dropped|stopped"
    r"|shows?|showed|dated|came|broke|crashed|noticed|requested|asked|paid|made|issued|charged"
    r"|(?:you|we|I|they|he|she|it|which|who|that|(?:your|the|our|this) \w+(?: \w+)?)\s+(?:\w+ly\s+)?\w+ed"
    r"|has been|have been|last updated|expired|ended|earlier|as of|back in)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:will|shall|going to|gonna|won't|to be|should|(?:can|could) be|by)\b|'ll\b", re.IGNORECASE)
_EVENT = re.compile(
    r"(?:\b(?:(?:we|you)(?: are|'re) (?:open|closed)|you're|you are|have you|has you|you were) (?:all )?"
    r"(?:booked|down|scheduled|registered|confirmed|due|set|checked)(?: in)?"
    r"|\b(?:your|the) (?:\w+ ){1,3}?(?:is|are|starts?|begins?|ends?|expires?|renews|runs|takes place"
    r"|falls|opens|closes|leaves|departs)"
    r"|\b(?:flight|meeting|booking|reservation|appointment|webinar|demo|check-?in|check-?out"
    r"|event|renewal|trial|subscription|contract"
    r"|invoice|warranty|conference|launch|call|party|wedding|trip|stay|visit|interview|order"
    r"|ticket|session|training|workshop|licen[cs]e|plan|office|store|shop|support desk|hotline"
    r"|desk)s?\b"
    r"(?:\s+\w+)?\s+(?:is|are|starts?|begins?|ends?|expires?|runs|renews|takes place|on|for"
    r"|at|from|of|dated|departs?|leaves?|scheduled|open|closes?|expired?))"
    r"(?:\s+(?:for|on|at|from|until|till|to|scheduled|open|set|in|of|the|between))*\s*$",
    re.IGNORECASE,
)
_EVENT_NOUN = re.compile(
    r"\s*(?:'s\b|(?:\w+\s+)?(?:meeting|flight|appointment|booking|reservation|webinar|demo"
    r"|event|launch|order|invoice|session|slot|outage|incident|wedding|conference|party|interview"
    r"|release notes|release|deadline)\b(?!\s*(?:will|by)))",
    re.IGNORECASE,
)
_ZH_BEHIND = re.compile(
    r"(?:已经|已于|曾|当时|刚才|刚刚|上次|之前|早在|是在|收到了?您|看到您|查到|您(?:是|在|于)?|客户(?:是|在|于)|原定|本来|(?:预订|订|预约"
    r"|约|购买|买|下单|提交|反馈|发生|提到|说|签订|签署|生效|到期|发来|寄出|安排)(?:了|的|的是|于|在|是|时间(?:是|为)?|日期(?:是|为)?)"
    r"|[日期时间]{2}(?:是|为)|从|自)\s*[^,。;!?]{0,6}$"
)
_ZH_AFTER = re.compile(
    r"\s*(?:的(?!时候|话|之?前)(?:[\u4e00-\u9fffa-zA-Z]{1,8})|[\u4e00-\u9fff]{0,4}(?:入住|出发|起飞|到期"
    r"|发生|提交|下|订|买|购买|办|签|报|寄|收到|申请|反馈|提|说|约|开始|生效|举行|召开|出现|到店|注册|上线|发布)的(?!话|时候)[\u4e00-\u9fff]"
    r"|(?:入住|退房|出发|起飞|到期|发生|提交|下单|购买|预订|预约|签订|签署|生效|举行|召开|开会|收到|就已|已|反馈|报|出现|登录|断|挂|宕))"
)
_OURS = re.compile(
    r"\b(?:will|shall|going to|gonna|let me|should|(?:I|we) (?:can|could|are|am)(?! see| open))\b"
    r"|'(?:ll|m|re) (?!booked|down|open)",
    re.IGNORECASE,
)
_ZH_EVENT = re.compile(
    r"(?:会议|航班|活动|培训|发布会|演示|预约|面试|婚礼|展会|评审会?|直播|讲座|入住|退房|列车|车次|考试|合同|订单|保单|会员)(?:的?(?:时间|日期))?"
    r"(?:是|在|定在?|安排在?|于|改到|改在|到|于)?(?:的)?\s*$"
)
_DATED = re.compile(r"\b(?:of|from|since)\s+$", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:the|your|our|this|that) (?:\w+ ){1,3}(?:on|at|for|in|from)\s+$", re.IGNORECASE)
_STATED = re.compile(r"\s+(?:is|was|are|were|contains?|includes?|has|had|went|looks?|shows?|did|does)\b", re.IGNORECASE)
_GREETING = re.compile(r"\s*(?:好|安|愉快)")
_GOOD = re.compile(r"(?:\bgood|\bhappy|\bevery|\bearlier in the)\s*$", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\s*(?:[:,]|-+)?\s*(?:(?:it|this|that|they|he|she|we|i|you|(?:the|our|your|my|an?|this|that) \w+(?: \w+)?)\s+)?"
    r"(?:(?:all|also|then|just|again|already|\w+ly)\s+)?(?:ha(?:s|ve|d) )?"
    r"(?:failed|crashed|arrived|died|broke|fell|went|came|began|froze|hung|got|stopped|started|finished|ended|happened"
    r"|dropped|restarted|rebooted|errored|timed out|disconnected|landed|shipped|returned|threw|showed|was|were|did"
    r"|(?:did|was|were|could)n't)\b(?!\s+\w+\s+(?:is|are|will|can|gets?)\b)",
    re.IGNORECASE,
)
_ZH_HAPPENED = re.compile(
    r"\s*[:,-]?\s*(?:又|还|都|突然|忽然|自动|直接)?(?:"
    r"(?:(?![会将要能再给看查若否没别不帮请发做])[\u4e00-\u9fffa-zA-Z ]){0,8}?"
    r"(?:(?:失败|报错|出错|超时|中断|断开|掉线|崩溃|宕机|死机|卡死|异常)[了过]?|[挂崩断停坏]了|挂掉了?)(?=[\s,。;!?:、)\x00]|$)"
    r"|(?:(?![就会将要能再给好完行得为除算])[\u4e00-\u9fff]){1,2}(?:了|过(?![来去后会一目程年节]))"
    r"(?![^,。;!?\n]{0,8}(?:就|再|会|给|告诉|通知|联系|我|咱|马上|吗)))"
)
_NEAR = 80
"""Characters before a phrase in which the little words that lead up to it are looked for."""
_FAR = 300
"""Characters before a phrase in which its clause is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A phrase in its sentence, grown by the little words that belong to it; `before` is the clause up to it."""

    text: str
    start: int
    end: int
    phrase: Phrase
    before: str

    @classmethod
    def of(cls, text: str, phrase: Phrase) -> "Place":
        """Take in what leads up to the phrase and what follows it."""
        lead = _led_by(_LEADS, text, phrase.start)
        if lead and lead[0].strip().lower() == "in" and _TAKES_NO_IN.match(text, phrase.start):
            lead = None
        tail = _TAILS.match(text, phrase.end)
        end = tail.end() if tail else phrase.end
        if text[end - 1] == "." and text[end - 3 : end].lower() != ".m.":
            end -= 1
        start = lead.start() if lead else phrase.start
        return cls(
            text=text, start=start, end=end, phrase=phrase, before=_CLAUSE.split(text[max(0, start - _FAR) : start])[-1]
        )

    @property
    def _lead(self) -> str:
        return self.text[self.start : self.phrase.start]

    @property
    def recurs(self) -> bool:
        """Whether it is said of every such time."""
        return bool(_led_by(_EVERY, self.text, self.phrase.start))

    @property
    def only_begins(self) -> bool:
        """Whether it names a day from which on something may happen, and no hour."""
        phrase = self.phrase
        if phrase.clock or phrase.span or phrase.near:
            return False
        begins = _led_by(_AFTER, self.text, phrase.start) or _led_by(_FROM, self.text, phrase.start)
        return bool(begins or _THEN_ON.match(self.text, phrase.end))

    @property
    def is_due(self) -> bool:
        """Whether the words say that something is to be done by then."""
        tail = self.text[self.phrase.end : self.end]
        inside = self.text[self.phrase.start : self.phrase.end]
        marked = self.phrase.span is not None and self.phrase.span.marked and not self.phrase.span.ago
        led = _DUE_LEAD.search(self.text, self.start, self.phrase.end)
        return bool(marked or led or _DUE_TAIL.match(tail) or _DUE_TAIL.search(inside[-2:]))

    @property
    def is_speech(self) -> bool:
        """Whether it is a time at all in this sentence: no greeting, no bare length, no fraction."""
        phrase = self.phrase
        if phrase.vague:
            return True
        if phrase.span and not (phrase.span.marked or phrase.span.workdays or phrase.span.ago or phrase.span.depends):
            return self.recurs
        if phrase.parts and not (phrase.days or phrase.clock or phrase.span):
            return self._is_part_meant
        if phrase.days and isinstance(phrase.days[0], NumericDate) and len(phrase.days) == 1:
            short = phrase.days[0].year is None and not (phrase.clock or phrase.parts)
            return (
                not short or bool(self._lead.strip()) or self.is_due or "日" in self.text[phrase.end : phrase.end + 1]
            )
        return True

    @property
    def _is_part_meant(self) -> bool:
        if _led_by(_GOOD, self.text, self.phrase.start) or _GREETING.match(self.text, self.phrase.end):
            return False
        words = self.text[self.phrase.start : self.phrase.end]
        certain = {Part.END_OF_DAY, Part.NOON, Part.MIDNIGHT, Part.START_OF_WORK, Part.FIRST_THING} & set(
            self.phrase.parts
        )
        return bool(certain or not words.isascii() or _PROMPT_LEAD.search(self._lead + words))

    @property
    def is_event(self) -> bool:
        """Whether the sentence tells of something that happened or takes place then, and promises nothing for it."""
        told = self._is_event_in_chinese or self._is_event_in_english or self._is_told_behind
        return self._is_behind or (not self.is_due and told)

    @property
    def _is_behind(self) -> bool:
        past_day = any(isinstance(day, Ahead) and day.plus < 0 for day in self.phrase.days)
        return past_day or (self.phrase.span is not None and self.phrase.span.ago)

    @property
    def _is_event_in_chinese(self) -> bool:
        before, after = self.before, self.text[self.end :]
        return bool(_ZH_BEHIND.search(before) or _ZH_EVENT.search(before + self._lead) or _ZH_AFTER.match(after))

    @property
    def _is_event_in_english(self) -> bool:
        before, after, phrase = self.before, self.text[self.end :], self.phrase
        if _FUTURE.search(before):
            return False
        dated = _DATED.search(self._lead) and phrase.days and not phrase.near and not phrase.clock
        stated = _NAMED.search(before + self._lead) and _STATED.match(after)
        planned = _EVENT.search(before + self._lead) and not _OURS.search(before)
        return self.has_happened or bool(_EVENT_NOUN.match(after) or dated or stated or planned)

    @property
    def _is_told_behind(self) -> bool:
        """Whether what happened at that hour stands right behind it (06:40 failed), and the hour is not ahead."""
        if not self.phrase.clock or any(map(_is_ahead, self.phrase.days)) or _FUTURE.search(self.before):
            return False
        return bool(_HAPPENED.match(self.text, self.end) or _ZH_HAPPENED.match(self.text, self.end))

    @property
    def has_happened(self) -> bool:
        """Whether an English clause tells of it in the past."""
        before = self.before
        arranged = _FUTURE.search(before) or re.search(r"\b(?:I|we)(?:'ve| have)\b", before, re.IGNORECASE)
        return bool(_BEHIND.search(before + self._lead) and not arranged)


def _is_ahead(day: DayWords) -> bool:
    match day:
        case Ahead(plus=ahead) | Weekday(weeks=int(ahead)):
            return ahead > 0
        case _:
            return isinstance(day, WorkdaysAhead)


def _led_by(words: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """The words, where they stand right before a place."""
    return words.search(text, max(0, start - _NEAR), start)
