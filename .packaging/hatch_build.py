"""What hatchling does beside packing files: it compiles the catalogues of translations into a wheel."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from types import ModuleType


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg]
    """Puts a compiled catalogue into a wheel for each written one; the source tree is left as it is."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues. An editable install reads the written ones and needs none."""
        if self.target_name != "wheel" or version == "editable":
            return
        source = Path(self.root) / "src"
        compiler = _load(source / "journeymap" / "locale" / "catalogue.py")
        self._folder = tempfile.TemporaryDirectory()
        for written in sorted(source.rglob("*.po")):
            place = written.relative_to(source).with_suffix(".mo")
            compiled = Path(self._folder.name) / place
            compiled.parent.mkdir(parents=True, exist_ok=True)
            compiled.write_bytes(compiler.compile_catalogue(written.read_text(encoding="utf-8")))
            build_data["force_include"][str(compiled)] = place.as_posix()


def _load(path: Path) -> ModuleType:
    """Return a module of the package without importing the package, whose dependencies a build does not have."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
