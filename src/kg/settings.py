"""Where things are and which engines serve them: one frozen `Settings`, read once at the edge of the program."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_BASE = "https://w3id.org/throughline/id/"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run of Throughline needs to know of its surroundings.

    Attributes:
        library: the library's folder (`KG_LIBRARY`, else `./library`).
        base: IRI below which all data stands, ending in "/" (`KG_BASE`).
        model: path of another sentence-transformers model (`KG_MODEL`); None for the one that is installed with us.
        endpoint: a SPARQL 1.1 endpoint that holds the graphs instead of memory (`KG_ENDPOINT`).
        ocr: whether pages that are images are read by Tesseract (`KG_OCR=1`).
        query_seconds: wall-clock limit of a free SPARQL query (`KG_QUERY_SECONDS`).
        query_megabytes: memory a free SPARQL query may take above the store's own (`KG_QUERY_MEGABYTES`).
        requests_a_minute: what one address may ask of the API (`KG_REQUESTS_A_MINUTE`).
    """

    library: Path
    base: str = DEFAULT_BASE
    model: str | None = None
    endpoint: str | None = None
    ocr: bool = False
    query_seconds: float = 10.0
    query_megabytes: int = 512
    requests_a_minute: int = 600

    @classmethod
    def of(cls, named: Settings | Path | str | None) -> Settings:
        """Settings as they are, or those of the environment with the library's folder named.

        Raises:
            InputError: a variable has a value that cannot be used.
        """
        if isinstance(named, Settings):
            return named
        return cls.from_environment(os.environ | ({} if named is None else {"KG_LIBRARY": os.fspath(named)}))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Settings from `KG_…` variables.

        Raises:
            InputError: a variable has a value that cannot be used.
        """
        base = environment.get("KG_BASE") or DEFAULT_BASE
        if "://" not in base or not base.endswith(("/", "#")):
            raise InputError(f"KG_BASE is {base!r}; it must be an absolute IRI that ends in '/' or '#'")
        return cls(
            library=Path(environment.get("KG_LIBRARY") or "library"),
            base=base,
            model=environment.get("KG_MODEL") or None,
            endpoint=environment.get("KG_ENDPOINT") or None,
            ocr=_switch(environment, "KG_OCR"),
            query_seconds=_number(environment, "KG_QUERY_SECONDS", 10.0),
            query_megabytes=int(_number(environment, "KG_QUERY_MEGABYTES", 512)),
            requests_a_minute=int(_number(environment, "KG_REQUESTS_A_MINUTE", 600)),
        )


def _switch(environment: Mapping[str, str], name: str) -> bool:
    text = environment.get(name) or "0"
    if text not in ("0", "1"):
        raise InputError(f"{name} is {text!r}; it must be 1 or 0")
    return text == "1"


def _number(environment: Mapping[str, str], name: str, default: float) -> float:
    text = environment.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e6:
        raise InputError(f"{name} is {text!r}; it must be a number above 0")
    return value


def resource(*parts: str) -> Path:
    """A file or folder that is shipped with the program: `ontology`, `shapes` or `web`.

    In a wheel they stand inside the package; in a checkout, at its top level.
    """
    package = Path(__file__).resolve().parent
    packed = package / "data"
    return (packed if packed.is_dir() else package.parent.parent).joinpath(*parts)
