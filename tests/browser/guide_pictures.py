"""Takes the pictures of docs/agent.md and docs/lead.md anew: `python -m tests.browser.guide_pictures`."""

from collections.abc import Callable
from pathlib import Path

from selenium.webdriver.common.by import By

from tests.browser.pictures import Played, begun
from tests.browser.screen import DESK

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
TALL = 1600
"""Pixels: all of a Home tab stands there without being scrolled."""


def _take(played: Played, css: str, name: str) -> None:
    """Take a picture of one element, with all that is in it."""
    size = {"width": DESK, "height": TALL, "deviceScaleFactor": 1, "mobile": False}
    played.screen.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    element = played.screen.until(lambda: played.screen.find(css), css)
    played.screen.run("arguments[0].style.flex = 'none'; arguments[0].style.height = 'auto'", element)
    path = played.folder / f"{name}.{played.name.rpartition('.')[2]}.png"
    path.write_bytes(played.screen.driver.find_element(By.CSS_SELECTOR, css).screenshot_as_png)
    print(path)


def card(played: Played) -> None:
    """The card of a request that has just come."""
    played.waits()
    _take(played, ".pane-private .message.card", "card")


def home(played: Played) -> None:
    """An agent's Home tab, with a request and two promises in it."""
    for _ in range(2):
        played.waits()
        list(played.go_on("window"))
    played.waits()
    played.screen.press("#tab-home")
    played.screen.until(lambda: played.screen.all('.home [data-action="track_promise"]') or None, "the promises")
    _take(played, ".pane-private .home", "home")


def lead(played: Played) -> None:
    """A lead's Home tab, with a request that waits for its answer."""
    played.waits()
    played.screen.press("#tab-home")
    played.screen.press("#side-lead")
    played.screen.until(lambda: played.screen.all(".home .block-actions, .home button") or None, "the lead's Home")
    _take(played, ".pane-private .home", "lead")


PICTURES: tuple[tuple[str, Callable[[Played], None]], ...] = (
    ("hidden-deadline", card),
    ("two-promises", home),
    ("hidden-deadline", lead),
)


def main() -> None:
    """Take them, in both languages."""
    for language in ("en", "zh"):
        for scene, picture in PICTURES:
            with begun(f"{scene}.{language}", FOLDER) as played:
                picture(played)


if __name__ == "__main__":
    main()
