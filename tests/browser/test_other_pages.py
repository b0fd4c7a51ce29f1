"""A page from elsewhere in the same browser gets nothing from an open playground, though it knew the token."""

import json
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from selenium.webdriver import Chrome
from typing_extensions import override

from tests.browser.quiet import QuietPlayground
from tests.browser.screen import REBOUND

pytestmark = pytest.mark.thorough

ATTEMPTS = """
const [base, token] = given;
const headers = {"X-Playground-Token": token, "Content-Type": "application/json"};
const post = JSON.stringify({as: "U0CARLA", verb: "post", channel: "C0SUPPORT", text: "from elsewhere"});
const form = new URLSearchParams({token: "xoxb-playground", channel: "C0SUPPORT", text: "from elsewhere"});
const socket = (path) => opens(() => new WebSocket(base.replace("http", "ws") + path));
const read = async (path, options) => (await fetch(base + path, options)).text();
const opens = (make) => new Promise((resolve, reject) => {
  const one = make();
  one.onopen = one.onload = one.onmessage = () => resolve("opened");
  one.onerror = () => reject(new Error("refused"));
});
const loads = (name, url) => opens(() => {
  const one = document.createElement(name);
  one.src = base + url;
  document.body.append(one);
  return one;
});
const attempts = {
  "reads the state": () => read("/page/state?as=U0ALICE", {headers}),
  "reads the page": () => read("/", {}),
  "posts as JSON": () => read("/page/act", {method: "POST", headers, body: post}),
  "posts without asking": () => read("/page/act", {method: "POST", mode: "no-cors", body: post}),
  "posts as the bot": () => read("/api/chat.postMessage", {method: "POST", mode: "no-cors", body: form}),
  "listens": () => opens(() => new EventSource(base + "/page/stream?as=U0ALICE&after=0")),
  "opens a socket to the page": () => socket("/page/stream?as=U0ALICE&after=0"),
  "opens the app's socket": () => socket("/link?ticket=ticket-1"),
  "loads its script": () => loads("script", "/static/js/main.js"),
  "loads its picture": () => loads("img", "/static/motbot.svg"),
};
const told = {};
for (const [name, attempt] of Object.entries(attempts)) {
  try { told[name] = "got: " + (await attempt()).slice(0, 80); } catch (error) { told[name] = "refused"; }
}
return told;
"""
BLIND = {"posts without asking", "posts as the bot"}
"""Attempts whose outcome the browser hides from the page: that nothing came of them is looked up."""


class Elsewhere(BaseHTTPRequestHandler):
    """An empty page that has nothing to do with the playground."""

    def do_GET(self) -> None:
        """Serve it, whatever is asked for."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title><body></body>")

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[int]:
    """Another server on this machine; gives its port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture
def browser(shared_browser: Chrome) -> Iterator[Chrome]:
    """The browser, on an empty page again when the attempts are over."""
    yield shared_browser
    shared_browser.get("about:blank")


@pytest.fixture
def address(quiet: QuietPlayground) -> str:
    return quiet.address


def attempted(browser: Chrome, base: str, token: str) -> dict[str, str]:
    """Let the page that is open try everything; gives what came of each attempt."""
    script = (
        "const given = arguments[0]; const done = arguments[arguments.length - 1];"
        f"(async () => {{ {ATTEMPTS} }})().then(done, (error) => done(String(error)));"
    )
    told: dict[str, str] = browser.execute_async_script(script, [base, token])
    return told


def said(base: str, token: str) -> list[str]:
    """What stands in the customer's channel."""
    request = urllib.request.Request(f"{base}/page/state?as=U0ALICE", headers={"X-Playground-Token": token})  # noqa: S310
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - a loopback address
        return [message["text"] for message in json.load(answer)["messages"]["C0SUPPORT"]]


def test_a_page_of_another_port_gets_nothing(browser: Chrome, elsewhere: int, address: str) -> None:
    base, token = address.split("/#")
    browser.get(f"http://127.0.0.1:{elsewhere}/")

    told = attempted(browser, base, token)

    assert {name: what for name, what in told.items() if what != "refused" and name not in BLIND} == {}
    assert said(base, token) == []


def test_a_page_of_a_name_that_was_rebound_to_this_machine_gets_nothing(browser: Chrome, address: str) -> None:
    base, token = address.split("/#")
    rebound = base.replace("127.0.0.1", REBOUND)
    browser.get(f"{rebound}/")
    shown = browser.find_element("tag name", "body").text

    told = attempted(browser, rebound, token)

    assert "wrong_host" in shown
    assert {name: what for name, what in told.items() if "got" in what and "wrong_host" not in what} == {}
    assert said(base, token) == []


def test_the_page_shows_itself_in_nobodys_frame(browser: Chrome, elsewhere: int, address: str) -> None:
    base, _ = address.split("/#")
    browser.get(f"http://127.0.0.1:{elsewhere}/")
    browser.execute_async_script(
        "const frame = document.createElement('iframe'); frame.onload = arguments[1]; frame.src = arguments[0];"
        "document.body.append(frame);",
        f"{base}/",
    )

    browser.switch_to.frame(0)

    assert "motbot" not in browser.page_source.lower()
