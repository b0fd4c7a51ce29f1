"""Texts are written anew wherever they stand in a value, and nothing but texts."""

from dataclasses import dataclass, field

from motbot.domain.language import Language
from motbot.domain.rewriting import rewritten


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value with a text in each place one can stand in."""

    words: str
    language: Language = Language.EN
    count: int = 3
    rows: tuple["Part | str", ...] = ()
    by_name: dict[str, str] = field(default_factory=dict)
    inner: "Part | None" = None


def test_every_text_is_written_anew_and_nothing_else() -> None:
    part = Part(words="a", rows=("b", Part(words="c")), by_name={"key": "d"}, inner=Part(words="e"))

    assert rewritten(part, str.upper) == Part(
        words="A", rows=("B", Part(words="C")), by_name={"key": "D"}, inner=Part(words="E")
    )


def test_nothing_to_show_stays_nothing() -> None:
    assert rewritten(None, str.upper) is None
