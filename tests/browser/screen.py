"""A browser window on the playground's page, with the few things a person does in it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from selenium.webdriver import Chrome
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

Found = TypeVar("Found")
PATIENCE = 45
"""Seconds until what should appear is given up; a slow machine only makes a test slower."""
PHONE, DESK = 390, 1440
SMALLEST = 320
"""Pixels of the narrowest phones that are still about."""
_HEIGHT = {PHONE: 844, DESK: 900}
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
)
REBOUND = "rebound.test"
"""A foreign name that leads to this machine in these browsers."""
AT_REST = """
const brief = (one) => one.effect.getTiming().duration <= 500 && one.effect.getTiming().iterations < 10;
await Promise.all(document.getAnimations().filter(brief).map((one) => one.finished.catch(() => null)));
"""
"""Half faded in, a colour is not the one that is read."""
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def browser_programs() -> tuple[str, str] | None:
    """Chromium and its driver; None where one of them is not installed."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


def chromium(profile: Path) -> Chrome:
    """Start a browser, with an empty folder for its profile."""
    programs = browser_programs()
    assert programs is not None
    options = Options()
    options.binary_location = programs[0]
    for flag in (*_FLAGS, f"--user-data-dir={profile}", f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return Chrome(options=options, service=Service(programs[1]))


class Screen:
    """The one window of a browser, as a test or a picture wants it."""

    def __init__(self, driver: Chrome, *, width: int = DESK, dark: bool = False, language: str = "en") -> None:
        """Take the browser; whoever was at it before has left it."""
        self.driver = driver
        self.become(width=width, dark=dark)
        self._speaking = self._speak(language)

    def become(self, *, width: int, dark: bool) -> None:
        """Be so wide, on a system of this theme, from now on."""
        self.width = width
        size = {"width": width, "height": _HEIGHT[width], "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        theme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": theme})

    def _speak(self, language: str) -> str:
        self.driver.execute_cdp_cmd("Emulation.setLocaleOverride", {"locale": language})
        script = f"Object.defineProperty(navigator, 'language', {{get: () => {json.dumps(language)}}})"
        added = self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        return str(added["identifier"])

    def leave(self) -> None:
        """Leave the browser as it was."""
        self.driver.get("about:blank")
        self.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": self._speaking})

    def open(self, address: str) -> None:
        """Open the page and wait until it stands."""
        self.driver.get(address)
        self.find("#channel-field")

    def find(self, css: str) -> WebElement:
        """The first element that matches and can be seen."""
        return self.until(lambda: next((one for one in self.all(css) if one.is_displayed()), None), css)

    def all(self, css: str) -> list[WebElement]:
        """Every element that matches, seen or not."""
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def text(self, css: str) -> str:
        """What stands in all elements that match, as text, seen or not."""
        script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent).join('\\n')"
        return str(self.run(script, css))

    def until(self, look: Callable[[], Found | None], what: str) -> Found:
        """Look again and again until there is something."""
        ignored = [Exception]
        waiting = WebDriverWait(self.driver, PATIENCE, poll_frequency=0.1, ignored_exceptions=ignored)
        found = waiting.until(lambda _: look(), f"{what} did not appear; the console says {self.complaints()}")
        assert found is not None
        return found

    def sees(self, css: str, words: str) -> None:
        """Wait until these words stand there."""
        self.until(lambda: words in self.text(css) or None, f"{words!r} in {css}")

    def press(self, css: str) -> None:
        """Press what can be seen, wherever it has to be scrolled to."""
        self.until(lambda: self._press(css), f"{css} to be pressed")

    def _press(self, css: str) -> bool:
        element = self.find(css)
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()
        return True

    def write(self, words: str, *, into: str = "#channel-field") -> None:
        """Type words; the browser's own typing cannot do characters beyond the basic plane."""
        self.find(into).send_keys(words)

    def say(self, words: str) -> None:
        """Write into the channel and send."""
        self.write(words)
        self.key(Keys.ENTER)
        self.sees(".pane-channel .messages", words)

    def key(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def point_at(self, css: str) -> None:
        """Move the pointer onto the last of these elements."""
        ActionChains(self.driver).move_to_element(self.all(css)[-1]).perform()

    def look_at(self, place: str) -> None:
        """On a phone: show the channel, the agent or the lead; on a desk both panes are there."""
        if self.width == PHONE:
            self.press(f"#place-{place}")

    def sit(self, person: str) -> None:
        """Write as somebody."""
        self.run('document.querySelector(`[data-focus="person/${arguments[0]}"]`).click()', person)

    def run(self, script: str, *given: Any) -> Any:
        """Run a script in the page."""
        return self.driver.execute_script(script, *given)

    def import_and_run(self, script: str, *given: Any) -> Any:
        """Run the body of an async function in the page, with `given` the first value; returns what it returns."""
        body = (
            "const done = arguments[arguments.length - 1]; const given = arguments[0];"
            f"(async () => {{ {script} }})().then(done, (error) => done(String(error)))"
        )
        return self.driver.execute_async_script(body, *given)

    def complaints(self) -> list[str]:
        """What the browser's console has complained about."""
        entries: list[dict[str, Any]] = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

    def findings(self) -> list[str]:
        """What axe-core finds serious or critical on the page as it stands, once nothing is sliding or fading in."""
        self.run(AXE.read_text(encoding="utf-8"))
        found = self.import_and_run(f"{AT_REST} return await axe.run(document, {{resultTypes: ['violations']}})")
        return [
            f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
            for one in found["violations"]
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"]
        ]
