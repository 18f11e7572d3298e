"""Mails: headers are furniture, the subject the title; a letter that is attached is read with its mail."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from office_parts import outline

from kg.errors import SourceError
from kg.extract.eml import read

if TYPE_CHECKING:
    from kg.model import Document

LETTER = "3 May 2023\n\nDear Ada\n\nFocused visit\n\nInspectors said that children are safe in all of the homes.\n"


def mail(body: str = "Please find our letter attached to this mail.\n") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Noah Penn <n@example.org>", "a@example.org", "Focused visit – £5"
    made.set_content(body)
    return made


def load(message: EmailMessage) -> Document:
    return read(message.as_bytes(), "mail.eml", "0" * 64)


def test_headers_are_furniture_and_the_subject_is_the_title() -> None:
    assert outline(load(mail())) == [
        ("furniture", None, "From: Noah Penn <n@example.org>"),
        ("furniture", None, "To: a@example.org"),
        ("heading", 1, "Focused visit – £5"),
        ("paragraph", None, "Please find our letter attached to this mail."),
    ]


def test_a_letter_that_is_attached_is_read_with_its_mail() -> None:
    message = mail()
    message.add_attachment(LETTER.encode(), maintype="text", subtype="plain", filename="letter.txt")
    document = load(message)
    assert ("paragraph", None, "Inspectors said that children are safe in all of the homes.") in outline(document)
    assert document.warnings == ("the attachment 'letter.txt' is read as part of this mail",)
    assert document.text.endswith(LETTER)


def test_what_cannot_be_read_is_named() -> None:
    message = mail()
    message.add_attachment(b"\x89PNG....", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(mail().as_bytes(), maintype="application", subtype="octet-stream", filename="old.eml")
    first, second = load(message).warnings
    assert first.startswith("the attachment 'logo.png' is not read: ")
    assert second == "the attachment 'old.eml' is read as part of this mail"


def test_a_web_page_is_read_where_there_is_no_plain_text() -> None:
    message = EmailMessage()
    message["Subject"] = "Plans"
    message.set_content("<p>We will open <b>two</b> homes.</p><ul><li>North House</li></ul>", subtype="html")
    assert outline(load(message)) == [
        ("heading", 1, "Plans"),
        ("paragraph", None, "We will open two homes."),
        ("bullet", 1, "North House"),
    ]


@pytest.mark.parametrize(
    ("plain", "read_as"),
    [("Please use another reader.", "bullet"), ("We will open two homes.\n\nOne is North House.", "paragraph")],
)
def test_a_web_page_is_read_where_it_says_more_than_the_plain_text(plain: str, read_as: str) -> None:
    message = EmailMessage()
    message.set_content(plain)
    page = "<p>We will open two homes for children.</p><ul><li>North House, by the sea</li></ul>"
    message.add_alternative(page, subtype="html")
    assert outline(load(message))[-1][0] == read_as


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"Content-Type: text/plain; charset=nonsense\n\n\xff\xfe", b"MIME-Version: 1.0\n\n"]
)
def test_no_mail_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "bad.eml", "0" * 64)
    assert "\n" not in str(caught.value)


def test_a_mail_sent_on_is_read_with_the_letter_attached_to_it() -> None:
    letter = EmailMessage()
    letter["Subject"] = "Figures for the third quarter"
    letter.set_content("In quarter 3, 79% of children in care had a health assessment on time.")
    letter.add_attachment("Findings\n\nFoster carers feel well supported.\n", filename="visit.txt")
    message = EmailMessage()
    message["Subject"] = "FW: figures"
    message.set_content("As discussed, see the message attached.")
    message.add_attachment(letter)
    held = read(bytes(message), "sent on.eml", "0" * 64)
    for said in ("As discussed", "79% of children in care", "Foster carers feel well supported"):
        assert said in held.text
    assert held.warnings[0] == "the attachment 'forwarded.eml' is read as part of this mail"
    for _ in range(4):
        outer = EmailMessage()
        outer.set_content("See below.")
        outer.add_attachment(message)
        message = outer
    assert any("inside several mails" in warning for warning in read(bytes(message), "a.eml", "0" * 64).warnings)
