"""The time of day that a customer's words name, in digits or in words, told from numbers that only count."""

import re
from dataclasses import dataclass
from datetime import time

from motbot.playbook.phrases import plain

_NOON = 12
_HOURS_A_DAY = 24
_HOUR_LENGTH = 60
_SMALL_HOURS = 7
"""A lone hour before this one is meant in the afternoon: nobody asks the office for three at night."""
_HALF, _QUARTER = 30, 15
_ENGLISH = {
    word: at
    for at, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
}
_MINUTES = {
    "half": _HALF,
    "quarter": _QUARTER,
    "five": 5,
    "ten": 10,
    "twenty": 20,
    "twenty-five": 25,
    "twenty five": 25,
}
_CHINESE = {"两": 2, **{digit: at for at, digit in enumerate("一二三四五六七八九", start=1)}}
_WORD = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_HOUR = rf"(?:1[0-2]|0?[1-9]|{_WORD})"
_HAN_HOUR = r"(?:二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])"
_AP = r"\s*(?P<half>[ap])\.?\s?m\b"
_HALF_DAY = rf"(?:{_AP}|\s*in the (?P<part>morning|afternoon|evening)\b)"
_LEAD = r"(?:at|by|before|until|till|til|no later than)(?: (?:about|around))?"
_BEHIND = (
    r"(?=\W*$|\s*[,;.!?)]|\s+[-–—]|\s+(?:sharp|today|tonight|tomorrow|on|in the|this|and(?! (?:an?|half|\d+)\b)|so"
    r"|or (?:so|earlier|later|sooner|before)|but|if|because|since|as|when|then|for|with|at|instead|please|pls|thanks"
    r"|thank|latest|while|we|i|you|they|he|she|it|there|our|my|your|the|utc|gmt|cet|cest|bst|est|edt|pst|pdt"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[a-z]+ time|i'm|we're|we'll|i'll|they're)\b)"
)
"""What follows an hour that is told by nothing else; behind "by three" a thing that is counted does not."""
_COUNTS = re.compile(
    r"\b(?:look|pric|quot|cap|limit|valu|rat|stuck|stand|aim|guess|sit|hover|peak|max|start|sold|set)\w* at\s*$"
    r"|(?:\b(?:up|down|short|off|over|under|late|early|out|(?:reduc|increas|rais|lower|cut|multipl|divid|exceed|extend|grow|grew"
    r"|fell|drop|shorten|trim|bump|delay|mov)\w*)(?: [\w']+){0,3}|\b(?:\d+|" + _WORD + r")) by\s*$",
    re.IGNORECASE,
)
"""In front of a number: it says how much or by how much, or how many at a time."""
_ASIDE = (
    r"(?!\d|儿|心|了|[:;]|建议|意见|说明|原因|要求|问题|疑问|内容|需要|注意|补充|好处|区别|信息|小|思考|想法|是|都|也|水|菜|击|赞"
    r"|评|名|进|差|整改|不同|不(?:足|清|明|满)|希望|诉求|反馈|\s*,\s*[一1]|没|未)"
)
"""What follows 点 where it counts points, or where something is pointed out, ordered or meant."""
_DIGITAL = re.compile(
    rf"(?<![\d.:/-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d/-])(?:{_HALF_DAY})?", re.IGNORECASE
)
_DOTTED = re.compile(
    rf"(?<![\d.:/-])(?:(?<=\bat )|(?<=\bby )|(?<=fore )|(?<=ntil )|(?=[\d.]+\s*[ap]\.?m\b))(?P<hour>[01]?\d|2[0-3])"
    rf"\.(?P<minute>[0-5]\d)(?![\d.%/-])(?:{_HALF_DAY})?",
    re.IGNORECASE,
)
_HALVED = re.compile(rf"(?<![\d.:/$-])\b(?P<hour>{_HOUR})(?P<minute>){_AP}", re.IGNORECASE)
_SPOKEN = re.compile(
    rf"\b(?:(?P<minute>half|(?:a )?quarter)|{_LEAD} (?P<minute2>twenty[- ]five|five|ten|twenty|[1-5]?[05]))"
    rf"(?: minutes)? (?P<side>past|after|to|before) (?P<hour>{_HOUR})\b(?!\s*(?:hours?|days?|weeks?|months?))"
    rf"(?:{_HALF_DAY})?",
    re.IGNORECASE,
)
_SHARP = re.compile(rf"\b(?P<hour>{_HOUR}) ?o['’ ]?clock\b(?P<minute>)(?:{_HALF_DAY})?", re.IGNORECASE)
_LED = re.compile(
    rf"\b{_LEAD} (?P<minute>half )?(?P<hour>{_HOUR})(?!\w|[-.:/]\d|%)(?:{_HALF_DAY})?{_BEHIND}", re.IGNORECASE
)
_HAN = re.compile(
    r"(?P<part>上午|早上|早晨|清晨|下午|晚上|傍晚|中午|凌晨|今晚|明晚|明早)?\s*(?<![\d.第这那有些几])(?<!\d:)(?<!以下|如下|上述)"
    rf"(?:(?P<to>差一刻)\s*)?(?P<hour>1\d|2[0-4]|\d|{_HAN_HOUR})\s*点(?:钟)?{_ASIDE}"
    r"(?:(?P<minute>半|[一三]刻|[二三四五]?十[一二三四五六七八九]?(?:分|(?=[^一-龥]|之?前|$))|[0-5]?\d(?=分))分?)?"
)
_ENGLISH_FORMS = (_DIGITAL, _DOTTED, _SPOKEN, _SHARP, _HALVED, _LED)
_EARLY = frozenset({"上午", "早上", "早晨", "清晨", "凌晨", "明早", "morning"})
_LATE = frozenset({"下午", "晚上", "傍晚", "今晚", "明晚", "afternoon", "evening"})
_COMPANY = re.compile(r"之?前|以前|半|左右")

_AHEAD = re.compile(
    r"\b(?:by|before|until|till|no later than|needs?|must|ha(?:ve|s) to|going to|will|shall|wants?|meets?|starts|begins"
    r"|leaves?|opens|closes|please|can you|could you)\b|'ll\b|要|需|必须|前|截止|赶|出发|得[给交用开去跟向发有]"
    r"|给[^,，。]{1,8}[看讲用]",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(r"\b(?:from|last|yesterday)\b|上(?:周|星期|次|个?月)|昨|前天", re.IGNORECASE)
_NOT_DONE = re.compile(r"(?:\bnot|n't|\bnever)(?: yet| been)? \w+ed\b", re.IGNORECASE)
_BEHIND_US = re.compile(
    r"\b(?:should(?:'ve| have)|(?:was|were) supposed|promised|said|told|came|went|did|got|broke|sent|began|stood"
    r"|(?:fail|crash|stopp|arriv|start|happen|end|call|ask|tri|report|order|look|turn|receiv)e?d)\b"
    r"|\b(?:errors?|logs?|already|earlier|since|ago)\b|报错|出错|失败|崩|坏|刚|已经|早就|过(?![去来会目程期])",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?<!为)了(?!解)")
_ABOUT_TO = re.compile(r"要[^了,，。]+了")


def lies_ahead(text: str) -> bool:
    """Whether a clause that is not over speaks of something to come."""
    return bool(_AHEAD.search(_NOT_DONE.sub(" ", plain(text))))


def is_over(text: str) -> bool:
    """Whether a clause tells of what has happened: a day that it names is no day to come."""
    told = _NOT_DONE.sub(" ", plain(text))
    done = _DONE.search(told) and not _ABOUT_TO.search(told)
    return bool(done or _BEHIND_US.search(told) or _OF_BEFORE.search(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """A time of day with its words; `twelve_hours` where nothing says on which half of the day it lies."""

    at: time
    words: str
    twelve_hours: bool = False

    def of_day(self, *, is_today: bool, now: time) -> time:
        """The time it is on a day, on the half of the day that people mean; `now` is the clock where they speak."""
        if not self.twelve_hours:
            return self.at
        if self.at.hour >= _SMALL_HOURS:
            return self.later if is_today and now >= self.at else self.at
        is_night = is_today and now.hour < _SMALL_HOURS and now < self.at
        return self.at if is_night else self.later

    @property
    def later(self) -> time:
        """Twelve hours on."""
        return self.at.replace(hour=(self.at.hour + _NOON) % _HOURS_A_DAY)


def named_hour(text: str) -> Hour | None:
    """The first time of day that the words name, or None."""
    smooth = plain(text)
    matches = [match for pattern in _ENGLISH_FORMS if (match := pattern.search(smooth))]
    hours = (match for match in matches if match.re is not _LED or _is_led(smooth, match))
    english = min(hours, key=lambda match: match.start("hour"), default=None)
    chinese = next((match for match in _HAN.finditer(smooth) if _is_hour(smooth, match)), None)
    if english and (chinese is None or english.start() <= chinese.start()):
        return _english(text, english)
    return _chinese(text, chinese) if chinese else None


def _is_led(text: str, match: re.Match[str]) -> bool:
    """Whether the number is no amount, and no part of a name: at One Center."""
    return not match["hour"][0].isupper() and not _COUNTS.search(text, 0, match.start("hour"))


def _is_hour(text: str, match: re.Match[str]) -> bool:
    """Whether it is no 一点, which alone is "a little"."""
    lone = match["hour"] == "一" and not (match["part"] or match["minute"])
    return not lone or bool(_COMPANY.match(text, match.end()))


def _english(text: str, match: re.Match[str]) -> Hour:
    found = match.groupdict()
    hour = _whole(found["hour"])
    minute = _minutes(found.get("minute2") or found["minute"] or "")
    if (found.get("side") or "").lower() in {"to", "before"}:
        hour, minute = (hour - 2) % _NOON + 1, _HOUR_LENGTH - minute
    half, part = (found.get("half") or "").lower(), (found.get("part") or "").lower()
    exact = match.re in {_DIGITAL, _DOTTED} and (hour >= _SMALL_HOURS or found["hour"].startswith("0"))
    if half == "p" or part in _LATE:
        hour = hour % _NOON + _NOON
    elif half == "a" or part in _EARLY:
        hour %= _NOON
    open_half = not (half or part or exact) and hour < _NOON
    return Hour(at=time(hour % _HOURS_A_DAY, minute), words=_words(text, match), twelve_hours=open_half)


def _chinese(text: str, match: re.Match[str]) -> Hour:
    hour, part = _whole(match["hour"]), match["part"] or ""
    minute = _minutes(match["minute"] or "")
    if match["to"]:
        hour, minute = (hour - 2) % _NOON + 1, _HOUR_LENGTH - _QUARTER
    if part in _LATE and hour < _NOON:
        hour += _NOON
    open_half = not part and hour < _NOON
    return Hour(at=time(hour % _HOURS_A_DAY, minute), words=_words(text, match), twelve_hours=open_half)


def _words(text: str, match: re.Match[str]) -> str:
    """The match as it stands, without what leads up to it."""
    lead = re.match(rf"{_LEAD} ", match[0], re.IGNORECASE)
    return text[match.start() + (lead.end() if lead else 0) : match.end()].strip()


def _whole(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else _ENGLISH.get(word) or _han(word)


def _han(word: str) -> int:
    tens, mark, ones = word.rpartition("十")
    return (10 * _CHINESE.get(tens, 1) if mark else 0) + _CHINESE.get(ones, 0)


def _minutes(word: str) -> int:
    word = word.lower().strip().removeprefix("a ").removesuffix("分")
    if word.isdigit():
        return int(word)
    if word.endswith("刻"):
        return _QUARTER * _CHINESE[word[0]]
    return _HALF if word == "半" else _MINUTES.get(word) or _han(word)
