"""What the terminal and the local pages say, in the language of the process."""


def say(text: str, /, **filled: object) -> str:
    """The text in the language of this process, with its names in braces filled; English where it has none."""
    return text.format(**filled)
