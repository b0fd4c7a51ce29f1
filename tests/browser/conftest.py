"""Windows and open playgrounds for the tests in a browser; without a browser the whole folder is left out."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from pytest import skip  # noqa: PT013 - the one place where a missing program leaves tests out

from tests.browser.screen import Screen, browser_programs

STOPS_WITHIN = 20

OpenScreen = Callable[..., Screen]


@pytest.fixture(autouse=True, scope="session")
def needs_a_browser() -> None:
    """Leave the folder out where there is no browser, and say how to get one."""
    if browser_programs() is None:
        skip("no Chromium with chromedriver is installed (Debian: apt-get install chromium chromium-driver)")


@contextmanager
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


@pytest.fixture(scope="module")
def address(needs_a_browser: None) -> Iterator[str]:
    """A playground that the tests of a module share."""
    with a_playground() as opened:
        yield opened


@pytest.fixture
def fresh_address(needs_a_browser: None) -> Iterator[str]:
    """A playground in which nobody has written yet."""
    with a_playground() as opened:
        yield opened


@pytest.fixture
def window(tmp_path: Path) -> Iterator[OpenScreen]:
    """Opens windows; they are closed at the end. What the console complains about fails the test."""
    with ExitStack() as stack:
        opened: list[Screen] = []

        def open_window(**looks: object) -> Screen:
            profile = tmp_path / f"profile-{len(opened)}"
            opened.append(stack.enter_context(Screen(profile, **looks)))  # type: ignore[arg-type]
            return opened[-1]

        yield open_window
        assert [screen.complaints() for screen in opened] == [[] for _ in opened]
