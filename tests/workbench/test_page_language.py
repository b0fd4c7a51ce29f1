"""What the server says on the page is in the page's language, whatever the terminal and other tabs speak."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from typing_extensions import override

from motbot.catalogue import say
from motbot.domain.errors import Failed
from motbot.workbench.page import WorkbenchPage
from motbot.workbench.server import BenchServer
from motbot.workbench.shown import ShownRun
from tests.workbench.desks import FakeDesk
from tests.workbench.rig import Trainer

TOKEN = "a-token-of-this-start"


class Speaking(FakeDesk):
    """A desk whose refusals are said when they are made, as ours are."""

    @override
    def cancel(self, number: int) -> ShownRun:
        """Refuse."""
        raise Failed(say("Run {running} is still under way; wait for its end, or cancel it.", running=number))


@pytest.fixture
async def page() -> AsyncIterator[Trainer]:
    server = BenchServer(WorkbenchPage(token=TOKEN, desk=Speaking()))
    async with server, aiohttp.ClientSession() as session:
        yield Trainer(address=f"{server.url}#{TOKEN}", session=session)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", "第 7 次运行还在进行；请等它结束，或取消它。"),
        ("en", "Run 7 is still under way; wait for its end, or cancel it."),
    ],
)
async def test_a_refusal_of_the_desk_is_in_the_pages_language(page: Trainer, language: str, told: str) -> None:
    answer = await page.ask("POST", "api/cancel", {"run": 7}, Accept_Language=language)

    assert (answer.status, answer.json["message"]) == (409, told)


async def test_the_gate_and_the_token_refuse_in_the_pages_language_too(page: Trainer) -> None:
    locked = await page.ask("GET", "api/overview", X_Workbench_Token="", Accept_Language="zh-CN")
    missing = await page.ask("GET", "api/nothing", Accept_Language="zh")
    foreign = await page.ask("GET", "api/overview", Origin="http://elsewhere.example", Accept_Language="zh")

    assert locked.json["message"] == "密钥缺失或不对；请打开终端里显示的地址。"
    assert missing.json["message"] == "工作台没有这个地址，或不支持这种请求方式。"
    assert foreign.json["message"] == "不允许其他网页使用本页。"
