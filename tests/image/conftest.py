"""The image, built once for all of its tests."""

import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from tests.image.engine import BASE, Engine, Image, an_engine, the_base

from firebell import __version__

LABELS: Mapping[str, Any] = {
    "VERSION": __version__,
    "REVISION": "0123456789abcdef0123456789abcdef01234567",
    "CREATED": "2026-03-05T12:00:00Z",
    "SOURCE": "https://example.org/firebell",
}


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with an_engine() as engine:
        yield engine


@pytest.fixture(scope="session")
def image(engine: Engine) -> Image:
    """The image, built upon a base that is pinned by its digest."""
    engine.run("podman", "import", str(the_base()), BASE)
    image = Image(engine, f"localhost/firebell:{os.getpid()}", engine.digest(BASE))
    engine.build(image.name, BASE_DIGEST=image.base, **LABELS)
    return image
