"""Reasons of the operating system are told in the reader's language where we know them."""

import errno

from motbot.catalogue import speaking
from motbot.domain.os_reasons import reason_of


def test_a_known_reason_is_said_and_another_one_shown_as_it_is() -> None:
    with speaking("zh"):
        assert reason_of(PermissionError(13, "Permission denied")) == "没有权限"
        assert reason_of(OSError(5, "Input/output error")) == "Input/output error"
        assert reason_of(OSError()) == "OSError"
        assert (
            reason_of(OSError(errno.EADDRINUSE, "while binding ('::', 80): address already in use")) == "地址已被占用"
        )
        assert reason_of(OSError(errno.EADDRINUSE, "another reason")) == "another reason"
    assert reason_of(PermissionError(13, "Permission denied")) == "Permission denied"
