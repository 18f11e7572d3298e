"""Finds what is printed but not said: repeated logos, page numbers, letterheads, addresses, signatures, imprints.

Such pieces stay in the text and become furniture, one piece an addressee or signatory, so that they can be cited as who
wrote to whom; a caveat among them stays content.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from kg.extract.plain import lexicon
from kg.extract.plain.piece import Piece, ends_sentence, trim, words
from kg.model import BlockRole

_REPEATS = 3
_OFTEN = 5
_GAP = 2
_RUNNING_WORDS = 24
_PROSE_WORDS = 15
_HEAD_BLOCKS = 60
_HEAD_WORDS = 40
_HEAD_SENTENCE = 14
_HEAD_LINES = 5
_IMPRINT_WORDS = 500
_DIGITS = re.compile(r"\d+")
_SENTENCES = re.compile(r"[a-z]{2}\. [A-Z]")
_LINE = re.compile(r"[^\n\r\f\v]+")
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Cllr|Councillor|Professor|Prof|Rev)\.? )?"
    r"[A-Z][\w'’.-]*(?: (?:[a-z]{1,3} )?[A-Z][\w'’.-]*){1,3}(?:,? [A-Z]{2,5})*"
)


def find_furniture(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same pieces, those that are furniture marked so and cut at addressees and signatories."""
    pieces = _mark(pieces, _repeated(text, pieces) | _page_numbers(text, pieces))
    pieces = tuple(
        piece.furniture() if not piece.settled and lexicon.is_contact(piece.text(text)) else piece for piece in pieces
    )
    return _imprint(text, _sign_off(text, _letterhead(text, pieces)))


def is_letter(text: str, pieces: tuple[Piece, ...]) -> bool:
    """Whether a salutation stands among the pieces."""
    return any(lexicon.is_salutation(piece.text(text)) for piece in pieces)


def _mark(pieces: tuple[Piece, ...], indexes: set[int]) -> tuple[Piece, ...]:
    return tuple(piece.furniture() if index in indexes else piece for index, piece in enumerate(pieces))


def _repeated(text: str, pieces: tuple[Piece, ...]) -> set[int]:
    """Short pieces that recur three times and more: with a page number, or as a box, a logo or the foot of a page."""
    alike: dict[str, list[int]] = defaultdict(list)
    numbered: dict[str, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        quote = piece.text(text).lower()
        short = words(quote) <= _RUNNING_WORDS and not (piece.number or (piece.settled and piece.level))
        if short and piece.role in (BlockRole.PARAGRAPH, BlockRole.HEADING) and any(map(str.isalpha, quote)):
            alike[quote].append(index)
            numbered[_DIGITS.sub("#", quote)].append(index)
    runs = _runs(text, pieces)
    found: set[int] = set()
    for quote, indexes in alike.items():
        if len(indexes) < _REPEATS or lexicon.is_known_heading(quote.capitalize()):
            continue
        if any(rule(text, pieces, indexes, runs) for rule in (_is_boxed, _is_logo, _is_foot)):
            found.update(index for index in indexes if index > 0)
    for quote, indexes in numbered.items():
        if _is_numbered(quote) and len({pieces[i].text(text) for i in indexes}) >= _REPEATS:
            found.update(indexes)
    return found


def _is_numbered(masked: str) -> bool:
    """Whether a line is words with a page number after them: not a figure, a year or a date."""
    said = masked.removesuffix("#").split()
    return masked.endswith(" #") and sum(word.isalpha() for word in said) >= _REPEATS and not lexicon.is_month(said[-1])


def _is_boxed(text: str, pieces: tuple[Piece, ...], indexes: list[int], _: list[int]) -> bool:
    """Whether pieces alike stand after a page break or far from other text, and introduce nothing.

    A title of a few slides may stand far above its bullets: only a name, or what recurs often, is furniture there.
    """
    above = sum(_is_said(text, pieces[i + 1]) for i in indexes if i + 1 < len(pieces))
    if 2 * above > len(indexes) and len(indexes) < _OFTEN and not _is_name(text, pieces[indexes[0]]):
        return False
    boxed = [i for i in indexes if (i == 0 or pieces[i].gap >= _GAP) and not _introduces(text, pieces, i)]
    return len(boxed) >= _REPEATS and 2 * len(boxed) >= len(indexes)


def _is_logo(text: str, pieces: tuple[Piece, ...], indexes: list[int], runs: list[int]) -> bool:
    """Whether pieces alike, on several lines or in capitals, stand on several slides and introduce nothing."""
    apart = len({runs[i] for i in indexes}) > 1
    return _is_name(text, pieces[indexes[0]]) and apart and not any(_introduces(text, pieces, i) for i in indexes)


def _is_foot(text: str, pieces: tuple[Piece, ...], indexes: list[int], runs: list[int]) -> bool:
    """Whether pieces alike recur on many pages below other matter, and introduce nothing."""
    leads = sum(_introduces(text, pieces, i) for i in indexes)
    return len({runs[i] for i in indexes}) >= _OFTEN and 4 * leads <= len(indexes)


def _is_name(text: str, piece: Piece) -> bool:
    """Whether a piece looks like a logo's words: on several lines, or in capitals."""
    return piece.lines > 1 or piece.text(text).isupper()


def _is_said(text: str, piece: Piece) -> bool:
    """Whether a piece is part of a list, a table or prose."""
    return piece.role in (BlockRole.BULLET, BlockRole.ROW) or words(piece.text(text)) > _PROSE_WORDS


def _runs(text: str, pieces: tuple[Piece, ...]) -> list[int]:
    """For each piece the number of the run of short pieces that it stands in: lists and prose part them."""
    made, run = [], 0
    for piece in pieces:
        run += piece.role in (BlockRole.BULLET, BlockRole.ROW) or words(piece.text(text)) > _RUNNING_WORDS
        made.append(run)
    return made


def _introduces(text: str, pieces: tuple[Piece, ...], index: int) -> bool:
    """Whether bullets, rows, prose or a sub-heading follow a piece at once, as they follow a heading."""
    if index + 1 == len(pieces) or pieces[index + 1].gap >= _GAP:
        return False
    following = pieces[index + 1]
    return _is_said(text, following) or lexicon.is_known_heading(following.text(text))


def _page_numbers(text: str, pieces: tuple[Piece, ...]) -> set[int]:
    """Lines that are page numbers by their words, or bare numbers that count upwards through the document."""
    bare = [
        (index, int(quote))
        for index, piece in enumerate(pieces)
        if (quote := piece.text(text)).isdecimal() and len(quote) < 4
    ]
    counting = [index for (index, value), (_, after) in pairwise(bare) if 0 < after - value <= 2]
    found = {index for index, piece in enumerate(pieces) if lexicon.is_page_number(piece.text(text))}
    edges = [index for index, _ in bare if index == 0 or pieces[index].gap >= _GAP]
    if len(counting) >= _REPEATS - 1 or (counting and len(edges) == len(bare) == len(counting) + 1):
        found.update(index for index, _ in bare)
    return found


def _letterhead(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Everything up to the salutation is letterhead, if it looks like one."""
    at = next((i for i, piece in enumerate(pieces[:_HEAD_BLOCKS]) if lexicon.is_salutation(piece.text(text))), None)
    if at is None:
        return pieces
    head = pieces[:at]
    if any(_is_prose(text, piece) for piece in head):
        return pieces
    made: list[Piece] = []
    for piece in _lines_together(text, head):
        if lexicon.is_caveat(piece.text(text)):
            made.append(replace(piece, settled=True))
        else:
            made.extend(_parties(text, piece))
    return (*made, pieces[at].furniture(), *pieces[at + 1 :])


def _is_prose(text: str, piece: Piece) -> bool:
    """Whether a block is too long, or too much of a sentence, for a letterhead."""
    quote = piece.text(text)
    count = words(quote)
    if lexicon.is_caveat(quote):
        return False
    if ends_sentence(quote) and count > _HEAD_SENTENCE:
        return True
    return count > _HEAD_WORDS * (1 if piece.lines == 1 else _HEAD_LINES) or (
        count > _HEAD_WORDS and _SENTENCES.search(quote) is not None
    )


def _lines_together(text: str, pieces: tuple[Piece, ...]) -> list[Piece]:
    """Lines of an address with no blank line between them, as one piece."""
    made: list[Piece] = []
    for piece in pieces:
        apart = piece.role is BlockRole.FURNITURE or lexicon.is_date(piece.text(text))
        if made and not piece.gap and not apart and made[-1].role is not BlockRole.FURNITURE:
            made[-1] = replace(made[-1], end=piece.end, lines=made[-1].lines + piece.lines)
        else:
            made.append(piece)
    return made


def _parties(text: str, piece: Piece) -> list[Piece]:
    """A block of names as furniture: each name with post and organisation, apart from where they live."""
    lines = [trim(text, found.start(), found.end()) for found in _LINE.finditer(text, piece.start, piece.end)]
    lines = [line for line in lines if line[0] < line[1]]
    quotes = [text[start:end] for start, end in lines]
    made: list[list[int]] = []
    named = False
    for index, quote in enumerate(quotes):
        begins = _begins_party(quotes, index)
        if begins or not made or (named and not _belongs(quote)):
            made.append([index])
            below = quotes[index + 1] if index + 1 < len(quotes) else ""
            named = begins or (index == 0 and _NAME.match(quote) is not None and _belongs(below))
        else:
            made[-1].append(index)
    return [
        replace(
            piece.furniture(),
            start=lines[part[0]][0],
            end=lines[part[-1]][1],
            lines=len(part),
            gap=0 if at else piece.gap,
        )
        for at, part in enumerate(made)
    ] or [piece.furniture()]


def _belongs(quote: str) -> bool:
    """Whether a line goes with the name above it."""
    return lexicon.names_role(quote) or lexicon.names_organisation(quote)


def _begins_party(quotes: list[str], index: int) -> bool:
    """Whether a line is a name that a post follows, after a comma or on the next line."""
    quote = quotes[index]
    name = _NAME.match(quote)
    if name is None:
        return False
    if name.end() == len(quote):
        below = quotes[index + 1] if index + 1 < len(quotes) else ""
        return lexicon.names_role(below) and not lexicon.names_role(quote) and not lexicon.names_organisation(quote)
    return quote[name.end()] == "," and lexicon.names_role(quote[name.end() :])


def _sign_off(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """From the valediction on, names, posts and lists of copies are furniture, one piece a signatory."""
    at = next((i for i, piece in enumerate(pieces) if lexicon.is_valediction(piece.text(text))), None)
    if at is None:
        return pieces
    made = [pieces[at].furniture()]
    for index, piece in enumerate(pieces[at + 1 :], at + 1):
        quote = piece.text(text)
        if lexicon.is_caveat(quote) and words(quote) >= 5:
            made.append(replace(piece, settled=True))
        elif _is_content(piece, quote):
            return (*pieces[:at], *made, *pieces[index:])
        else:
            made = _signatory(text, made, piece)
    return (*pieces[:at], *made)


def _is_content(piece: Piece, quote: str) -> bool:
    """Whether the letter's matter goes on after the signature: an annex, or a paragraph of prose."""
    heading = piece.role is BlockRole.HEADING or lexicon.is_known_heading(quote)
    prose = words(quote) >= 12 and ends_sentence(quote)
    return not lexicon.begins_imprint(quote) and (heading or prose or piece.role is BlockRole.BULLET)


def _signatory(text: str, made: list[Piece], piece: Piece) -> list[Piece]:
    """The pieces with one more of a signature: a post joins the name above it, each cell of a table stands alone."""
    if piece.cells:
        cells = [replace(piece.furniture(), start=start, end=end, cells=()) for start, end in piece.cells]
        return [*made, *cells]
    above = made[-1]
    name = above.text(text)
    joins = (
        above.role is BlockRole.FURNITURE
        and len(made) > 1
        and not lexicon.is_copies(name)
        and not lexicon.is_copies(piece.text(text))
        and _NAME.match(name) is not None
        and not (lexicon.names_role(name) or lexicon.names_organisation(name))
        and (lexicon.names_role(piece.text(text)) or lexicon.names_organisation(piece.text(text)))
    )
    if joins:
        return [*made[:-1], replace(above, end=piece.end, lines=above.lines + piece.lines)]
    return [*made, *_parties(text, piece)]


def _imprint(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The publisher's imprint, from its first words to the end of the document."""
    at = next((i for i, piece in enumerate(pieces) if lexicon.begins_imprint(piece.text(text))), None)
    if at is None or words(text[pieces[at].start :]) > _IMPRINT_WORDS:
        return pieces
    return (*pieces[:at], *(piece.furniture() for piece in pieces[at:]))
