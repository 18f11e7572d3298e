"""Invented passages in any number, the same on every machine: words drawn as in language, a few often, most rarely."""

from __future__ import annotations

import numpy as np

SYLLABLES = ("ba", "con", "der", "est", "fo", "gra", "hin", "im", "ju", "lor", "men", "net", "op", "per", "qui", "ra")
PLAIN = (
    "children families social workers care leavers foster carers homes school plans reviews managers leaders partners "
    "assessment support risk progress quality practice training oversight health police court advice "
    "the of and to in is are for with their not that this by have from"
).split()


def vocabulary(size: int) -> list[str]:
    """The plain words first, then made-up ones."""
    made = (
        SYLLABLES[n % 16] + SYLLABLES[n // 16 % 16] + SYLLABLES[n // 256 % 16] + "s" * (n // 4096) for n in range(size)
    )
    return [*PLAIN, *made][:size]


def texts(count: int, words: int, seed: int = 0) -> list[str]:
    """`count` passages of about `words` words (between half and one and a half times as many)."""
    generator = np.random.default_rng(seed)
    known = np.array(vocabulary(8000))
    lengths = generator.integers(words // 2, words * 3 // 2, count)
    drawn = known[np.minimum(generator.zipf(1.15, lengths.sum()) - 1, len(known) - 1)]
    return [" ".join(part) for part in np.split(drawn, np.cumsum(lengths)[:-1])]


def units(count: int, dimensions: int = 384, seed: int = 0) -> np.ndarray:
    """Unit rows in random directions."""
    rows = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
