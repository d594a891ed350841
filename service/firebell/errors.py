"""The root of every error that firebell raises on purpose."""


class FirebellError(Exception):
    """Something that a person can mend; the message says where and what to do."""
