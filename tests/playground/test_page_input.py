"""Whatever is sent to the page, it is done properly or refused in words; nothing breaks and nothing leaks."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from motbot.loopback.bodies import LARGEST_FILE, LARGEST_REQUEST
from tests.playground.page_rig import TOKEN, Opened, opened
from tests.playground.rig import ALICE, BEN, BRIDGE, CARLA, HELP, LEFT, SECRET, SUPPORT, HandClock

SCRIPT = "<img src=x onerror=alert(1)><script>alert(document.domain)</script>"


@pytest.fixture
async def page(clock: HandClock) -> AsyncIterator[Opened]:
    async with opened(clock) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The page's own files beside a file that is nobody's business."""
    static = tmp_path / "static"
    (static / "js").mkdir(parents=True)
    (static / "index.html").write_text("<!doctype html><title>page</title>")
    (static / "js" / "page.js").write_text("export {}")
    (static / "notes.bak").write_text("of no known kind")
    (tmp_path / "secret.txt").write_text("nobody's business")
    (static / "link.txt").symlink_to(tmp_path / "secret.txt")
    (static / "beyond").symlink_to(tmp_path)
    return static


async def test_the_pages_own_files_are_served_with_their_type(clock: HandClock, folder: Path) -> None:
    async with opened(clock, static=folder) as page:
        index, script = await page.ask("GET", "/"), await page.ask("GET", "/static/js/page.js")

    assert (index.status, index.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert (script.status, script.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret.txt",
        "/static/%2e%2e/secret.txt",
        "/static/%2e%2e%2fsecret.txt",
        "/static/..%2fsecret.txt",
        "/static/js/../../secret.txt",
        "/static/..%5csecret.txt",
        "/static/%252e%252e/secret.txt",
        "/static//etc/passwd",
        "/static//{folder}/secret.txt",
        "/static/link.txt",
        "/static/beyond/secret.txt",
        "/static/notes.bak",
        "/static/js",
        "/static/",
        "/static/index.html%00.js",
        "/static/%00",
        "/static/....//secret.txt",
        "/static/\xe4\xff",
        "/static/" + "a" * 5000,
    ],
)
async def test_no_path_leads_out_of_the_folder(clock: HandClock, folder: Path, path: str) -> None:
    async with opened(clock, static=folder) as page:
        named = path.format(folder=str(folder.parent).lstrip("/"))
        answer = await page.raw(f"GET {named} HTTP/1.1\nHost: 127.0.0.1:{page.port}\nConnection: close\n\n")

    assert answer.status in {400, 404}
    assert b"business" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD"])
@pytest.mark.parametrize("path", ["act", "clock", "play", "scenes/play", "scenes/stop", "scenes/next"])
async def test_what_changes_something_is_asked_for_by_post_only(page: Opened, method: str, path: str) -> None:
    assert (await page.ask(method, f"/page/{path}")).status == 404


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
async def test_a_body_that_a_foreign_form_could_send_is_refused(page: Opened, kind: str) -> None:
    body = json.dumps({"as": CARLA, "verb": "post", "channel": SUPPORT, "text": "hello"})

    answer = await page.ask("POST", "/page/act", body.encode(), Content_Type=kind)

    assert (answer.status, answer.code) == (415, "wrong_type")


@pytest.mark.parametrize("path", ["/page/act", "/page/clock", "/page/scenes/play", "/page/scenes/stop", "/page/play"])
async def test_a_body_that_is_too_large_is_refused_however_it_is_sent(page: Opened, path: str) -> None:
    most = LARGEST_FILE if path == "/page/play" else LARGEST_REQUEST
    head = f"POST {path} HTTP/1.1\nHost: 127.0.0.1:{page.port}\nX-Playground-Token: {TOKEN}\n"
    head += "Content-Type: application/json\nConnection: close\n"

    told = await page.raw(f"{head}Content-Length: {most + 1}\n\n")
    piece = "a" * 65_536
    untold = await page.raw(
        f"{head}Transfer-Encoding: chunked\n\n" + f"10000\n{piece}\n" * (most // 65_536) + "1\na\n0\n\n"
    )

    assert (told.status, told.code) == (413, "too_large")
    assert (untold.status, untold.code) == (413, "too_large")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"[" * 100_000,
        b'{"a":' * 40_000,
        b'{"as": NaN}',
        b'{"as": ' + b"9" * 10_000 + b"}",
        b"\xff\xfe{}",
        b'{"as": "\xed\xa0\x80"}',
    ],
)
async def test_a_body_that_is_no_json_object_is_refused(page: Opened, body: bytes) -> None:
    answer = await page.ask("POST", "/page/act", body)

    assert answer.status == 400
    assert answer.code in {"bad_json", "not_utf8"}


async def test_a_compressed_body_is_refused(page: Opened) -> None:
    answer = await page.raw(
        f"POST /page/act HTTP/1.1\nHost: 127.0.0.1:{page.port}\nX-Playground-Token: {TOKEN}\nConnection: close\n"
        "Content-Type: application/json\nContent-Encoding: br\nContent-Length: 2\n\n{}"
    )

    assert answer.status in {400, 415}


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "no such verb"},
        {"verb": ["post"]},
        {"verb": None},
        {"channel": 7},
        {"channel": "../C0SUPPORT"},
        {"channel": "C0SUPPORT\n"},
        {"channel": {"$ne": ""}},
        {"text": ""},
        {"text": 7},
        {"text": "a" * 40_001},
        {"text": "\ud800"},
        {"thread_ts": "1"},
        {"thread_ts": "1.000000; --"},
        {"thread_ts": "\u0661.\u0660\u0660\u0660\u0660\u0660\u0660"},
        {"as": "u0carla"},
        {"as": CARLA + " "},
        {"as": [CARLA]},
        {"__class__": "Post"},
        {"extra": 1},
    ],
)
async def test_a_request_with_a_field_that_makes_no_sense_is_refused_in_words(
    page: Opened, change: dict[str, object]
) -> None:
    good = {"as": CARLA, "verb": "post", "channel": SUPPORT, "text": "hello"}

    answer = await page.ask("POST", "/page/act", good | change)

    assert (answer.status, answer.code) == (400, "bad_request")
    assert answer.json["message"].startswith("act: ")
    assert page.slack.history(SUPPORT) == []


@pytest.mark.parametrize("who", ["U0PLAYBOT", BRIDGE, LEFT, "U0NOBODY", "USLACKBOT"])
async def test_nobody_acts_or_looks_as_the_bot_or_as_somebody_who_is_not_there(page: Opened, who: str) -> None:
    acted = await page.act(who, "post", channel=SUPPORT, text="hello")
    looked = await page.ask("GET", f"/page/state?as={who}")
    watched = await page.ask("GET", f"/page/stream?as={who}&after=0")

    assert {acted.code, looked.code, watched.code} == {"no_such_person"}


@pytest.mark.parametrize(
    "query",
    ["", "?as=", "?as=%00", "?as[]=U0ALICE", "?as=" + "U" * 9000, "?" + "&".join(f"as=U{n}" for n in range(13))],
)
async def test_a_look_as_nobody_or_as_a_crowd_is_refused(page: Opened, query: str) -> None:
    assert (await page.ask("GET", f"/page/state{query}")).status in {400, 403}


@pytest.mark.parametrize("after", ["", "-1", "x", "1e9", "9" * 20, "\u0663", "0x10"])
async def test_a_stream_from_no_known_place_is_refused(page: Opened, after: str) -> None:
    answer = await page.ask("GET", f"/page/stream?as={ALICE}&after={after}")

    assert (answer.status, answer.code) == (400, "bad_request")


async def test_hostile_words_come_back_as_they_are_in_json_that_no_browser_takes_for_a_page(page: Opened) -> None:
    words = [SCRIPT, "</script><svg/onload=alert(1)>", "{{7*7}}", "\u202egnp.exe", "a\u0000b", "\u2028", "🙂" * 1000]
    for one in words:
        assert (await page.act(CARLA, "post", channel=SUPPORT, text=one)).status == 200

    answer = await page.ask("GET", f"/page/state?as={ALICE}")

    assert [message["text"] for message in answer.json["messages"][SUPPORT]] == words
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_hostile_words_in_a_refusal_are_json_too(page: Opened) -> None:
    answer = await page.ask("POST", "/page/act", {"as": CARLA, "verb": SCRIPT})

    assert answer.status == 400
    assert answer.headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("name", [SCRIPT, "../x", "", "a" * 101, "eyes\n", "EYES"])
async def test_a_reaction_is_a_name_and_nothing_else(page: Opened, name: str) -> None:
    ts = page.slack.post(CARLA, SUPPORT, "hello")

    assert (await page.act(ALICE, "react", channel=SUPPORT, ts=ts, name=name)).status == 400


@pytest.mark.parametrize("name", ["__proto__", "constructor", "a" * 255])
async def test_a_control_that_is_not_there_cannot_be_pressed(page: Opened, name: str) -> None:
    ts = page.slack.post(CARLA, SUPPORT, "hello")

    answer = await page.act(ALICE, "press", channel=SUPPORT, ts=ts, action_id=name)

    assert (answer.status, answer.code) == (409, "cannot_do")


@pytest.mark.parametrize(
    ("verb", "rest"),
    [
        ("post", {"channel": SECRET, "text": "x"}),
        ("post", {"channel": HELP, "text": "x"}),
        ("post", {"channel": "D0ALICE", "text": "x"}),
        ("typing", {"channel": SECRET}),
        ("slash", {"channel": SECRET, "command": "/mot"}),
        ("open_home", {}),
        ("dismiss", {"channel": SECRET, "ts": "1.000000"}),
        ("close", {"view_id": "V000000001"}),
        ("fill", {"view_id": "V000000001", "values": {}}),
        ("submit", {"view_id": "V000000001", "values": {}}),
        ("press", {"home": True, "action_id": "x"}),
        ("press", {"view_id": "V000000001", "action_id": "x"}),
    ],
)
async def test_a_customer_can_do_nothing_where_they_are_not(page: Opened, verb: str, rest: dict[str, object]) -> None:
    page.slack.im_with(ALICE)

    answer = await page.act(CARLA, verb, **rest)

    assert (answer.status, answer.code) == (409, "cannot_do")


async def test_the_words_of_others_cannot_be_changed_deleted_or_pressed(page: Opened) -> None:
    ts = page.slack.post(ALICE, SUPPORT, "mine")

    edited = await page.act(CARLA, "edit", channel=SUPPORT, ts=ts, text="yours")
    deleted = await page.act(CARLA, "delete", channel=SUPPORT, ts=ts)
    room = page.slack.im_with(ALICE).id
    message = page.slack.bot_message({"text": "private"})
    page.slack.add_message(page.slack.conversation(room), message)
    pressed = await page.act(BEN, "press", channel=room, ts=message["ts"], action_id="done")
    reacted = await page.act(BEN, "react", channel=room, ts=message["ts"], name="eyes")

    assert {edited.code, deleted.code, pressed.code, reacted.code} == {"cannot_do"}
    assert page.slack.message(SUPPORT, ts)["text"] == "mine"


async def test_a_body_that_never_ends_holds_nobody_else_up(page: Opened) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", page.port)
    writer.write(
        f"POST /page/act HTTP/1.1\r\nHost: 127.0.0.1:{page.port}\r\nX-Playground-Token: {TOKEN}\r\n"
        "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{".encode()
    )
    await writer.drain()

    answer = await page.act(CARLA, "post", channel=SUPPORT, text="hello")

    assert answer.status == 200
    writer.close()
    await writer.wait_closed()
    assert await reader.read() == b""
