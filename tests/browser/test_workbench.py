"""The workbench in a browser: a trainer's hour, by mouse and by keys alone; nobody's words become markup."""

from collections.abc import Callable

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.at_bench import MARKUP, AtBench, OpenBench
from tests.browser.conftest import OpenScreen
from tests.browser.screen import DESK, PHONE
from tests.workbench.rig import BETTER, WORSE

pytestmark = pytest.mark.thorough


def test_a_trainers_hour_plays_through(bench: Callable[..., OpenBench], window: OpenScreen) -> None:
    screen = window()
    trainer, opened = AtBench(screen=screen), bench()
    trainer.open(opened)
    assert "#" not in screen.driver.current_url
    trainer.copy("mine")

    mend_a_line(trainer)
    see_it_with_a_case(trainer)
    trainer.save()
    assert WORSE in opened.deployment.read("mine")
    see_what_it_breaks(trainer)
    publish_what_is_better(trainer)

    screen.press("#rollback")
    screen.write("second thoughts", into="#rollback-reason")
    screen.press(".modal .button-bad")
    screen.sees("#log", "rolled back")
    screen.sees("#standing", "default #1")


def mend_a_line(trainer: AtBench) -> None:
    """Write a line that is refused with its number, and another one in its place."""
    screen = trainer.screen
    trainer.add("{{ nothing }}")
    screen.sees(".remarks", "unknown variable `nothing` in `# system`")
    number = screen.text("button.remark-line").removeprefix("line ")
    lines = str(screen.run("return document.querySelector('#editor').value")).split("\n")
    assert lines[int(number) - 1] == "{{ nothing }}"
    assert screen.run("return document.querySelector('.editor-error').textContent") == "{{ nothing }}"
    trainer.select("{{ nothing }}")
    screen.key(WORSE)
    trainer.checked("order")


def see_it_with_a_case(trainer: AtBench) -> None:
    """Choose a case, and look at what a model would be sent."""
    screen = trainer.screen
    screen.run(
        "const list = document.querySelector('[data-focus=\"render-case\"]');"
        "list.value = 'login'; list.dispatchEvent(new Event('change'))"
    )
    screen.sees(".rendered-text", "Is the login fixed?")
    screen.sees(".rendered-facts", "which is not saved")


def see_what_it_breaks(trainer: AtBench) -> None:
    """Run both on a case: the flips come first, the answers stand side by side."""
    screen = trainer.screen
    trainer.look_at("run")
    screen.press('[data-focus="case/login"]')
    screen.press("#run")
    screen.sees("#verdict", "broken")
    assert "missed moment" in screen.text(".flips-first")
    assert screen.all(".answer-text del")
    assert screen.all(".answer-text ins")


def publish_what_is_better(trainer: AtBench) -> None:
    """Be refused with the worse text, and publish a better one."""
    screen = trainer.screen
    trainer.look_at("publish")
    screen.press("#promote")
    screen.sees("#promoted", "Not published")
    screen.sees("#promotion-result", "missed moment")
    screen.sees("#standing", "default #1")

    trainer.look_at("text")
    trainer.select(WORSE)
    screen.key(BETTER)
    trainer.save()
    trainer.checked("order")
    trainer.look_at("publish")
    screen.press("#promote")
    screen.sees("#promoted", "Published: live is mine #2")
    screen.sees("#log", "promoted")


def test_keys_alone_are_enough(bench: Callable[..., OpenBench], window: OpenScreen) -> None:
    screen = window()
    trainer, opened = AtBench(screen=screen), bench()
    trainer.open(opened)

    def tab_to(focus: str) -> None:
        for _ in range(60):
            screen.key(Keys.TAB)
            if screen.run("return document.activeElement.dataset.focus ?? document.activeElement.id") == focus:
                return
        raise AssertionError(f"{focus} is not reached by Tab")

    screen.run("document.activeElement.blur()")
    tab_to("copy")
    screen.key(Keys.ENTER)
    screen.key("mine", Keys.ENTER)
    screen.sees(".sheet-title", "mine")
    tab_to("editor")
    trainer.hold_control(Keys.END)
    screen.key(BETTER)
    screen.until(lambda: screen.all(".chip-unsaved") or None, "the label")
    trainer.hold_control("s")
    screen.until(lambda: not screen.all(".chip-unsaved") or None, "the save")
    assert opened.deployment.read("mine").endswith(BETTER)

    screen.run("document.querySelector('.skip-link').focus()")
    screen.key(Keys.ENTER)
    tab_to("tab/text")
    screen.key(Keys.ARROW_RIGHT)
    tab_to("case/login")
    screen.key(Keys.SPACE)
    trainer.hold_control(Keys.ENTER)
    screen.sees("#verdict", "Cannot tell yet")
    assert screen.run("return getComputedStyle(document.activeElement, null).outlineStyle !== undefined")


def test_a_case_s_words_are_shown_as_words_wherever_they_stand(
    bench: Callable[..., OpenBench], window: OpenScreen
) -> None:
    screen = window()
    trainer = AtBench(screen=screen)
    trainer.open(bench())

    trainer.look_at("run")
    screen.sees(".cases-list", MARKUP)
    screen.press('[data-focus="case/markup"]')
    screen.press('button[aria-label="Read the case: markup"]')
    screen.sees(".said", MARKUP)
    screen.press(".modal-head .icon-button")
    screen.press("#run")
    screen.sees(".answer-head", MARKUP)

    assert screen.run("return document.title") == "motbot workbench"
    assert screen.run("return document.querySelectorAll('#app img[src=x], #app script').length") == 0
    origin = screen.driver.current_url.partition("/bench")[0]
    asked = screen.run("return performance.getEntriesByType('resource').map((one) => one.name)")
    assert [one for one in asked if not one.startswith(origin)] == []


def test_a_text_that_was_saved_elsewhere_meanwhile_is_shown_and_neither_is_lost(
    bench: Callable[..., OpenBench], window: OpenScreen
) -> None:
    screen = window(width=PHONE)
    trainer, opened = AtBench(screen=screen), bench(model=False)
    trainer.open(opened)
    trainer.copy("mine")
    opened.deployment.write("mine", "Their line.")
    trainer.add("My line.")
    screen.until(lambda: screen.all(".chip-unsaved") or None, "the label")

    screen.press('[data-focus="save"]')
    screen.sees(".lines-gone", "Their line.")
    screen.sees(".lines-new", "My line.")
    assert "My line." not in opened.deployment.read("mine")
    assert screen.findings() == []
    screen.driver.refresh()
    screen.sees(".file-notice", "changed on the disk meanwhile")
    assert "My line." in str(screen.run("return document.querySelector('#editor').value"))

    screen.press('[data-focus="save"]')
    screen.press(".modal .button-bad")
    screen.until(lambda: "My line." in opened.deployment.read("mine") or None, "the save")
    screen.complaints()  # the browser notes the refusal


@pytest.mark.parametrize(
    ("language", "width", "dark"), [("en", DESK, True), ("zh", PHONE, False)], ids=["en-desk-dark", "zh-phone-light"]
)
def test_axe_finds_nothing_serious_in_any_view_and_what_needs_a_model_is_said(
    bench: Callable[..., OpenBench], window: OpenScreen, language: str, width: int, dark: bool
) -> None:
    screen = window(width=width, dark=dark, language=language)
    trainer = AtBench(screen=screen)
    trainer.open(bench(model=False))
    words = {"en": "No model is set up here", "zh": "这里没有配置模型"}[language]
    screen.sees(".notices", words)
    for view in ("text", "run", "publish"):
        trainer.look_at(view)
        assert screen.findings() == []
        wide = screen.run("return document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
        assert wide, view
    assert screen.run("return document.documentElement.lang") == {"en": "en", "zh": "zh-CN"}[language]
