"""Takes people, firms, addresses and numbers out of the texts of one case, each by a stand-in that stays the same."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from motbot.domain.grounding import occurs, verbatim
from motbot.domain.language import Language, is_chinese_character
from motbot.domain.proposed_case import Named
from motbot.domain.proposed_case_marks import (
    MarkKind,
    Spot,
    apart,
    like_account,
    like_number,
    like_phone,
    marks_in,
)
from motbot.domain.proposed_case_names import (
    INVENTED_FIRMS,
    INVENTED_FIRMS_HAN,
    Invented,
    doubtful_words,
    invented,
    matched_case,
    told_firms,
    told_names,
)

_MENTION = re.compile(r"<@(?P<marked>[UWB][A-Z0-9]*)(?:\|[^<>]*)?>|@(?P<plain>[UWB][A-Z0-9]{2,})\b")
_ANYBODY_S_MAIL = frozenset(
    """
    gmail googlemail outlook hotmail live yahoo icloud me gmx web t-online proton protonmail aol qq 163 126 sina foxmail
    mail example slack google microsoft github zoom wikipedia youtube
    """.split()  # noqa: SIM905 # words read better as text
)
_CHANNEL_WORDS = frozenset(
    """
    ext external shared support customer customers client clients help team project internal request requests vip
    partner partners service care ops slack connect channel general private public test demo room desk account
    onboarding incident incidents alerts sales finance legal people tech the and for with our
    """.split()  # noqa: SIM905
)
_LEAST_FIRM = 3
_TRIES = 500
_HOST = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,12}(?![\w-])")
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})


_HOSTED = frozenset({MarkKind.MAIL, MarkKind.LINK, MarkKind.HOST})


@dataclass(frozen=True, slots=True)
class _Call:
    """A way to call somebody or something, and its stand-in."""

    kind: MarkKind
    pattern: re.Pattern[str]
    instead: str


@dataclass(slots=True)
class _StandIns:
    """The stand-ins given so far, by what they stand for."""

    given: dict[tuple[MarkKind, str], str] = field(default_factory=dict)

    def of(self, kind: MarkKind, said: str, make: Callable[[int], str], taken: str) -> str:
        """The stand-in of a thing; a new one differs from all others and stands in no text."""
        key = (kind, re.sub(r"\s", "", said.casefold()))
        if key not in self.given:
            others = set(self.given.values())
            start = sum(1 for one, _ in self.given if one is kind) + 1
            tries = map(make, range(start, start + _TRIES))
            fresh = next((one for one in tries if one not in others and one.casefold() not in taken), None)
            self.given[key] = fresh or make(start)
        return self.given[key]


class Disguise:
    """Made for one case: it is told every text first, so that what one of them gives away is taken out of all."""

    def __init__(self, *, texts: Sequence[str], people: Sequence[Named], channel_name: str, language: Language) -> None:
        """Take every text that will be shown, everybody who is known, and where it was said."""
        self._names_told = {one.account: one.names for one in people}
        self._all = "\n".join((*texts, channel_name))
        self._taken = "\n".join((self._all, *(name for one in people for name in one.names))).casefold()
        self._chinese = language is Language.ZH
        self._stand_ins = _StandIns()
        self._invented: dict[str, Invented] = {}
        self._names = invented(self._taken)
        self._calls: list[_Call] = []
        self._out: dict[MarkKind, set[str]] = {}
        self._spots_of: dict[str, dict[Spot, str]] = {}
        marks = [(text, spot) for text in texts for spot in marks_in(text)]
        self._numbers = dict.fromkeys(text[at.start : at.end] for text, at in marks if at.kind is MarkKind.NUMBER)
        for one in people:
            self._learn_person(one)
        self._learn_firms(channel_name, texts, [text[at.start : at.end] for text, at in marks if at.kind in _HOSTED])
        for name in dict.fromkeys(name for text in texts for name in told_names(text)):
            if not any(call.pattern.fullmatch(name) for call in self._calls):
                self._learn_person(Named(account=f"told {name}", names=(name,)), is_sure=False)

    def name_of(self, account: str) -> str:
        """The invented name of somebody, as the case's list of people says it."""
        told = "".join(self._names_told.get(account, ()))
        return self._person(account).shown(chinese=any(map(is_chinese_character, told)) if told else self._chinese)

    def text(self, text: str) -> str:
        """The text with a stand-in for everything that points to somebody."""
        return "".join(piece for piece, _, _ in self._pieces(text))

    def quote(self, quote: str, text: str) -> str:
        """The words as they stand in the disguised text; "" where they do not stand in the true one.

        Where a quote begins or ends inside something that is replaced, it takes in the whole of it.
        """
        if not quote or not occurs(quote, text):
            return ""
        words = verbatim(quote, text)
        start = text.find(words)
        end = start + len(words)
        found = []
        for shown, begins, ends in self._pieces(text):
            if ends <= start or begins >= end:
                continue
            whole = shown != text[begins:ends]
            found.append(shown if whole else shown[max(start - begins, 0) : end - begins])
        return "".join(found)

    @property
    def taken_out(self) -> tuple[tuple[str, int], ...]:
        """How many different things of each kind were replaced so far."""
        return tuple((kind.value, len(self._out[kind])) for kind in MarkKind if kind in self._out)

    def doubtful(self, shown: Iterable[str]) -> tuple[str, ...]:
        """Words of disguised texts that may be names which nobody told us."""
        ours = dict.fromkeys(word for one in self._invented.values() for part in one.latin for word in (part,))
        ours |= dict.fromkeys(self._stand_ins.given.values())
        counted = Counter(word for text in shown for word in doubtful_words(text, known=ours))
        return tuple(word for word, _ in counted.most_common(12))

    def _pieces(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The text piece by piece: what is shown, and where it stood."""
        done = 0
        spots = self._spots(text)
        for spot in apart(list(spots)):
            if spot.start > done:
                yield text[done : spot.start], done, spot.start
            said = text[spot.start : spot.end]
            self._out.setdefault(spot.kind, set()).add(said.casefold())
            yield spots.get(spot) or self._instead(spot.kind, said), spot.start, spot.end
            done = spot.end
        if done < len(text):
            yield text[done:], done, len(text)

    def _spots(self, text: str) -> dict[Spot, str]:
        """Where something stands that is replaced, with its stand-in where that does not follow from its kind."""
        if text not in self._spots_of:
            self._spots_of[text] = self._search(text)
        return self._spots_of[text]

    def _search(self, text: str) -> dict[Spot, str]:
        found: dict[Spot, str] = {}
        for one in _MENTION.finditer(text):
            account = one["marked"] or one["plain"]
            found[Spot(MarkKind.NAME, *one.span())] = f"@{self.name_of(account)}"
        for call in self._calls:
            for one in call.pattern.finditer(text):
                found.setdefault(Spot(call.kind, *one.span()), matched_case(one[0], call.instead))
        for number in self._numbers:
            for one in re.finditer(rf"(?<![A-Za-z0-9]){re.escape(number)}(?![A-Za-z0-9])", text):
                found.setdefault(Spot(MarkKind.NUMBER, *one.span()), "")
        for spot in marks_in(text):
            # A name behind an @ is somebody's, and no group's.
            handle = text[spot.start + 1 : spot.end] if spot.kind is MarkKind.GROUP else ""
            if not handle or not any(call.pattern.fullmatch(handle) for call in self._calls):
                found.setdefault(spot, "")
        return found

    def _instead(self, kind: MarkKind, said: str) -> str:
        """The stand-in of what is no name."""
        make: dict[MarkKind, Callable[[int], str]] = {
            MarkKind.MAIL: lambda number: f"mail{number}@{self._host(said)}",
            MarkKind.PHONE: lambda number: like_phone(said, number),
            MarkKind.CARD: lambda number: like_account(said, number),
            MarkKind.IBAN: lambda number: like_account(said, number),
            MarkKind.IDENTITY: lambda number: like_account(said, number),
            MarkKind.LINK: lambda number: f"{_scheme(said)}{self._host(said)}/{number}",
            MarkKind.HOST: lambda number: (
                f"192.0.2.{number}" if said[-1:].isdigit() else f"{number}.{self._host(said)}"
            ),
            MarkKind.NUMBER: lambda number: like_number(said, number),
            MarkKind.CHANNEL: lambda number: f"#channel-{number}",
            MarkKind.GROUP: lambda number: f"@team-{number}",
        }
        return self._stand_ins.of(kind, said, make.get(kind, lambda number: f"name{number}"), self._taken)

    def _host(self, said: str) -> str:
        """The invented firm whose host stands in a link or address."""
        firm = _firm_of_host(said)
        known = self._stand_ins.given.get((MarkKind.FIRM, firm), "") if firm else ""
        return f"{known.lower()}.example" if known else "mail.example"

    def _person(self, account: str) -> Invented:
        if account not in self._invented:
            self._invented[account] = next(self._names)
        return self._invented[account]

    def _learn_person(self, one: Named, *, is_sure: bool = True) -> None:
        for form in self._person(one.account).forms(one.names):
            self._learn(MarkKind.NAME, form.pattern(is_sure=is_sure), form.instead)

    def _learn_firms(self, channel_name: str, texts: Sequence[str], addresses: Sequence[str]) -> None:
        """Firms that the channel's name, an address, or a word for their legal form gives away."""
        for firm in dict.fromkeys(filter(None, map(_firm_of_host, addresses))):
            self._learn(MarkKind.FIRM, rf"(?i:(?<![A-Za-z0-9]){re.escape(firm)}(?![A-Za-z0-9]))", self._firm(firm))
        for firm in dict.fromkeys(
            (*_firms_of_channel(channel_name), *(one for text in texts for one in told_firms(text)))
        ):
            # A word of a channel's name may be any word: only with a capital it is the firm's.
            written = {firm, firm.capitalize(), firm.upper()} - {firm.lower() if firm.isascii() else ""}
            either = "|".join(map(re.escape, sorted(written)))
            alone = rf"(?<![A-Za-z0-9])(?:{either})(?![A-Za-z0-9])" if firm.isascii() else either
            self._learn(MarkKind.FIRM, alone, self._firm(firm))

    def _firm(self, name: str) -> str:
        pool = INVENTED_FIRMS_HAN if is_chinese_character(name[0]) else INVENTED_FIRMS

        def make(number: int) -> str:
            return pool[(number - 1) % len(pool)] + ("" if number <= len(pool) else str(number))

        return self._stand_ins.of(MarkKind.FIRM, name, make, self._taken)

    def _learn(self, kind: MarkKind, pattern: str, instead: str) -> None:
        """Remember a way to call somebody, where anybody is called so."""
        compiled = re.compile(pattern)
        if compiled.search(self._all):
            self._calls.append(_Call(kind, compiled, instead))


def _firms_of_channel(name: str) -> list[str]:
    """What the name of a channel may say of the customer's firm."""
    words = re.split(r"[-_\s]+", name)
    least = 2 if any(map(is_chinese_character, name)) else _LEAST_FIRM
    own = (word for word in words if word.casefold() not in _CHANNEL_WORDS and not word.isdigit())
    return [word for word in own if len(word) >= least]


def _firm_of_host(address: str) -> str:
    """The firm that a link or mail address names, by the part of the host that is chosen freely; "" for anybody's."""
    found = _HOST.search(address.rpartition("@")[2] if "://" not in address else address.partition("://")[2])
    parts = found[0].casefold().split(".") if found else []
    if len(parts) > 2 and parts[-2] in _SECOND_LEVEL:  # noqa: PLR2004 # a host below co.uk
        parts.pop()
    chosen = parts[-2] if len(parts) > 1 else ""
    return "" if len(chosen) < _LEAST_FIRM or chosen in _ANYBODY_S_MAIL or chosen.isdigit() else chosen


def _scheme(link: str) -> str:
    found = re.match(r"[a-z][a-z0-9+.-]{1,20}://|www\.", link, re.IGNORECASE)
    return found[0].lower() if found else ""
