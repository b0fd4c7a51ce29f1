"""Whatever is sent to the workbench is done properly or refused in words; nothing breaks, and nothing leaks."""

import io
from collections.abc import AsyncIterator

import aiohttp
import pytest

from motbot.domain.errors import BadInput, Failed, StorageUnavailable
from motbot.workbench.page import WorkbenchPage
from motbot.workbench.server import BenchServer
from tests.workbench.desks import FakeDesk
from tests.workbench.rig import JSON, Trainer

TOKEN = "a-token-of-this-start"
DIGEST = "0" * 64
DRAFT = {"task": "assess", "variant": "mine", "text": "words"}
GOOD: dict[str, JSON] = {
    "check": DRAFT,
    "render": {**DRAFT, "case": "login"},
    "save": {**DRAFT, "base": DIGEST},
    "copy": {"task": "assess", "variant": "default", "name": "mine-2"},
    "start": {"task": "assess", "sides": [{"variant": "mine"}, {"published": 3}], "cases": ["a", "b"]},
    "promote": {"task": "assess", "variant": "mine", "digest": DIGEST, "share": 20},
    "cancel": {"run": 1},
    "rollback": {"task": "assess", "generation": 4, "reason": "因为"},
}


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
async def page(desk: FakeDesk) -> AsyncIterator[Trainer]:
    async with BenchServer(WorkbenchPage(token=TOKEN, desk=desk)) as server, aiohttp.ClientSession() as session:
        yield Trainer(address=f"{server.url}#{TOKEN}", session=session)


async def test_every_wish_reaches_the_desk_and_is_answered(page: Trainer, desk: FakeDesk) -> None:
    for name, wish in GOOD.items():
        assert (await page.ask("POST", f"api/{name}", wish)).status == 200, name
    for path in ("overview", "text?task=assess&variant=mine", "cases", "case?id=x", "runs", "run?number=1", "log"):
        assert (await page.ask("GET", f"api/{path}")).status == 200, path

    assert len(desk.wishes) == len(GOOD) + 7


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("check", {"task": "../assess"}),
        ("check", {"variant": "../../etc/passwd"}),
        ("check", {"variant": ".hidden"}),
        ("check", {"variant": "a/b"}),
        ("check", {"variant": "a\x00b"}),
        ("check", {"variant": ""}),
        ("check", {"text": None}),
        ("check", {"text": "x" * 400_001}),
        ("check", {"text": "half a pair \ud800"}),
        ("check", {"more": 1}),
        ("save", {"base": "short"}),
        ("copy", {"name": "../mine"}),
        ("copy", {"name": "Mine"}),
        ("copy", {"name": "con fused"}),
        ("copy", {"name": "mine\n"}),
        ("start", {"sides": []}),
        ("start", {"sides": [{"variant": "a"}] * 3}),
        ("start", {"cases": []}),
        ("start", {"cases": "login"}),
        ("start", {"fresh": "yes"}),
        ("promote", {"share": 0}),
        ("promote", {"share": 101}),
        ("promote", {"share": 20.5}),
        ("promote", {"digest": ""}),
        ("promote", {"reason": "x" * 501}),
        ("cancel", {"run": -1}),
        ("rollback", {"generation": True}),
    ],
)
async def test_a_field_that_makes_no_sense_is_named_and_nothing_is_done(
    page: Trainer, desk: FakeDesk, name: str, change: JSON
) -> None:
    answer = await page.ask("POST", f"api/{name}", {**GOOD[name], **change})

    assert (answer.status, answer.json["error"]) == (400, "bad_request")
    assert answer.json["message"].startswith(next(iter(change)))
    assert desk.wishes == []


@pytest.mark.parametrize("body", ["", "[]", "null", '{"task": NaN}', "{", "[" * 100_000, b"\xff\xfe"])
async def test_what_is_no_object_of_json_is_refused(page: Trainer, desk: FakeDesk, body: str | bytes) -> None:
    answer = await page.ask("POST", "api/check", body)

    assert answer.status == 400
    assert desk.wishes == []


async def test_a_body_that_is_too_large_or_of_another_type_is_refused(page: Trainer, desk: FakeDesk) -> None:
    large = await page.ask("POST", "api/check", io.BytesIO(b"x" * (2 * 2**20 + 1)))
    form = await page.ask("POST", "api/check", "task=assess", Content_Type="application/x-www-form-urlencoded")

    assert (large.status, form.status) == (413, 415)
    assert desk.wishes == []


@pytest.mark.parametrize("number", ["", "-1", "x", "1e3", "²", "9" * 40])
async def test_the_number_of_a_run_is_a_number(page: Trainer, number: str) -> None:
    assert (await page.ask("GET", f"api/run?number={number}")).status == 400


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (BadInput("there is no such variant"), 400, "bad_input"),
        (Failed("Not published."), 409, "failed"),
        (StorageUnavailable(), 503, "storage"),
    ],
)
async def test_our_own_errors_become_refusals_in_their_own_words(
    page: Trainer, desk: FakeDesk, failure: BadInput | Failed | StorageUnavailable, status: int, code: str
) -> None:
    desk.fails = failure

    answer = await page.ask("POST", "api/check", DRAFT)

    assert (answer.status, answer.json) == (status, {"error": code, "message": str(failure)})


async def test_a_save_over_somebody_else_s_is_a_conflict_with_both_texts(page: Trainer, desk: FakeDesk) -> None:
    desk.is_taken = True

    answer = await page.ask("POST", "api/save", GOOD["save"])

    assert (answer.status, answer.json["error"]) == (409, "changed_meanwhile")
    assert answer.json["conflict"]["difference"] == [["theirs", "-"], ["mine", "+"]]


async def test_wishes_keep_their_texts_out_of_what_is_logged(page: Trainer, desk: FakeDesk) -> None:
    await page.ask("POST", "api/check", {**DRAFT, "text": "a customer's secret"})

    assert "secret" not in repr(desk.wishes)
