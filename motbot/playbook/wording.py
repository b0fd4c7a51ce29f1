"""The lines of replies.yaml, chosen and filled: the same words always get the same wording."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motbot.catalogue import listed, say
from motbot.domain.language import Language
from motbot.domain.typesetting import spaced
from motbot.playbook.files import Both, BothLists, Entry

_FLAT = (
    "known",
    "left",
    "rest",
    "ask",
    "fallback",
    "refusal",
    "refusal_bare",
    "refusal_next",
    "refusal_open",
    "refusal_why",
    "way_on",
    "here",
    "gone",
    "invite",
    "noted",
    "several",
)
_NESTED = {
    "pressure": (
        "harm",
        "broken_promise",
        "not_quite_again",
        "not_quite",
        "anger",
        "hardship",
        "waiting",
        "near_deadline",
    ),
    "restate": ("request", "question", "problem", "answer", "chased"),
    "next": ("answer", "told", "work", "harm", "go_on"),
    "confirm": (
        "outcome",
        "wish",
        "question",
        "problem",
        "refused",
        "plain",
        "result",
        "result_and",
        "unsaid",
        "check",
        "progress",
        "besides",
    ),
    "mend": (
        "own",
        "told",
        "quoted",
        "old",
        "slips",
        "missed",
        "reason",
        "new",
        "sure",
        "fits",
        "cannot",
        "cannot_missed",
        "instead",
        "way_on",
    ),
}
_FRAMES = ("request", "wish", "need", "question", "problem", "time", "answer")
_SINGLE = {
    "says": _FRAMES,
    "said": _FRAMES,
    "commitment": ("answer", "told", "work", "harm", "go_on", "refusal"),
    "why": (
        "gone",
        "here",
        "missing",
        "refusal",
        "harm",
        "broken_promise",
        "not_quite",
        "anger",
        "answers",
        "told",
        "explore",
        "offer",
        "confirm",
        "move",
        "missed",
        "cannot",
        "cannot_missed",
    ),
}
_SLOTS = ("asks", "due", "question", "what", "why", "facts", "promised", "old", "new", "more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Wordings by name; a nested one is called `pressure.harm`."""

    lines: Mapping[str, BothLists]
    single: Mapping[str, Both]

    @classmethod
    def read(cls, entry: Entry) -> "Wording":
        """Read replies.yaml.

        Raises:
            BadPrompt: a line is missing, unknown, or uses a slot that does not exist.
        """
        found = entry.keys(required=("reason", *_FLAT, *_NESTED, *_SINGLE))
        entries = {name: found[name] for name in _FLAT}
        for name, inner in _NESTED.items():
            entries.update({f"{name}.{key}": item for key, item in found[name].keys(required=inner).items()})
        lines = {name: item.both_lists() for name, item in entries.items()}
        for name, item in entries.items():
            _check_slots(item, lines[name])
        single = {"reason": found["reason"].both()} | {
            f"{name}.{key}": item.both()
            for name, inner in _SINGLE.items()
            for key, item in found[name].keys(required=inner).items()
        }
        return cls(lines=lines, single=single)

    def line(self, name: str, language: Language, seed: str, **slots: str) -> str:
        """One wording, chosen by the seed, with its slots filled."""
        choices = self.lines[name][language]
        at = int.from_bytes(hashlib.sha256(f"{name}\0{seed}".encode()).digest()[:4]) % len(choices)
        return _filled(choices[at], slots)

    def one(self, name: str, language: Language) -> str:
        """A text that has one wording only."""
        return self.single[name][language]


def joined(parts: Sequence[str], language: Language) -> str:
    """Sentences put together: a space between them in English, in Chinese only around Latin words."""
    if language is Language.ZH:
        return spaced("".join(parts))
    return " ".join(capital(part) for part in parts if part)


def told(facts: Sequence[str], language: Language) -> str:
    """Facts as sentences of their own, the last one without its stop."""
    if language is Language.ZH:
        return "。".join(facts)
    return ". ".join(capital(fact) for fact in facts)


def capital(text: str) -> str:
    """With a capital at the front."""
    return text[:1].upper() + text[1:]


def shortened(text: str, length: int) -> str:
    """The text on one line, cut at a word where it is longer than `length` characters."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[: length - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[length // 2 :] else cut}…"


def _filled(text: str, slots: Mapping[str, str]) -> str:
    """With the slots filled; behind a full-width bracket stands no space."""
    for name, value in slots.items():
        slot = "{" + name + "}"
        text = (text.replace(f"{slot} ", value) if value.endswith("）") else text).replace(slot, value)
    return text


def _check_slots(item: Entry, lists: BothLists) -> None:
    for texts in lists.values():
        for text in texts:
            rest = _filled(text, dict.fromkeys(_SLOTS, ""))
            if "{" in rest or "}" in rest:
                item.refuse(
                    say("uses an unknown slot in `{text}`", text=text), say("known: {slots}", slots=listed(_SLOTS))
                )
