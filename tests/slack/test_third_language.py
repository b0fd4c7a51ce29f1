"""A third language is one more catalogue: its readers get cards in it, with English where it has no words yet."""

from pathlib import Path

import pytest

from motbot.domain.cards import language_for
from motbot.domain.expectation import Urgency
from motbot.domain.language import Language
from motbot.domain.people import Person, PersonKind
from motbot.settings.scalars import read_language
from tests.slack.looking import assert_slack_takes, shown_of, texts
from tests.slack.rig import card

FRENCH = (
    'msgctxt "slack.wording.urgency.high"\nmsgid "Pressing"\nmsgstr "Urgent"\n\n'
    'msgctxt "slack.wording.reply_by"\nmsgid "reply by {when}"\nmsgstr "répondre avant {when}"\n\n'
    'msgctxt "slack.wording.done"\nmsgid "Done"\nmsgstr "C\'est fait"\n'
)


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Language:
    (tmp_path / "fr.po").write_text(FRENCH, encoding="utf-8")
    monkeypatch.setenv("MOTBOT_LOCALES", str(tmp_path))
    return Language("fr")


def person(locale: str) -> Person:
    return Person(id="U1", team="T1", kind=PersonKind.MEMBER, locale=locale)


def test_a_card_is_french_where_the_catalogue_is_and_english_where_it_is_not(french: Language) -> None:
    shown = shown_of(card(language=french, urgency=Urgency.HIGH))

    said = texts(shown)
    assert_slack_takes(shown)
    assert "Urgent · répondre avant lun. 2 mars" in said
    assert "C'est fait" in said
    assert "What they need" in said


@pytest.mark.parametrize(("locale", "language"), [("fr-FR", "fr"), ("fr-CA", "fr"), ("de-DE", "en"), ("zh-TW", "zh")])
@pytest.mark.usefixtures("french")
def test_slacks_setting_chooses_among_the_languages_there_are(locale: str, language: str) -> None:
    assert language_for(person(locale), Language.EN) == language


def test_without_its_catalogue_nobody_is_spoken_to_in_a_language() -> None:
    assert language_for(person("fr-FR"), Language.ZH) is Language.ZH


def test_the_config_takes_a_language_that_has_a_catalogue(french: Language) -> None:
    assert read_language("fr") is french


@pytest.mark.parametrize("word", ["fr", "french", "", 3])
def test_the_config_takes_no_other(word: object) -> None:
    with pytest.raises(ValueError, match="expected one of en, zh; found"):
        read_language(word)
