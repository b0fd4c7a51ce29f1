"""Writes the pages that are made from the code: `python -m tests.documentation.write`."""

from tests.documentation.pages import named
from tests.documentation.reference import written


def main() -> None:
    """Write what differs, and say which pages these were."""
    for path, text in written().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"written: {named(path)}")  # a command for programmers


if __name__ == "__main__":
    main()
