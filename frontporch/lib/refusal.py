"""The single way to say no to a person: a code for programs, a sentence for people."""


class Refusal(Exception):  # noqa: N818 - the house word; it is an answer, not an error
    """Something a person asked for cannot be done, and here is what to do instead.

    `code` is kebab-case and stable: tests, the API and logs use it. The message is a full sentence that
    says what to do. It may be lazily translated: it turns into text only when it is read, so it comes
    out in the reader's language.
    """

    def __init__(self, code: str, message: object) -> None:
        super().__init__(code, message)  # both in `args`, so a refusal survives pickling by a worker
        self.code = code
        self._message = message

    @property
    def message(self) -> str:
        """The sentence, in the language that is active now."""
        return str(self._message)

    def __str__(self) -> str:
        return self.message
