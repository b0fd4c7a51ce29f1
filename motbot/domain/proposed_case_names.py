"""The names of people and firms: the forms they are called by, those that words give away, and invented ones."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from motbot.domain.language import is_chinese_character

INVENTED_LATIN = (
    ("Nora", "Lindqvist"), ("Elias", "Varga"), ("Tessa", "Okafor"), ("Jonas", "Brandl"), ("Maren", "Castell"),
    ("Rafiq", "Damani"), ("Ingrid", "Solheim"), ("Pavel", "Horak"), ("Yara", "Mendes"), ("Caspar", "Thiel"),
    ("Leonie", "Fabre"), ("Anton", "Kessler"), ("Selma", "Aydin"), ("Viktor", "Ostrow"), ("Livia", "Romano"),
    ("Matteo", "Ferrant"), ("Agnes", "Dahl"), ("Tomasz", "Wolny"), ("Helene", "Moreau"), ("Bastian", "Roth"),
    ("Carmen", "Iglesias"), ("Oskar", "Lund"), ("Petra", "Novotna"), ("Gideon", "Ashe"), ("Salome", "Bergin"),
    ("Milan", "Petrov"), ("Ottilie", "Krantz"), ("Ruben", "Haas"), ("Astrid", "Falk"), ("Dario", "Conti"),
)  # fmt: skip
INVENTED_HAN = (
    ("林", "晓舟"), ("周", "予安"), ("许", "知远"), ("沈", "若溪"), ("韩", "景行"), ("苏", "念慈"), ("程", "一鸣"),
    ("叶", "书瑶"), ("陆", "明哲"), ("秦", "悦宁"), ("方", "思齐"), ("顾", "南星"), ("蒋", "云帆"), ("杜", "清和"),
    ("宋", "之遥"), ("梁", "慕白"), ("唐", "雨桐"), ("冯", "子衿"), ("邓", "修文"), ("曹", "静姝"), ("彭", "望舒"),
    ("萧", "若谷"), ("田", "采薇"), ("董", "怀瑾"), ("于", "听澜"), ("丁", "亦菲"), ("魏", "长风"), ("薛", "凝霜"),
)  # fmt: skip
INVENTED_FIRMS = ("Larkfield", "Ostermoor", "Brightwell", "Calderon", "Fennimore", "Halvorsen", "Quillon", "Tamarisk")
INVENTED_FIRMS_HAN = ("青禾", "云杉", "远岫", "澄海", "松岭", "白鹭", "霁川", "南屿")

_SURE = (
    "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|"
    "[王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田姜范姚谭廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟龙段雷钱汤尹黎贺赖龚庞樊兰殷陶洪翟颜倪严牛芦季俞章鲁葛伍"
    "韦申尤毕聂丛焦柳邢岳梅莫庄辛管祝左涂谷祁舒耿牟卜詹苗凌费纪靳童甄曲游裴席卫查屈鲍覃霍翁隋植甘景薄柏宁柯阮桂]"
)
_UNSURE = "[马高于程任方石金白江万武常文安温项成向路关时单包司盛阳东]"
"""Surnames that ordinary words begin or end with too: they are taken for one only where no other character precedes."""
_SURNAME = rf"(?:{_SURE}|(?<![\u4e00-\u9fff]){_UNSURE})"
_ANY_SURNAME = rf"(?:{_SURE}|{_UNSURE})"
_TITLES = (
    "总监",
    "总裁",
    "经理",
    "老师",
    "先生",
    "女士",
    "小姐",
    "主任",
    "部长",
    "主管",
    "师傅",
    "医生",
    "律师",
    "教授",
    "总",
)
_ADDRESSED = ("哥", "姐", "工")
_END = r"(?=[，。！？、；：\s,.!?（(]|您?好|$)"
_HAN_TITLED = re.compile(
    rf"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[找跟和问给让请您你的谢系叫与向由是在]))(?P<titled>{_SURNAME})"
    rf"(?=(?:{'|'.join(_TITLES)})(?![是共会算体结部数额觉要想之价量店]))"
    rf"|(?P<full>{_SURNAME}[\u4e00-\u9fff]{{1,2}})(?=先生|女士|小姐)"
    rf"|(?:^|(?<=[，。！？、；：\s@,.!?]))(?P<called>{_SURNAME})(?=(?:{'|'.join(_ADDRESSED)}){_END})"
    rf"|(?:我是|我叫|联系人[:：是]?|收件人[:：是]?|收货人[:：是]?|姓名[:：是]?|落款[:：])\s*"
    rf"(?P<told>{_ANY_SURNAME}[\u4e00-\u9fff]{{1,2}}){_END}",
    re.MULTILINE,
)
_LATIN_NAME = r"(?P<{}>[A-Z][a-zà-öø-ÿ]{{2,}}(?:[^\S\n][A-Z][a-zà-öø-ÿ]+)?)(?![A-Za-z])"
_LATIN_CALLED = re.compile(
    r"\b(?i:my name is|mr|mrs|ms|mx|dr|prof|contact|ask|tell|ping|attn|cc)\b[.:]?[^\S\n]*"
    + _LATIN_NAME.format("told")
    + r"|\b(?i:hi|hello|hey|dear|thanks|thank you|cheers|regards|wishes|best|sincerely|yours|this is|i'm|i am"
    r"|good morning|good afternoon|good evening)\b[.,!]?(?:[^\S\n]*\n\s*|[^\S\n]*)"
    + _LATIN_NAME.format("called")
    + r"(?=\s*(?:[,.!?:;\n–—-]|$)|[^\S\n](?:here|from|and|I|speaking|with|at)\b)"
)
_NO_NAMES = frozenset(
    """
    all team everyone everybody folks guys there sir madam again very please support sales admin help info finance legal
    tech service customer customers colleague colleagues and for the you your our this that it we they what when where
    how why can could would will may should monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december today tomorrow yesterday just now sorry sure glad
    happy not still also only unfortunately agent slack teams zoom email mail best kind warm many regards wishes
    wonderful great good perfect yes no okay calling writing trying waiting afraid have has had let please goodbye bye
    everybody's chinese english german french spanish italian japanese american british european indian
    """.split()  # noqa: SIM905 # words read better as text
)
_FIRM = re.compile(
    r"(?<![A-Za-z])(?P<latin>[A-Z][A-Za-z&]+(?:[^\S\n][A-Z][A-Za-z&]+){0,2})(?=[^\S\n,]{1,2}"
    r"(?:GmbH|AG|Ltd|LLC|Inc|PLC|plc|Co\.|Corp|S\.A\.|SARL|B\.V\.|KG|SE|Pty|AB|Oy|NV)(?![A-Za-z]))"
    r"|(?P<han>[\u4e00-\u9fff]{2,8}?)(?=(?:股份|科技|信息|贸易|商贸|网络|实业|电子|物流|食品|医药)?(?:有限(?:责任)?公司|集团))"
)
_BRANCHES = frozenset("股份 科技 信息 贸易 商贸 网络 实业 电子 物流 食品 医药 我们 贵司 你们 子公".split())  # noqa: SIM905
_BEFORE_FIRM = re.compile(r".*(?:我们是|我是|是|在|和|给|由|向|与|跟|到|从|找|的|请|联系|代表|来自|叫|家)")
_PARTICLES = frozenset(
    """
    al le de van von der la di da el du bin ibn san y e dos del zu ter ten st
    """.split()  # noqa: SIM905
)
"""Parts of names that name nobody alone, but where they come first."""
_ALSO_WORDS = frozenset(
    """
    an in so do no he my to of and the me as at be by go if is it on or us we you hi am
    """.split()  # noqa: SIM905
)
"""Names that are the shortest words: taken for names only where somebody is addressed."""
_ADDRESSED_BY = "|".join(
    rf"(?<={before})"
    for before in ("[Hh]i ", "[Hh]ey ", "[Hh]ello ", "[Dd]ear ", "[Tt]hanks ", "[Tt]hanks, ", "@", "[Aa]sk ")
)
_ROLES = frozenset(
    """
    support sales admin team help info finance legal tech service services customer customers agent agents desk office
    group bot app hr it ops marketing billing accounts client clients partner partners external guest member lead
    """.split()  # noqa: SIM905
)
_VERBS = re.compile(r"(?:Will|May|Can|Mark|Chase|Grant|Bill|Sue|Rob|Pat)")
_AFTER_VERB = r"(?=\s+(?:I|i|we|you|he|she|it|they|there|this|that|the|a|an|our|my|your|be|not|us|these|those)\b)"
_LETTERS = "A-Za-z0-9À-ÖØ-öø-ž"
_PARTS = re.compile(r"[\s,.()/|_]+|(?<=[A-Za-z])[-–](?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to call somebody, with what is said in its place."""

    said: str
    instead: str

    def pattern(self, *, is_sure: bool) -> str:
        """Where it is a name: Latin letters stand alone; a name that is also a verb is none where it is one.

        One that nobody has told us for sure is a name only as it was written.
        """
        if any(is_chinese_character(letter) for letter in self.said):
            return re.escape(self.said)
        alone = rf"(?<![{_LETTERS}]){re.escape(self.said)}(?![{_LETTERS}])"
        if self.said.casefold() in _ALSO_WORDS:
            return rf"(?:{_ADDRESSED_BY}){alone}|{alone}(?=,)"
        if _VERBS.fullmatch(self.said):
            return rf"{alone}(?!{_AFTER_VERB})"
        return rf"(?i:{alone})" if is_sure and not _is_short(self.said) else alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """The invented name of one person, in both scripts."""

    latin: tuple[str, str]
    han: tuple[str, str]

    def shown(self, *, chinese: bool) -> str:
        """What the case's list of people says."""
        return "".join(self.han) if chinese else self.latin[0]

    def forms(self, names: Sequence[str]) -> Iterator[Form]:
        """Every way to call somebody of these names, with the invented one in the same form."""
        for name in filter(None, (one.strip() for one in names)):
            if any(is_chinese_character(letter) for letter in name):
                yield from self._han(name)
            else:
                yield from self._latin(name)

    def _han(self, name: str) -> Iterator[Form]:
        if _PARTS.search(name):
            yield Form(name, "".join(self.han))
        for part in filter(None, _PARTS.split(name)):
            if any(is_chinese_character(letter) for letter in part):
                yield from self._han_part(part)
            else:
                yield from self._latin(part)

    def _han_part(self, part: str) -> Iterator[Form]:
        """The whole name, the given name alone, and the surname as it is used to address somebody."""
        nick = re.fullmatch(rf"[小老阿]({_ANY_SURNAME})", part)
        found = re.match(_ANY_SURNAME, part)
        surname = nick[1] if nick else found[0] if found else ""
        given = "" if nick else part[len(surname) :]
        if given:
            yield Form(part, "".join(self.han))
        if given and surname and len(given) > 1:
            yield Form(given, self.han[1])
        if surname:
            yield from (Form(f"{front}{surname}", f"{front}{self.han[0]}") for front in "小老阿")
            yield from (Form(f"{surname}{title}", f"{self.han[0]}{title}") for title in (*_TITLES, *_ADDRESSED))

    def _latin(self, name: str) -> Iterator[Form]:
        first, last = self.latin
        parts = [part for part in _PARTS.split(name) if part and not part.isdigit()]
        if len(parts) > 1:
            yield Form(name, f"{first} {last}")
        for place, part in enumerate(parts):
            is_name = part.casefold() not in _ROLES and (place == 0 or part.casefold() not in _PARTICLES)
            if is_name and len(part) > 1:
                written = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode()
                for form in dict.fromkeys((part, written if len(written) == len(part) else part)):
                    yield Form(form, first if place == 0 else last)


def invented(taken: str) -> Iterator[Invented]:
    """Names for one person after the other; none whose parts stand in what was said."""
    folded = taken.casefold()
    latin = [pair for pair in INVENTED_LATIN if not any(part.casefold() in folded for part in pair)] or [
        ("Someone", "Else")
    ]
    han = [pair for pair in INVENTED_HAN if pair[1] not in taken] or [("某", "某人")]
    for number in count():
        again = "" if number < min(len(latin), len(han)) else str(number)
        (first, last), (surname, given) = latin[number % len(latin)], han[number % len(han)]
        yield Invented(latin=(f"{first}{again}", last), han=(surname, f"{given}{again}"))


def told_names(text: str) -> Iterator[str]:
    """Names of people that the words themselves give away: a greeting, a signature, a title."""
    for found in _LATIN_CALLED.finditer(text):
        name = found["told"] or found["called"]
        parts = [part for part in name.split() if part.casefold() not in _NO_NAMES]
        if parts and parts[0] == name.split()[0]:
            yield " ".join(parts)
    for found in _HAN_TITLED.finditer(text):
        yield next(name for name in found.groups() if name)


def told_firms(text: str) -> Iterator[str]:
    """Names of firms that stand before a word for their legal form."""
    for found in _FIRM.finditer(text):
        name = found["latin"] or _BEFORE_FIRM.sub("", found["han"])
        if len(name) > 1 and name not in _BRANCHES:
            yield name


def matched_case(said: str, instead: str) -> str:
    """The invented name written as the true one was: all small, all capitals, or as names are."""
    if said.isupper() and len(said) > 1:
        return instead.upper()
    return instead.lower() if said.islower() else instead


def doubtful_words(text: str, *, known: Mapping[str, object]) -> Iterator[str]:
    """Words in the middle of an English sentence with a capital, which may be somebody's name."""
    for found in re.finditer(r"(?<=[a-z,;] )(?P<word>[A-Z][a-z]{2,})(?![A-Za-z])", text):
        word = found["word"]
        if word.casefold() not in _NO_NAMES and word not in known:
            yield word


def _is_short(name: str) -> bool:
    """So short that in small letters it is rather another word."""
    return len(name) < 3 or name.casefold() in _PARTICLES or bool(_VERBS.fullmatch(name))  # noqa: PLR2004 # letters
