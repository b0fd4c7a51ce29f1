"""The page calls things as the commands do, in both languages; and it has every word in both."""

import re
from pathlib import Path

import pytest

from motbot.catalogue import say, speaking, to_say
from motbot.domain.comparison import Verdict
from motbot.domain.harm import Harm
from motbot.domain.value_words import in_words
from motbot.tuning.comparing import SHORT
from motbot.tuning.published import DONE
from motbot.tuning.tables import RIGHT
from tests.catalogue.collecting import PACKAGE

FROM_STRINGS = ("named", "listed", "labelled", "withAside", "t")
IN_TABLES = {
    "before": to_say("before"),
    "after": to_say("after"),
    "change": to_say("change, 95 %"),
    "verdict": to_say("verdict"),
    "share_value": to_say("share"),
    "guarded": to_say("guarded figures"),
    "guard_live": to_say("live"),
    "guard_new": to_say("new"),
    "guard_allowed": to_say("may rise by"),
    "guard_holds": to_say("holds"),
    "guard_fell": to_say("worse"),
    "in_force": to_say("in force"),
    "state_live": to_say("live"),
    "live_now": to_say("live"),
    "log_when": to_say("when"),
    "log_what": to_say("what"),
    "log_live": to_say("live"),
    "log_trial": to_say("trial"),
    "log_by": to_say("by"),
    "log_reason": to_say("reason"),
    "remark_error": to_say("error"),
    "remark_warning": to_say("warning"),
    "check_sound": to_say("Everything is in order."),
}
"""What heads the columns of the terminal's tables and stands in their cells, by the page's names."""
JS = PACKAGE / "workbench" / "static" / "js"


def words(language: str) -> dict[str, str]:
    """The page's words by their names."""
    text = (JS / f"words_{language}.js").read_text(encoding="utf-8")
    return dict(re.findall(r'^  (\w+):\s+"(.*)",$', text, re.MULTILINE))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_harms_figures_states_and_changes_are_called_as_on_the_terminal(language: str) -> None:
    with speaking(language):
        terminal = {f"harm_{one}": in_words(one) for one in Harm} | {
            f"share_{name}": say(told) for name, told in RIGHT.items()
        }

        terminal |= {f"verdict_{one.name.lower()}": say(one.value) for one in Verdict}
        terminal |= {f"verdict_short_{one.name.lower()}": say(told) for one, told in SHORT.items()}
        terminal |= {
            "unknown": say("n/a"),
            "harm": say("harm"),
            "badge_fixed": say("fixed"),
            "badge_broken": say("broken"),
        }
        terminal |= {f"change_{kind.value}": say(told) for kind, told in DONE.items()}
        terminal |= {name: say(told) for name, told in IN_TABLES.items()}

    page = words(language)
    assert {name: page.get(name, "").casefold() for name in terminal} == {
        name: told.casefold() for name, told in terminal.items()
    }


def test_tasks_are_called_by_the_names_that_are_typed() -> None:
    assert [name for name in words("en") if re.fullmatch(r"task_\w+(?<!_about)", name)] == []


def test_every_word_of_the_page_stands_in_both_languages() -> None:
    assert words("en").keys() == words("zh").keys()


@pytest.mark.parametrize("path", sorted(JS.glob("*.js")), ids=lambda path: path.stem)
def test_what_a_script_says_is_among_the_words(path: Path) -> None:
    said = set(re.findall(r'(?<![\w.])t\("(\w+)"', path.read_text(encoding="utf-8")))

    assert said - words("en").keys() == set()


@pytest.mark.parametrize("path", sorted(JS.glob("*.js")), ids=lambda path: path.stem)
def test_what_a_script_uses_of_the_words_is_imported(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = {name for name in FROM_STRINGS if re.search(rf"(?<![\w.#]){name}\(", text)}
    imported = re.search(r'import \{([^}]*)\} from "\./strings\.js"', text)

    assert path.stem == "strings" or used <= set(re.split(r"[\s,]+", imported[1] if imported else ""))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_typed_as_it_stands_is_drawn_as_such_and_shows_no_backticks(language: str) -> None:
    text = (JS / f"words_{language}.js").read_text(encoding="utf-8")
    marked = set(re.findall(r'^  (\w+):\s+"[^"\n]*`[^"\n]*",$', text, re.MULTILINE))
    scripts = "".join(path.read_text(encoding="utf-8") for path in JS.glob("*.js"))
    drawn = set(re.findall(r'typed\(t\("(\w+)"', scripts))

    assert marked
    assert marked <= drawn
