"""Phrases in another language: the English ones are the pattern, and stand in where a translation is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from motbot.catalogue import translated
from motbot.catalogue.phrases import phrases_of


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    name: str
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    title: str
    colours: Mapping[Colour, str]
    days: tuple[str, ...]
    inner: Mapping[bool, Inner]
    pairs: Mapping[tuple[Colour, int], str]


ENGLISH = Words(
    title="Hello {name}",
    colours={Colour.RED: "red", Colour.BLUE: "blue"},
    days=("Mon", "Tue"),
    inner={True: Inner(name="yes"), False: Inner(name="no")},
    pairs={(Colour.RED, 2): "two red ones"},
)
NAMES = [
    "w.title",
    "w.colours.red",
    "w.colours.blue",
    "w.days.0",
    "w.days.1",
    "w.inner.true.name",
    "w.inner.false.name",
    "w.pairs.red-2",
]


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue that knows some of the phrases, one of them with a wrong gap."""
    texts = {"w.colours.red": ("red", "rouge"), "w.days.1": ("Tue", "mar."), "w.inner.false.name": ("no", "non")}
    texts |= {"w.title": ("Hello {name}", "Bonjour {nom}"), "w.pairs.red-2": ("two red ones", "deux rouges")}
    entries = [f'msgctxt "{name}"\nmsgid "{text}"\nmsgstr "{said}"\n' for name, (text, said) in texts.items()]
    (tmp_path / "fr.po").write_text("\n".join(entries), encoding="utf-8")
    monkeypatch.setenv("MOTBOT_LOCALES", str(tmp_path))


def test_every_phrase_has_a_name_that_leads_to_it_and_empty_ones_need_none() -> None:
    assert [name for name, _ in phrases_of(ENGLISH, "w")] == NAMES


@pytest.mark.usefixtures("french")
def test_each_phrase_is_translated_by_itself_and_english_fills_the_rest() -> None:
    assert translated(ENGLISH, "fr", context="w") == Words(
        title="Hello {name}",
        colours={Colour.RED: "rouge", Colour.BLUE: "blue"},
        days=("Mon", "mar."),
        inner={True: Inner(name="yes"), False: Inner(name="non")},
        pairs={(Colour.RED, 2): "deux rouges"},
    )


@pytest.mark.usefixtures("french")
def test_phrases_are_made_once() -> None:
    assert translated(ENGLISH, "fr", context="w") is translated(ENGLISH, "fr", context="w")


@pytest.mark.parametrize("language", ["en", "xx"])
def test_a_language_without_a_catalogue_is_english(language: str) -> None:
    assert translated(ENGLISH, language, context="w") == ENGLISH
