"""A directory as a kubelet mounts a ConfigMap or a Secret into a running pod, and swaps it."""

from collections.abc import Mapping
from pathlib import Path


class Mount:
    """Each file a link through `..data`, which is renamed to another folder: all files change in one step."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._made = 0

    def swap(self, files: Mapping[str, str]) -> None:
        """What the pod sees from now on; a link to a file that is gone stays until `tidy`."""
        before = (self.directory / "..data").resolve()
        folder = self.directory / f"..2026_{self._made}"
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        link = self.directory / "..data_tmp"
        link.symlink_to(folder.name)
        link.rename(self.directory / "..data")
        for name in files:
            if not (self.directory / name).is_symlink():
                (self.directory / name).symlink_to(Path("..data") / name)
        if self._made:
            for old in before.iterdir():
                old.unlink()
            before.rmdir()
        self._made += 1

    def tidy(self) -> None:
        """What a kubelet does last: links to what is gone go too."""
        for link in self.directory.iterdir():
            if not link.exists():
                link.unlink()
