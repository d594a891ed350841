"""What keeps a feed or page from being read, in a word for metrics and a sentence for people."""

from firebell.errors import FirebellError


class CollectError(FirebellError):
    """A feed or page cannot be had: a word for metrics, a sentence, and seconds of patience that were asked for."""

    def __init__(self, reason: str, detail: str, asked: float | None = None) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.asked = asked


class MissingExtraError(FirebellError):
    """What reads feeds and pages is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not installed: feeds and pages need it; pip install 'firebell[feeds]'")
