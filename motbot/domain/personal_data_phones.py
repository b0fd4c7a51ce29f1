"""Finds telephone numbers in a folded text: international, and the national forms of several countries."""

import re
from collections.abc import Iterator

_GAP = r"[ ._/-]{0,3}"
_INTERNATIONAL = re.compile(
    rf"(?<![A-Za-z0-9+])(?:\+|(?<!\d[ .-])00(?=[ ._-]?[1-9])|\(\ ?(?:\+|00)){_GAP}\(?\d(?:[ ._/()-]{{0,3}}\d){{6,16}}"
)
_MOST_DIGITS = {
    "1": 11, "7": 11, "30": 12, "31": 11, "32": 11, "33": 11, "34": 11, "351": 12, "352": 12, "353": 12, "358": 13,
    "36": 11, "380": 12, "39": 12, "40": 11, "41": 11, "420": 12, "43": 13, "44": 12, "45": 10, "46": 11, "47": 10,
    "48": 11, "49": 14, "52": 12, "55": 13, "60": 12, "61": 11, "62": 14, "63": 12, "64": 11, "65": 10, "66": 11,
    "81": 12, "82": 12, "84": 11, "852": 11, "853": 11, "86": 13, "886": 12, "90": 12, "91": 12, "92": 12,
    "966": 12, "971": 12, "972": 12,
}  # fmt: skip
_EXACTLY = {"1": 11, "7": 11, "33": 11, "34": 11, "91": 12}
"""With the country's code; what may stand in front of these digits is a trunk zero in brackets, not counted."""
_FEWEST, _FEWEST_BARE, _MOST = 8, 10, 15

_EXTENSION = r"(?:\ ?(?:x|ext\.?|extension|转|轉|-转)\ ?\d{1,6}(?!\d))?"
_LONGEST_EXTENSION = 24
_NO_AMOUNT = r"(?<![A-Za-z0-9+.$€£¥])(?<!\d[ /-])"
_NATIONAL = tuple(
    re.compile(
        rf"(?<![A-Za-z0-9+.$€£¥])(?<!\d[ /-])(?:{form})(?![\d%€])(?!,\d{{3}}(?![\d-])){_EXTENSION}", re.IGNORECASE
    )
    for form in (
        # North America: (415) 555-2671, 415-555-2671, 1 415.555.2671
        r"(?:1[ ._-])?(?:\([2-9]\d\d\)\ ?|[2-9]\d\d\ ?[._ /-]\ ?)[2-9]\d\d\ ?[._ -]\ ?\d{4}",
        r"(?:1[ ._-])?\([2-9]\d\d\)\ ?[2-9]\d{6}",
        # Great Britain: 07700 900123, 020 7946 0958, (0161) 496 0000
        r"07[1-9]\d{2}[ ._-]?\d{3}[ ._-]?\d{3}|07[1-9]\d[ ._-]\d{3}[ ._-]\d{4}",
        r"\(?0(?:2\d|1\d1|11\d|[389]\d\d)\)?\ ?[ ._-]\ ?\d{3,4}[ ._-]?\d{3,4}",
        r"\(?01\d{3}\)?\ ?[ ._-]\ ?\d{5,6}|\(?01\d{3}\)?\ ?[ ._-]\ ?\d{3}[ ._-]\d{3}",
        # Germany: 0151 23456789, 030/1234567, (089) 12 34 56-78
        r"01[567]\d[ ._/-]{0,3}\d{3,8}(?:[ ._-]\d{2,5}){0,3}",
        r"(?:\(0[2-9]\d{1,3}\)\ ?[ /_-]?\ ?\d{2}|0[2-9]\d{1,3}\ ?[ /_-]\ ?\d{3})\d{0,6}(?:[ -]\d{1,5}){0,3}",
        # China, fixed lines: 010-12345678, (0755) 2345 6789
        r"(?:\(0(?:10|2\d|[3-9]\d\d)\)\ ?|0(?:10|2\d|[3-9]\d\d)\ ?[ ._-]\ ?)\d{3,4}[ ._-]?\d{4}|0(?:10|2\d)\d{8}",
    )
)
_FEWEST_NATIONAL = 9
_MILITARY = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_DATE = re.compile(
    r"(?:19|20)\d\d([ ._/-]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])([._/ -])(?:0?[1-9]|1[0-2])\2(?:19|20)\d\d(?!\d)"
)

_SAID = re.compile(
    r"""
    (?: (?<![a-z])(?:tele)?(?:phone|fax|fon)(?:\ (?:number|no\.?|line))?s? | (?<![a-z])(?:tel|cell|mob|fax|ph)(?![a-z])
      | (?<![a-z])(?:mobile|cellphone|landline|whatsapp|wechat|viber|signal|telegram|sms|handy|rufnummer|handynummer
                    |telefonnummer|mobil|direct\ line|hotline|extension)(?![a-z])
      | (?<![a-z])(?:call|dial|ring|text|phone)\ (?:me|us|her|him|them|back)?(?:\ (?:back|on|at))*
      | (?<![a-z])reach(?:ed)?\ (?:me|us|her|him|them)?\ ?(?:on|at|under)
      | 电话|電話|手机|手機|座机|座機|固话|联系方式|聯繫方式|号码|號碼|致电|致電|拨打|撥打|打给|打給|回电|微信|传真
      | 短信|热线|打(?=\ ?\d))
    [^\d\n+]{0,14}[\[(]?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What announces a number right before it."""
_LONGEST_SAID = 44
_SAID_IN = (
    "phone", "fax", "fon", "tel", "cell", "mob", "ph", "landline", "whatsapp", "wechat", "viber", "signal", "sms",
    "handy", "ruf", "direct line", "hotline", "extension", "call", "dial", "ring", "text", "reach",
    "话", "話", "机", "機", "联系", "聯繫", "号码", "號碼", "致电", "致電", "拨", "撥", "打",
    "微信", "传真", "短信", "热线",
)  # fmt: skip
"""A text with none of these announces no number; looked for first, since they are found a hundred times sooner."""
_DIALLED = re.compile(r"(?<!\d)(?<!\d[ ._/()-])\(?\d(?:[ ._/()-]{0,3}\d){6,}")
"""Digits of as many as anybody dials, or more, however they are grouped."""
_ANNOUNCED = re.compile(r"\(?\d(?:[ ._/()-]{0,3}\d){6,13}(?!\d|[.:]\d|,\d{3}(?![\d-]))")
_ANOTHER = re.compile(
    r"\ ?(?:[,;/、|]|or|and|oder|und|和|或者?|及|,\ ?(?:or|and))\ ?"
    r"(?P<number>\(?\d(?:[ ._/()-]{0,3}\d){6,13})(?!\d|[.:]\d|,\d{3}(?![\d-]))"
)
"""A further number behind one that a word has announced."""
_NUMBERED = re.compile(
    r"""
    (?: (?<![a-z])(?:order|invoice|ticket|case|ref(?:erence)?|tracking|shipment|parcel|booking|reservation|confirmation
                    |transaction|serial|sku|po|rma|contract|item|article|model|build|commit|version|bestell(?:ung|nummer)?
                    |rechnung(?:snummer)?|auftrag(?:snummer)?|sendung(?:snummer)?|isbn|ean|upc|imei|timestamp|epoch)
        (?:[ _-]?(?:number|num|no\.?|nr\.?|id|code|key|\#))?
      | (?:订|訂|运|運|单|快递|快遞|流水|编|編|工单|发票|發票|合同|序列|批|票|案)[单單]?[号號]码?
      | 订单|訂單|[单單][号號]|条码)
    (?:\ ?(?:is|was|ist|lautet|是|为|：|:|\#|=|[-/]))*\ ?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LOOKED_BACK = 40

_DOTTED = {(3, 4, 4), (3, 3, 5), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4)}
_COUNTED = re.compile(
    r"\ ?(?:[$€£¥元块%]|bytes?|rows?|ms|[kmgt]b|usd|eur|cny|rmb|美元|欧元)(?![a-z0-9])", re.IGNORECASE
)


def is_dialled(text: str, first: int, last: int) -> bool:
    """Whether digits that begin like a Chinese mobile number stand there as one, and not as an amount or an order."""
    return _is_grouped(text[first:last]) and _stands_free(text, first, last)


def _is_grouped(written: str) -> bool:
    """With dots only as people group numbers: others are addresses of computers and versions."""
    sizes = tuple(len(group) for group in re.findall(r"\d+", written))
    return "." not in written or sizes in _DOTTED or max(sizes) == 1


def _stands_free(text: str, first: int, last: int) -> bool:
    """Whether no amount, fraction or order number goes on around it."""
    before, behind = text[max(first - 2, 0) : first], text[last : last + 12]
    if re.search(r"[$€£¥]\ ?$|\d\.$", before) or re.match(r"\.\d{1,2}(?!\d)", behind) or _COUNTED.match(behind):
        return False
    return not _is_numbered(text, first)


def _is_numbered(text: str, first: int) -> bool:
    return bool(_NUMBERED.search(text[max(first - _LOOKED_BACK, 0) : first]))


def phone_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand that their form or the word before them makes a telephone's; they may overlap."""
    for found in _INTERNATIONAL.finditer(text) if "+" in text or "00" in text else ():
        if (end := _international_end(found)) is not None:
            yield found.start(), end
    lowered = text.lower()
    may_announce = any(word in lowered for word in _SAID_IN)
    for digits in _DIALLED.finditer(text):
        yield from _national(text, *digits.span())
        if may_announce:
            yield from _announced(text, digits.start())


def _national(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Numbers in the form of some country, within the digits there."""
    if sum(sign.isdigit() for sign in text[first:last]) < _FEWEST_NATIONAL:
        return
    for form in _NATIONAL:
        for found in form.finditer(text, first, last + _LONGEST_EXTENSION):
            count = sum(sign.isdigit() for sign in found[0])
            if count >= _FEWEST_NATIONAL and not _DATE.match(found[0]) and not _is_numbered(text, found.start()):
                yield found.span()


def _announced(text: str, first: int) -> Iterator[tuple[int, int]]:
    """A number behind a word that says what it is, and those that follow it."""
    if not _SAID.search(text[max(first - _LONGEST_SAID, 0) : first]):
        return
    found = _ANNOUNCED.match(text, first)
    while found is not None:
        start, end = found.span("number") if found.re is _ANOTHER else found.span()
        written = text[start:end]
        if not (_DATE.match(written) or _is_span_of_time(written) or _is_numbered(text, start)):
            yield start, end
        found = _ANOTHER.match(text, end)


def _is_span_of_time(written: str) -> bool:
    groups = re.findall(r"\d+", written)
    return all(_MILITARY.fullmatch(group) for group in groups)


def _international_end(found: re.Match[str]) -> int | None:
    """Where the number ends: as many of the digits behind the + as its country uses; None where it can be none."""
    places = [found.start() + place for place, sign in enumerate(found[0]) if sign.isdigit()]
    trunk = re.search(r"\(\ ?0\ ?\)", found[0])
    digits = "".join(sign for sign in found[0] if sign.isdigit())
    is_bare = found[0].lstrip("( ").startswith("00")
    if is_bare:
        places, digits = places[2:], digits[2:]
    country = next((digits[:size] for size in (1, 2, 3) if digits[:size] in _MOST_DIGITS), "")
    most = min(_MOST_DIGITS.get(country, _MOST) + bool(trunk), len(digits))
    last_ends = [
        place for place in range(_FEWEST, most + 1) if place == len(digits) or places[place] != places[place - 1] + 1
    ]
    if not last_ends or (not country and (is_bare or digits[0] == "0")):
        return None
    count = last_ends[-1]
    if (country in _EXACTLY and count != _EXACTLY[country] + bool(trunk)) or (is_bare and count < _FEWEST_BARE):
        return None
    return places[count - 1] + 1
