"""The two decks: a scrutiny presentation without a date, and the slides of an annual engagement meeting."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches, Pt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.presentation import Presentation as Deck
    from pptx.slide import Slide

MARKED = "Sample document: Harnmouth City Council and everyone named here are invented."
NAVY, TEAL, PALE = RGBColor(0x17, 0x32, 0x4D), RGBColor(0x0B, 0x6E, 0x6E), RGBColor(0xE4, 0xEE, 0xF0)


@dataclass(frozen=True)
class Page:
    """A slide: its title, bullets (two spaces in front for each level below the first), a table, what is said to it."""

    title: str
    bullets: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Post:
    """A box of an organisation chart: the post, who holds it, and the services below it."""

    post: str
    name: str
    services: tuple[str, ...] = ()


def blank(title: str) -> Deck:
    """An empty deck, 16:9, whose properties tell nothing of when it was written."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for page in (deck.slide_master, *deck.slide_layouts):
        for shape in page.placeholders:
            shape.left, shape.width = Emu(shape.left * 4 // 3), Emu(shape.width * 4 // 3)
    properties = deck.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "Throughline sample corpus", ""
    for name in ("created", "modified"):
        for element in properties._element.findall(f"{{http://purl.org/dc/terms/}}{name}"):  # noqa: SLF001
            properties._element.remove(element)  # noqa: SLF001
    return deck


def furniture(slide: Slide, footer: str, number: int) -> None:
    """What stands on every slide: a band, the name of the deck and the slide's number, and the mark of a sample."""
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(13.333), Inches(0.18))
    band.fill.solid()
    band.fill.fore_color.rgb = NAVY
    band.line.fill.background()
    for left, width, text, align in (
        (0.5, 4.5, footer, PP_ALIGN.LEFT),
        (4.6, 7.2, MARKED, PP_ALIGN.CENTER),
        (12.2, 0.7, str(number), PP_ALIGN.RIGHT),
    ):
        box = slide.shapes.add_textbox(Inches(left), Inches(7.05), Inches(width), Inches(0.35))
        paragraph = box.text_frame.paragraphs[0]
        paragraph.text, paragraph.alignment = text, align
        paragraph.runs[0].font.size = Pt(10)
        paragraph.runs[0].font.color.rgb = NAVY


def heading(slide: Slide, text: str) -> None:
    """The slide's title, at the left and in the deck's colour."""
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = Inches(0.6), Inches(0.4), Inches(12.1), Inches(0.9)
    shape.text_frame.text = text
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.runs[0].font.size = Pt(32)
    paragraph.runs[0].font.bold = True
    paragraph.runs[0].font.color.rgb = NAVY


def bulleted(slide: Slide, bullets: Sequence[str], height: float) -> None:
    """The bullets of a slide, at their levels, in its body placeholder."""
    body = slide.placeholders[1]
    body.left, body.top, body.width, body.height = Inches(0.6), Inches(1.45), Inches(12.1), Inches(height)
    frame = body.text_frame
    for i, text in enumerate(bullets):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.level = (len(text) - len(text.lstrip())) // 2
        paragraph.text = text.lstrip()
        paragraph.runs[0].font.size = Pt(22 if paragraph.level == 0 else 18)


def tabled(slide: Slide, rows: Sequence[Sequence[str]], top: float) -> None:
    """A table below the bullets; its first row is its header."""
    size = Inches(0.6), Inches(top), Inches(12.1), Inches(0.4 * len(rows))
    table = slide.shapes.add_table(len(rows), len(rows[0]), *size).table
    table.columns[0].width = Inches(4.5)
    for column in list(table.columns)[1:]:
        column.width = Inches(7.6 / (len(rows[0]) - 1))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
            cell.text_frame.paragraphs[0].runs[0].font.size = Pt(16)


def box(slide: Slide, words: Sequence[str], place: tuple[float, float, float, float], colour: RGBColor) -> object:
    """One box of an organisation chart, a line of text for each of `words`; place is left, top, width, height."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(side) for side in place))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour
    shape.line.color.rgb = NAVY
    frame = shape.text_frame
    frame.word_wrap = True
    for i, text in enumerate(words):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.text, paragraph.alignment = text, PP_ALIGN.CENTER
        paragraph.runs[0].font.size = Pt(14)
        paragraph.runs[0].font.color.rgb = NAVY if colour == PALE else RGBColor(255, 255, 255)
    return shape


def chart(slide: Slide, top: Post, below: Sequence[Post]) -> None:
    """An organisation chart of two levels, with the services of each post beneath it."""
    head = box(slide, (top.post, top.name), (4.4, 1.45, 4.5, 0.85), NAVY)
    width = 12.1 / len(below)
    for i, post in enumerate(below):
        left = 0.6 + i * width
        child = box(slide, (post.post, post.name), (left + 0.1, 2.9, width - 0.2, 1.05), TEAL)
        line = slide.shapes.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, 0, 0)
        line.begin_connect(head, 2)
        line.end_connect(child, 0)
        box(slide, post.services, (left + 0.1, 4.15, width - 0.2, 2.6), PALE)


def deck_of(title: str, subtitle: str, pages: Sequence[Page], posts: tuple[int, str, Post, Sequence[Post]]) -> bytes:
    """A whole deck; `posts` says before which page the organisation chart stands, its title and its boxes."""
    deck = blank(title)
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text_frame.text = title
    first.placeholders[1].text_frame.text = subtitle
    furniture(first, title, 1)
    at, chart_title, top, below = posts
    for i, page in enumerate(pages):
        if i == at:
            slide = deck.slides.add_slide(deck.slide_layouts[5])
            heading(slide, chart_title)
            chart(slide, top, below)
            furniture(slide, title, len(deck.slides))
        add(deck, page, title)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def add(deck: Deck, page: Page, footer: str) -> None:
    """One slide of bullets, a table or both."""
    slide = deck.slides.add_slide(deck.slide_layouts[1 if page.bullets else 5])
    heading(slide, page.title)
    if page.bullets:
        bulleted(slide, page.bullets, 5.4 - (0.42 * len(page.rows)))
    if page.rows:
        tabled(slide, page.rows, 6.75 - 0.42 * len(page.rows) if page.bullets else 1.6)
    furniture(slide, footer, len(deck.slides))
    if page.notes:
        slide.notes_slide.notes_text_frame.text = page.notes
    if page.hidden:
        slide._element.set("show", "0")  # noqa: SLF001  python-pptx has no call for it


SCRUTINY = (
    Page(
        "Where we have come from",
        (
            "Single inspection 2014: requires improvement",
            "Joint local area SEND inspection, September 2017: written statement of action required",
            "Written statement of action accepted in April 2018",
            "Local Government Association peer review, October 2018: “a council that knows itself”",
            "SEND revisit expected in autumn 2019",
            "We have not yet had an inspection under the new ILACS framework and expect one within the year",
        ),
        notes="Members will ask when Ofsted is coming. We do not know. All we can say is that we are due.",
    ),
    Page(
        "Children in care",
        (
            "Children in care: 486 at 31 March 2019, from 521 a year earlier",
            "More children are staying safely with their families",
            "  Family group conferences offered to every family before court: 118 held in 2018/19",
            "  Edge of care team kept 63 of 71 young people at home",
            "Placement stability is still a challenge: 13% had three or more moves, against 10% nationally",
            "Residential placements down from 44 to 36, saving £1.1m in a full year",
        ),
    ),
    Page(
        "Care leavers",
        (
            "We have a committed team of personal advisers and a new local offer",
            "191 care leavers at 31 March 2019",
            "44% are in education, employment or training – improving, but not where we want to be",
            "Council tax exemption agreed by Full Council",
            "Demand is growing faster than the team",
        ),
        notes="Each personal adviser holds about 25. Do not put this on the slide until the budget is agreed.",
    ),
    Page(
        "Front door and caseloads",
        (
            "MASH co-located with police and health since June 2018",
            "Re-referrals have fallen from 31% in 2014 to 23%",
            "Average social work caseload is 19, but three teams are above 25",
            "Agency staff: 31% of posts",
        ),
        rows=(
            ("Measure", "2016/17", "2017/18", "2018/19"),
            ("Contacts", "9,870", "10,412", "11,960"),
            ("Referrals", "2,405", "2,318", "2,297"),
            ("Assessments in 45 working days", "79%", "84%", "88%"),
        ),
    ),
    Page(
        "SEND: our written statement of action",
        (
            "61% of new EHC plans issued within 20 weeks in 2018/19, from 38% at the inspection",
            "Joint commissioning board meets every two months, with a pooled budget of £2.3m",
            "Autism assessment: average wait down from 62 to 39 weeks",
            "A new resource base for 24 secondary pupils opens in September 2020",
            "Parents tell us that they are better informed, though not always better served",
        ),
    ),
    Page(
        "Early years and schools",
        (
            "94% of early years settings are good or outstanding",
            "71.8% of children reach a good level of development (England 71.5%)",
            "Permanent exclusions: 29, an increase of a third in two years",
            "  Nearly half had SEN support or an EHC plan",
            "Primary attendance 95.9%; secondary 94.1%",
            "231 children are electively home educated",
        ),
    ),
    Page(
        "Missing and exploitation",
        (
            "Compass team set up in January 2018: social workers, police, a nurse and a youth worker",
            "Return home interviews within 72 hours: about half",
            "Youth justice: first-time entrants down from 102 to 77",
        ),
    ),
    Page(
        "Not for circulation: budget options",
        ("Option A: two more personal advisers (£84,000)", "Option B: no growth in 2020/21"),
        hidden=True,
    ),
    Page(
        "What we ask of the panel",
        (
            "To visit a family hub and the leaving care team",
            "To hold us to account for caseloads",
            "To champion foster care in your wards: we need 30 more households by 2021",
        ),
    ),
)

ENGAGEMENT = (
    Page(
        "What we are most proud of",
        (
            "Good for overall effectiveness in 2023: the best result in our history",
            "Ofsted confirmed that our care leaver service is now good, and both priority actions of 2021 are closed",
            "Agency social workers down from 22% in 2022 to 9%",
            "Youth justice: positive report by HM Inspectorate of Probation, February 2024",
            "97% of early years settings are good or outstanding",
        ),
        notes="Dervla to open. Joaquim to take social care; the Director of Education post is vacant.",
    ),
    Page(
        "Care leavers",
        (
            "248 care leavers at 31 May 2024",
            "94% in suitable accommodation; 52% in education, employment or training",
            "Personal adviser by 16 and a quarter: 74%, up from 64% at the inspection",
            "Average caseload of a personal adviser is 23 – slightly higher than we would like",
            "Pathway plans: a new format, written with young people",
            "Next steps",
            "  Health histories for all at 18, by March 2025",
            "  Guaranteed interviews for council jobs",
        ),
    ),
    Page(
        "Unaccompanied asylum-seeking children",
        (
            "47 unaccompanied asylum-seeking children in our care at 31 May 2024",
            "  29 in supported accommodation, 18 in foster care",
            "Two new specialist foster carers; three more being assessed",
            "Waits for asylum decisions have fallen from 19 months to 8",
        ),
    ),
    Page(
        "Children in care: performance",
        rows=(
            ("Measure", "March 2022", "March 2023", "March 2024", "England, latest"),
            ("Children in care", "469", "460", "468", "–"),
            ("Three or more moves in the year", "11%", "9%", "10%", "10%"),
            ("Initial health assessments on time", "69%", "79%", "84%", "–"),
            ("Dental checks", "61%", "74%", "82%", "76%"),
            ("Living more than 20 miles away", "17%", "18%", "16%", "17%"),
        ),
        notes="England figures are the latest published. Dental checks: access is still poor in the east of the city.",
    ),
    Page(
        "Workforce and quality assurance",
        (
            "Average social work caseload 17; newly qualified workers hold 12 to 14",
            "Retention: 88% of social workers who were here two years ago are still here",
            "312 audits in 2023/24: 71% good or better, up from 58%",
            "Families took part in 6 out of 10 audits",
            "Challenge: three team managers on maternity leave",
        ),
    ),
    Page(
        "SEND",
        (
            "72% of new EHC plans issued within 20 weeks in 2023/24, from 49% in 2021",
            "2,095 children and young people have an EHC plan",
            "Autism assessment: average wait 54 weeks; £450,000 of new money from the integrated care board",
            "Preparing for an area SEND inspection under the new framework",
            "Special school places: 40 more by September 2025",
        ),
    ),
    Page(
        "Attendance and exclusions",
        (
            "Permanent exclusions: 58 in 2022/23, up from 41 in 2020/21; 37 so far this year",
            "Persistent absence: 15% in primary, one in four in secondary",
            "143 pupils on reduced timetables in 26 schools",
            "Alternative provision: 9 out of 11 providers visited and approved",
            "NEET 5.1%; activity not known for nine young people",
        ),
    ),
    Page(
        "Missing, exploitation and youth justice",
        (
            "Return home interviews within 72 hours: 81%; weekends remain a challenge",
            "First-time entrants to the youth justice system: 43, from 61 in 2021/22",
            "Custody: one young person",
            "Compass team now includes a speech and language therapist",
        ),
    ),
    Page(
        "Spare: budget position",
        ("Forecast overspend of between £1.5m and £2m, all of it in placements",),
        hidden=True,
    ),
    Page(
        "What we would welcome",
        (
            "A focused visit on care leavers or on children at risk of exploitation",
            "Corporate Parenting Strategy 2024 to 2027 goes to the cabinet in November",
            "Two children's homes of our own by autumn 2025",
        ),
    ),
)


def scrutiny_deck() -> bytes:
    """The deck that nobody dated: the figures of March 2019 are in it, the inspection of January 2020 is not."""
    below = (
        Post(
            "Deputy Director, Children and Families",
            "Dervla Ashcombe",
            ("MASH and assessment", "Locality teams", "Compass"),
        ),
        Post("Head of Care and Leaving Care", "Sunniva Pargeter", ("Children in care", "Leaving care", "Fostering")),
        Post(
            "Head of SEND and Inclusion", "Edmund Okonjo-Reyes", ("EHC plans", "Educational psychology", "Short breaks")
        ),
        Post(
            "Head of Education and Early Years",
            "Carys Lidgate",
            ("School improvement", "Virtual school", "Early years"),
        ),
    )
    director = Post("Director of Children's Services", "Gillian Thorley")
    subtitle = "Children and Families Scrutiny Panel\nGillian Thorley and Dervla Ashcombe"
    return deck_of("Children's services in Harnmouth", subtitle, SCRUTINY, (1, "Who we are", director, below))


def engagement_deck() -> bytes:
    """What the council showed to Ofsted at the meeting of June 2024."""
    below = (
        Post(
            "Deputy Director, Social Care", "Joaquim Ferrers", ("Front door", "Family help", "Compass", "Youth justice")
        ),
        Post("Head of Care and Leaving Care", "Bronagh Setterfield", ("Children in care", "Care leavers", "UASC team")),
        Post("Head of SEND and Inclusion", "Edmund Okonjo-Reyes", ("EHC plans", "Autism pathway", "Short breaks")),
        Post("Director of Education", "Vacant", ("School improvement", "Attendance", "Early years")),
    )
    director = Post("Executive Director for Children and Learning", "Dervla Ashcombe")
    subtitle = "Harnmouth City Council\n12 June 2024"
    return deck_of("Annual engagement meeting", subtitle, ENGAGEMENT, (1, "Our leadership team", director, below))


def decks() -> dict[str, bytes]:
    """Both decks by file name."""
    return {"scrutiny-deck.pptx": scrutiny_deck(), "2024-06-annual-engagement-slides.pptx": engagement_deck()}
