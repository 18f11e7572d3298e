"""Puts into a wheel what stands outside the package; an editable install finds it in the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesHook(BuildHookInterface[Any]):
    """Adds the ontology, the shapes and the web files; `make assets` builds the last."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds; raises FileNotFoundError where the web assets are not built."""
        if version == "editable":
            return
        for folder in ("ontology", "shapes", "web/templates", "web/static", "web/examples"):
            source = Path(self.root) / folder
            if not source.is_dir():
                raise FileNotFoundError(f"{source}: run `make assets` before a wheel is built")
            build_data["force_include"][str(source)] = f"kg/data/{folder}"
