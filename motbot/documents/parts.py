"""What a written sheet consists of, as plain words in the reader's language; every form of document lays these out."""

from dataclasses import dataclass

from motbot.domain.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePart:
    """A score as it is read. Colour may repeat what it says and never says more."""

    value: int | None
    text: str
    """`+2`, or a dash where there is none."""
    name: str
    """`exceeds`; or why there is no score."""

    @property
    def tone(self) -> str:
        """`good`, `even`, `bad` or `none`, for whoever paints."""
        if self.value is None:
            return "none"
        return "good" if self.value > 0 else "bad" if self.value < 0 else "even"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenPart:
    """Words that somebody said: a message, or a quote of one."""

    words: str
    who: str = ""
    when: str = ""
    link: str = ""

    @property
    def source(self) -> str:
        """Who said it and when, on one line."""
        return " · ".join(one for one in (self.who, self.when) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePart:
    """What a person says of a row: a mark with its reason, a dispute, or context."""

    who: str
    score: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPart:
    """One row of the sheet."""

    name: str
    score: ScorePart
    words: str = ""
    """In a list of contacts: how it begins, on one line."""
    rule: str = ""
    reason: str = ""
    seen: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    quotes: tuple[SpokenPart, ...] = ()
    notes: tuple[NotePart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPart:
    """An expectation, in the coach's words, with what shows it."""

    outcome: str
    kind: str
    text: str
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisePart:
    """A promise of ours and what became of it."""

    fate: str
    spoken: SpokenPart
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPart:
    """One contact."""

    number: int
    row: RowPart
    asked: tuple[SpokenPart, ...] = ()
    said: tuple[SpokenPart, ...] = ()
    steps: tuple[RowPart, ...] = ()
    idle: tuple[str, ...] = ()
    """Names of the steps that nothing is said of."""
    wanted: tuple[WantedPart, ...] = ()
    promises: tuple[PromisePart, ...] = ()
    better: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetParts:
    """A whole sheet, or one page of it."""

    language: Language
    title: str
    """What the conversation is called."""
    about: tuple[str, ...] = ()
    """Short lines on where and when it was, and who judged."""
    notices: tuple[str, ...] = ()
    """What is to be known before anything is read."""
    scale_note: str = ""
    overall: RowPart | None = None
    listed: tuple[RowPart, ...] = ()
    """Every contact on one line; there is one for each part of `contacts`, and more where those are left out."""
    contacts: tuple[ContactPart, ...] = ()
    agreement: tuple[str, ...] = ()
