"""What the terminal and the pages say: in whose language, and what holds where a catalogue is wanting."""

import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest
from structlog.testing import capture_logs

from motbot.catalogue import language_of_process, say, say_many, speaking
from motbot.catalogue.codes import canonical, matched
from motbot.catalogue.shelf import OURS, Shelf, our_shelf

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
FRENCH = (
    HEAD
    + 'msgctxt "terminal"\nmsgid "Hello {name}"\nmsgstr "Bonjour {name}"\n\n'
    + 'msgctxt "config"\nmsgid "{count} channel"\nmsgid_plural "{count} channels"\n'
    + 'msgstr[0] "{count} canal"\nmsgstr[1] "{count} canaux"\n\n'
    + 'msgctxt "terminal"\nmsgid "Not yet"\nmsgstr ""\n'
)

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Makes a folder of catalogues, and lets this process look there."""

    def made(**files: str) -> Path:
        for code, text in files.items():
            (tmp_path / f"{code}.po").write_text(text, encoding="utf-8")
        monkeypatch.setenv("MOTBOT_LOCALES", str(tmp_path))
        return tmp_path

    return made


def test_a_third_language_is_one_more_file(folder: Folder) -> None:
    folder(fr=FRENCH)

    assert our_shelf().languages() == {"en", "fr", "zh"}
    assert say("Hello {name}", language="fr", name="Ann") == "Bonjour Ann"


@pytest.mark.parametrize("text", ["Not yet", "Never heard of {name}"])
def test_what_has_no_words_there_is_said_in_english(folder: Folder, text: str) -> None:
    folder(fr=FRENCH)

    assert say(text, language="fr", name="Ann") == text.format(name="Ann")


@pytest.mark.parametrize(("count", "said"), [(0, "0 canal"), (1, "1 canal"), (2, "2 canaux")])
def test_a_number_is_said_in_the_form_its_language_has_for_it(folder: Folder, count: int, said: str) -> None:
    folder(fr=FRENCH)

    assert say_many("{count} channel", "{count} channels", count=count, language="fr") == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 channels"), (1, "1 channel"), (2, "2 channels")])
@pytest.mark.parametrize("language", ["en", "xx", "zh"])
def test_a_number_without_translation_is_said_as_english_does(count: int, said: str, language: str) -> None:
    assert say_many("{count} channel", "{count} channels", count=count, language=language) == said


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "de_DE.UTF-8@euro"}, "en"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"}, "en"),
        ({"MOTBOT_LANGUAGE": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ({"MOTBOT_LANGUAGE": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"MOTBOT_LANGUAGE": "", "LANG": "zh_CN.UTF-8"}, "zh"),
    ],
)
def test_the_first_variable_that_is_set_tells_the_language_of_the_process(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], language: str
) -> None:
    for name in ("MOTBOT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    assert language_of_process() == language


def test_a_page_may_be_spoken_to_in_another_language_than_the_terminal(folder: Folder) -> None:
    folder(fr=FRENCH)

    with speaking("fr"):
        assert say("Hello {name}", name="Ann") == "Bonjour Ann"


@pytest.mark.parametrize(
    ("broken", "line", "reason"),
    [
        (FRENCH + "\nmsgid unquoted\n", 18, "syntax"),
        (HEAD + 'msgctxt "terminal"\nmsgid "Hello {name}"\nmsgstr "Bonjour {nom}"\n', 5, "braces"),
        (HEAD + 'msgctxt "terminal"\nmsgid "Hello {name}"\nmsgstr "Bonjour {name"\n', 5, "braces"),
    ],
)
def test_a_broken_catalogue_is_told_once_with_its_line_and_english_is_said(
    folder: Folder, broken: str, line: int, reason: str
) -> None:
    place = folder(fr=broken)

    with capture_logs() as logs:
        said = [say("Hello {name}", language="fr", name="Ann") for _ in range(3)]

    assert said == ["Hello Ann"] * 3
    assert [(one["file"], one["line"], one["reason"]) for one in logs] == [(str(place / "fr.po"), line, reason)]


def test_a_catalogue_in_another_encoding_is_told_and_left_out(folder: Folder) -> None:
    place = folder(fr="")
    (place / "fr.po").write_bytes(FRENCH.replace("Bonjour", "Salut à").encode("latin-1"))

    with capture_logs() as logs:
        assert say("Hello {name}", language="fr", name="Ann") == "Hello Ann"

    assert [(one["line"], one["reason"]) for one in logs] == [(6, "not-utf-8")]


@pytest.mark.parametrize("junk", [b"", b"\x00\xff\xfe", b"\xef\xbb\xbf", b"msgid", b'"' * 5000, b'msgstr "x"\n' * 3])
def test_whatever_stands_in_a_catalogue_nothing_fails(folder: Folder, junk: bytes) -> None:
    place = folder(fr="")
    (place / "fr.po").write_bytes(junk)

    assert say("Hello {name}", language="fr", name="Ann") == "Hello Ann"


def test_words_of_ones_own_go_before_ours_text_by_text(folder: Folder) -> None:
    place = folder(zh=HEAD + 'msgctxt "slack.coach_wording.title"\nmsgid "My advice"\nmsgstr "我家的建议"\n')

    mine = Shelf([place, OURS]).catalogue("zh")

    assert mine.said("My advice", "slack.coach_wording.title") == "我家的建议"
    assert mine.said("Reading …", "slack.coach_wording.loading") == "正在读……"


def test_a_catalogue_that_was_changed_is_read_itself_and_not_what_was_compiled_before(folder: Folder) -> None:
    place = folder(fr=FRENCH)
    (place / "fr.mo").write_bytes(b"\xde\x12\x04\x95" + bytes(24))

    assert say("Hello {name}", language="fr", name="Ann") == "Bonjour Ann"


def test_a_language_without_a_catalogue_is_english() -> None:
    assert say("Hello {name}", language="tlh", name="Ann") == "Hello Ann"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_slow_is_loaded_to_speak_a_language_of_ours(language: str) -> None:
    code = "import sys; from motbot.catalogue import say; say('Arguments'); print('babel.messages' in sys.modules)"

    told = run([sys.executable, "-c", code], env={"MOTBOT_LANGUAGE": language}, capture_output=True, check=True)

    assert told.stdout.strip() == b"False"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("zh_CN.UTF-8", "zh-CN"),
        ("pt-br", "pt-BR"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("ca_ES@valencia", "ca-ES"),
        ("C", ""),
        ("POSIX", ""),
        ("", ""),
        ("../../etc", ""),
        ("fr/../x", ""),
    ],
)
def test_codes_of_languages_are_understood_as_systems_and_slack_write_them(written: str, code: str) -> None:
    assert canonical(written) == code


@pytest.mark.parametrize(
    ("asked", "found"), [("fr-CA", "fr-CA"), ("fr-BE", "fr"), ("zh-Hant-TW", "zh"), ("de", ""), ("", "")]
)
def test_the_nearest_language_there_is_stands_in(asked: str, found: str) -> None:
    assert matched(asked, {"en", "fr", "fr-CA", "zh"}) == found
