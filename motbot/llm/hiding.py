"""Puts marks in the place of personal data before a model sees a text, and the data back into what it answers.

A mark looks like ⟦phone-1⟧: the brackets stand in hardly any text and in no markup, so that nothing else is taken for
one; they pass JSON, templates and fences unchanged; and the word tells the model what kind of thing it writes about, so
that it still asks for a number only where there is none. What somebody has typed in that form is hidden like the data
itself: in a request every mark is ours.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import structlog
from pydantic import BaseModel

from motbot.domain.personal_data import PersonalKind, find_personal
from motbot.llm.answers import Answer

HINT = (
    "Marks such as ⟦phone-1⟧ or ⟦email-1⟧ stand for personal data that is not shown to you. Treat a mark as the thing "
    "itself, which is known. Wherever you quote or use one, copy it exactly, brackets included, and make up no others."
)
"""What a request with marks says about them, below everything else: the part that servers cache stays the same."""

_TYPED = "text"
_KIND = "|".join((*PersonalKind, _TYPED))
_MARK = re.compile(
    rf"⟦[^⟦⟧]{{0,40}}⟧|(?:\[\[|[\[【〚〖])?(?<![\w-])(?:{_KIND})[-_\u2010-\u2013]\d{{1,4}}(?![\w-])(?:\]\]|[\]】〛〗])?",
    re.IGNORECASE,
)
"""A mark as models copy it, now and then with other brackets or with none."""
_INSIDE = re.compile(rf"({_KIND})[\s_\u2010-\u2013-]*(\d{{1,4}})", re.IGNORECASE)
_UNKNOWN = "…"
_DIGITS = re.compile(r"\d(?:[ ._/()-]{0,3}\d){6,}")
_SHORTEST_TAIL, _LONGEST_TAIL = 5, 64

log = structlog.get_logger()


class Marks:
    """The marks of one request: each value has one, and each mark one value."""

    def __init__(self, *values: Any) -> None:
        """Find the personal data in every text of these plain values, before any of them is hidden."""
        self._by_value: dict[str, str] = {}
        self._beginnings: set[str] = set()
        self._by_mark: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._numbers: dict[str, PersonalKind] = {}
        """The bare digits of what was found: the same number without the words that gave it away is hidden too."""
        for text in _texts(values):
            for found in find_personal(text):
                value = text[found.start : found.end]
                self._mark(value, found.kind)
                self._beginnings |= {value[:size] for size in range(_SHORTEST_TAIL, min(len(value), _LONGEST_TAIL))}
                if found.kind is not PersonalKind.EMAIL:
                    self._numbers[_bare(value)] = found.kind

    def __bool__(self) -> bool:
        """Whether anything was hidden."""
        return bool(self._by_value)

    def hide(self, value: Any) -> Any:
        """The plain value, however deep, with marks in its texts."""
        if isinstance(value, str):
            # Once more: what stood beside a number and made it look like another thing may now be a mark.
            return self._hidden(self._hidden(value), ours=frozenset(self._by_mark))
        if isinstance(value, Mapping):
            return {key: self.hide(one) for key, one in value.items()}
        return [self.hide(one) for one in value] if isinstance(value, list | tuple) else value

    def show(self, answer: Answer) -> Answer:
        """The answer with the data in the place of its marks; what looks like a mark and is none is left out."""
        return answer.model_copy(update={name: self._shown(value) for name, value in answer})

    def _hidden(self, text: str, ours: AbstractSet[str] = frozenset()) -> str:
        pieces: list[str] = []
        end = 0
        for start, stop, kind in self._places(text):
            if start >= end and text[start:stop] not in ours:
                pieces += (text[end:start], self._mark(text[start:stop], kind))
                end = stop
        return "".join((*pieces, self._without_tail(text[end:])))

    def _places(self, text: str) -> list[tuple[int, int, str]]:
        """Where something is to be hidden, by its beginning."""
        places = [(found.start, found.end, str(found.kind)) for found in find_personal(text)]
        places += [(*found.span(), _TYPED) for found in _MARK.finditer(text)]
        for found in _DIGITS.finditer(text):
            if kind := self._numbers.get(_bare(found[0])):
                places.append((*found.span(), str(kind)))
        return sorted(places)

    def _without_tail(self, text: str) -> str:
        """A text that was cut in the middle of what is hidden elsewhere says nothing of it either."""
        bare = text.rstrip("…")
        for size in range(min(_LONGEST_TAIL, len(bare)), _SHORTEST_TAIL - 1, -1):
            tail = bare[-size:]
            if tail in self._beginnings and not bare[:-size][-1:].isalnum():
                return bare[:-size] + self._mark(tail, _TYPED) + text[len(bare) :]
        return text

    def _mark(self, value: str, kind: str) -> str:
        if value not in self._by_value:
            number = self._counts[kind] = self._counts.get(kind, 0) + 1
            mark = f"⟦{kind}-{number}⟧"
            self._by_value[value], self._by_mark[mark] = mark, value
        return self._by_value[value]

    def _shown(self, value: Any) -> Any:
        # Choices are texts too, and stay what they are.
        if type(value) is str:
            return _MARK.sub(self._value_of, value)
        if isinstance(value, BaseModel):
            return self.show(value)
        return [self._shown(one) for one in value] if isinstance(value, list) else value

    def _value_of(self, found: re.Match[str]) -> str:
        inside = _INSIDE.search(found[0])
        mark = f"⟦{inside[1].lower()}-{int(inside[2])}⟧" if inside else ""
        if mark in self._by_mark:
            return self._by_mark[mark]
        if not found[0].startswith("⟦"):
            return found[0]
        log.info("mark_unknown", kind=inside[1].lower() if inside else "none")
        return _UNKNOWN


def _texts(value: Any) -> Iterator[str]:
    """Every text in plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _bare(value: str) -> str:
    return "".join(sign for sign in value if sign.isalnum()).upper()
