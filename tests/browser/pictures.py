"""Takes pictures of every scene, for people to look at: `python -m tests.browser.pictures FOLDER [--scene NAME]`."""

import argparse
import contextlib
import itertools
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from selenium.webdriver.common.keys import Keys

from tests.browser.screen import DESK, PHONE, Screen, browser_programs, chromium

SCENES = Path(__file__).parents[2] / "config" / "scenes"
RESTS = 4.5
"""Seconds without a change after which nothing more is to come: longer than motbot lets a burst of messages go on."""
LOOKS_EVERY = 0.25
STOPS_WITHIN = 20


@dataclass(frozen=True, kw_only=True)
class Played:
    """One scene at one window; the file's name without its number is what the scene is called."""

    screen: Screen
    name: str
    folder: Path

    def pictures(self) -> Iterator[Path]:
        """Play to the end, as a person would, and take the pictures of every stop on the way."""
        for stop in itertools.count(1):
            state = self.waits()
            yield from self._shoot("end" if state == "done" else f"stop{stop}")
            if state == "done":
                return
            yield from self.go_on(f"stop{stop}.window")

    def waits(self) -> str:
        """Wait until the scene stands still, and all that follows from it is there."""
        bar = self.screen.until(lambda: self._bar() if "playing" not in self._bar() else None, "the scene to stop")
        self.screen.until(lambda: self.screen.all(".pane-private .message") or None, "the first private message")
        self._rest()
        return bar.partition("stage-")[2]

    def _bar(self) -> str:
        return str(self.screen.find(".stage-bar").get_attribute("class")).replace("stage-bar ", "")

    def _rest(self) -> None:
        seen, since = "", time.monotonic()
        while time.monotonic() - since < RESTS:
            time.sleep(LOOKS_EVERY)
            if (now := self.screen.text(".panes")) != seen:
                seen, since = now, time.monotonic()

    def go_on(self, window: str) -> Iterator[Path]:
        """Press the button of the private messages that the hint names, else Next; a window gets its own pictures."""
        hint = self.screen.text(".stage-hint")
        pressed = self.screen.run(
            "const named = [...document.querySelectorAll('.pane-private .message [data-action]')]"
            ".find((one) => one.textContent.trim() && arguments[0].includes(one.textContent.trim()));"
            "named?.click(); return Boolean(named);",
            hint,
        )
        if pressed and self._opens_a_window(hint):
            yield from self._shoot(window, is_window=True)
            self.screen.key(Keys.ESCAPE)
            self.screen.until(lambda: not self.screen.all(".modal[open]") or None, "the window to close")
            pressed = False
        if not pressed:
            self.screen.press(".stage-bar .button-bright")
        self.screen.until(lambda: self.screen.text(".stage-hint") != hint or None, "the scene to go on")

    def _opens_a_window(self, hint: str) -> bool:
        """Wait for what comes of a press: a window, or the next step of the scene."""

        def came() -> bool | None:
            return bool(self.screen.all(".modal[open]")) or self.screen.text(".stage-hint") != hint or None

        self.screen.until(came, "what comes of the press")
        return bool(self.screen.all(".modal[open]"))

    def _wears(self, theme: str) -> bool | None:
        return self.screen.run("return document.documentElement.dataset.theme") == theme or None

    def _shoot(self, moment: str, *, is_window: bool = False) -> Iterator[Path]:
        """Take a picture at each width and theme; behind an open window nothing can be pressed."""
        for width, dark in itertools.product((DESK, PHONE), (False, True)):
            self.screen.become(width=width, dark=dark)
            theme = "dark" if dark else "light"
            self.screen.until(partial(self._wears, theme), theme)
            for place in ("channel", "agent") if width == PHONE and not is_window else ("both",):
                if not is_window:
                    self.screen.look_at(place)
                    self.screen.run("document.querySelector('.wanted')?.scrollIntoView({block: 'center'})")
                path = self.folder / f"{self.name}.{moment}.{width}.{theme}.{place}.png"
                self.screen.driver.save_screenshot(str(path))
                yield path
        self.screen.become(width=DESK, dark=False)


def scenes(wanted: str | None) -> list[str]:
    """The names of the scenes, as `hidden-deadline.en`, in the order of the menu."""
    names = [path.stem.partition("-")[2] for path in sorted(SCENES.glob("*.yaml"))]
    return [name for name in names if wanted is None or wanted in name]


@contextlib.contextmanager
def a_playground() -> Iterator[str]:
    """The real playground as a process of its own; gives the address to open."""
    command = [sys.executable, "-m", "motbot", "playground", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            printed = process.stdout.readline()
            assert "http" in printed, f"the playground has not started: {printed!r}"
            yield next(word for word in printed.split() if word.startswith("http"))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(STOPS_WITHIN)


@contextlib.contextmanager
def begun(name: str, folder: Path) -> Iterator[Played]:
    """One scene that plays in a playground and a browser of its own."""
    language = name.rpartition(".")[2]
    with (
        a_playground() as address,
        tempfile.TemporaryDirectory() as profile,
        contextlib.ExitStack() as stack,
    ):
        driver = chromium(Path(profile))
        stack.callback(driver.quit)
        screen = Screen(driver, language=language)
        screen.open(address)
        place = [one for one in scenes(None) if one.endswith(language)].index(name)
        screen.until(lambda: len(screen.all("#scenes .scene")) > place or None, "the scenes")
        screen.press('#scenes [data-pace="fast"]')
        screen.run("document.querySelectorAll('#scenes .scene')[arguments[0]].click()", place)
        screen.sees("#scenes .scene.chosen", "")
        yield Played(screen=screen, name=name, folder=folder)


def play(name: str, folder: Path) -> Iterator[Path]:
    """Play one scene, and take its pictures."""
    with begun(name, folder) as played:
        yield from played.pictures()


def main(arguments: Sequence[str] | None = None) -> None:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--scene", help="only scenes with this in their name, e.g. hidden-deadline.en")
    given = parser.parse_args(arguments)
    if browser_programs() is None:
        parser.error("no Chromium with chromedriver is installed (Debian: apt-get install chromium chromium-driver)")
    if not (names := scenes(given.scene)):
        parser.error(f"no scene is called {given.scene}; expected one of {', '.join(scenes(None))}")
    given.folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        for path in play(name, given.folder):
            print(path)


if __name__ == "__main__":
    main()
