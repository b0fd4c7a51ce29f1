"""What no proposal may do to a prompt, whatever it scores: open its fences, retell a case, bring in links, or swell."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from motbot.domain.case import Case
from motbot.domain.errors import BadPrompt

_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_FENCE = re.compile(r"<\s*/?\s*data-|\bfence|untrusted|围栏", re.IGNORECASE)
_SECTION = re.compile(r"^#[ \t]*(?:system|user)[ \t]*:?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_LINK = re.compile(r"\b[a-z][a-z0-9+.-]*://\S+|\bwww\.\S+|\S+@\S+\.\w+|<[@!#][^>]*>", re.IGNORECASE)
_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_MARKED = re.compile(r"(?=\w*\d)\w{5,}|\d{4,}")
"""Numbers of orders, tickets and the like: they tell which case was meant."""
_STRETCH = 14
"""Han characters, or half as many words, that are copied when they stand together in a case as well."""
_GROWTH, _ROOM = 1.25, 1500

Window = tuple[str, ...]


def room_for(system: str) -> int:
    """Characters that a system part may grow by: longer ones cost more with every call, and learn cases by heart."""
    return max(_ROOM, int(len(system) * (_GROWTH - 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What proposals for one prompt are held to."""

    start: str
    """The system part that the search began with."""
    foreign: frozenset[Window]
    numbers: frozenset[str]

    def check(self, system: str) -> None:
        """Refuse what a proposal must not do. Raises BadPrompt, with a reason that a model can mend it by."""
        for problem in self._problems(system):
            raise BadPrompt(problem)

    def _problems(self, system: str) -> Iterator[str]:
        if _TAG.findall(system) != _TAG.findall(self.start):
            yield "what stands in {{ }} and {% %} must stay as it is, in its order; change only the words around it"
        if _SECTION.search(system):
            yield "a line `# system` or `# user` must not be added"
        if _fencing(system) != _fencing(self.start):
            yield "the lines about fences must stay exactly as they are, and nothing may be said of fences elsewhere"
        if set(_LINK.findall(system)) - set(_LINK.findall(self.start)):
            yield "no link, address or mention may be added"
        if len(system) > len(self.start) + room_for(self.start):
            yield f"the text grew by more than {room_for(self.start)} characters; take something out"
        if copied := _copied(system, self.foreign) or next(iter(self.numbers & set(_marked(system))), ""):
            yield f"it repeats words of a case ({copied!r}); say the rule in general, with words of your own"


def bounds_for(start: str, cases: Sequence[Case]) -> Bounds:
    """The bounds of a search that begins with a text and shows these cases; what the text says already it may say."""
    texts = [text for case in cases for text in _words_of(case)]
    own = set(_windows(start))
    return Bounds(
        start=start,
        foreign=frozenset(window for text in texts for window in _windows(text)) - own,
        numbers=frozenset(number for text in texts for number in _marked(text)) - frozenset(_marked(start)),
    )


def _fencing(system: str) -> list[str]:
    """The lines that say what is data."""
    return [line for line in system.split("\n") if _FENCE.search(line)]


def _words_of(case: Case) -> Iterator[str]:
    """Everything in a case that a proposal might learn by heart: what was said, and the labels."""
    view, gold = case.view, case.gold
    yield from (line.text for line in view.lines)
    yield from (view.facts, *view.known, gold.say_no_what, *gold.questions)
    yield from (text for one in gold.expectations for text in (one.text, one.quote, one.cue))
    yield from (*gold.business_interests, *gold.personal_interests)
    if case.reply is not None:
        yield from (line.text for line in (*case.reply.before, case.reply.line))
        yield from (text for one in case.reply.promises for text in (one.what, one.due_text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _marked(text: str) -> Iterable[str]:
    return _MARKED.findall(_folded(text))


def _windows(text: str) -> Iterator[Window]:
    """From each word on, as many as make a stretch."""
    tokens = _TOKEN.findall(_folded(text))
    weights = [1 if _HAN.match(token) else 2 for token in tokens]
    end = weight = 0
    for start in range(len(tokens)):
        while end < len(tokens) and weight < _STRETCH:
            weight += weights[end]
            end += 1
        if weight < _STRETCH:
            return
        yield tuple(tokens[start:end])
        weight -= weights[start]


def _copied(system: str, foreign: frozenset[Window]) -> str:
    """The first stretch that stands in a case as well."""
    found = next((window for window in _windows(system) if window in foreign), ())
    return ("" if any(map(_HAN.match, found)) else " ").join(found)
