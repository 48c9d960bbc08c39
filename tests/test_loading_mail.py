"""Loading e-mail: subject, text and sender; what is attached is named, what is locked refused."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from loaded import load, slices, table_rows, written, zipped

from assistant.errors import UnreadableReport
from assistant.loading import find_sources, load_report
from assistant.records import Failure, Report
from assistant.settings import Settings


def letter(text: str | None = None, *, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Orre Harbour Office <news@harbour.example>"
    message["To"] = "desk@paper.example"
    message["Subject"] = "Harbour traffic in May – 124 ships"
    message["Date"] = "Thu, 02 Jun 2022 23:30:00 +0200"
    if text is not None:
        message.set_content(text)
    if html is not None and text is None:
        message.set_content(html, subtype="html")
    elif html is not None:
        message.add_alternative(html, subtype="html")
    return message


TEXT = "Some 124 ships came to Orre, 31 more than in April.\n\nFerries are not counted.\n"
HTML = """<html><body><table role="presentation"><tr><td>
<p>Some 124 ships came.</p></td></tr></table>
<table><tr><th>Line</th><th>Ships</th></tr><tr><td>North</td><td>124</td></tr></table>
</body></html>"""


def test_a_message_gives_its_subject_and_its_text(tmp_path: Path) -> None:
    message = letter(TEXT, html="<p>Not this.</p>")
    report = load(written(tmp_path, "a.eml", message.as_bytes()))
    assert slices(report) == [
        ("heading1", "Harbour traffic in May – 124 ships"),
        ("paragraph", "Some 124 ships came to Orre, 31 more than in April."),
        ("paragraph", "Ferries are not counted."),
    ]
    assert report.title == "Harbour traffic in May – 124 ships"
    assert (report.publisher, report.published) == ("Orre Harbour Office", "2022-06-02")
    assert [(page.start, page.end) for page in report.pages] == [(0, len(report.text))]
    assert report.warnings == ()


@pytest.mark.parametrize(
    "message", [letter(html=HTML), letter(" \n", html=HTML)], ids=["only HTML", "blank text"]
)
def test_html_is_read_where_there_is_no_text_and_tables_for_layout_are_none(
    tmp_path: Path, message: EmailMessage
) -> None:
    report = load(written(tmp_path, "a.eml", message.as_bytes()))
    assert slices(report)[1:] == [
        ("paragraph", "Some 124 ships came."),
        ("table", "Line | Ships\nNorth | 124"),
    ]
    assert table_rows(report) == [["Line", "Ships"], ["North", "124"]]


def test_what_is_attached_is_named_and_pictures_are_counted(tmp_path: Path) -> None:
    message = letter("Some 124 ships came.")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="may\x07.pdf")
    message.add_attachment("Some 9 piers.", filename="piers.txt")
    message.add_attachment(letter("Some 12 ships, long ago."))
    message.add_attachment(b"x", maintype="audio", subtype="mpeg", filename="song.mp3")
    message.add_attachment(b"x", maintype="image", subtype="png", disposition="inline")
    report = load(written(tmp_path, "a.eml", message.as_bytes()))
    assert [text for _, text in slices(report)][1:] == ["Some 124 ships came."]
    assert report.warnings == (
        "3 attachments are reports of their own (may?.pdf, piers.txt, "
        "Harbour traffic in May – 124 ships.eml)",
        "1 attachment was left out (song.mp3); "
        "save what is a report as PDF, DOCX, HTML or text and add it",
        "1 picture was left out",
    )


def test_texts_before_and_behind_an_attachment_are_both_read(tmp_path: Path) -> None:
    message = letter("Some 124 ships came.")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="may.pdf")
    message.add_attachment("Ferries are not counted.", disposition="inline")
    report = load(written(tmp_path, "a.eml", message.as_bytes()))
    assert [text for _, text in slices(report)][1:] == [
        "Some 124 ships came.", "Ferries are not counted."]  # fmt: skip


@pytest.mark.parametrize(
    ("charset", "words"),
    [("iso-2022-jp", "港の船"), ("koi8-r", "Порт"), ("iso-8859-1", "café"), ("unheard-of", "pier")],
)
def test_text_is_read_in_the_encoding_the_message_names(
    tmp_path: Path, charset: str, words: str
) -> None:
    body = f"The words {words} and 124 ships."
    known = "utf-8" if charset == "unheard-of" else charset
    head = f"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset={charset}\n\n"
    report = load(written(tmp_path, "a.eml", head.encode() + body.encode(known)))
    assert [text for _, text in slices(report)][-1] == body
    assert report.title == "a"
    assert (report.publisher, report.published) == ("a@b.example", None)


HEAD = "From: a@b.example\nSubject: Ships\n"
NESTED = HEAD + "".join(
    f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000)
)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (HEAD + 'Content-Type: multipart/encrypted; boundary="b"\n\n--b\n\nx\n--b--', "encrypted"),
        (HEAD + "Content-Type: application/pkcs7-mime\n\nMIIB", "encrypted"),
        (HEAD + "\n-----BEGIN PGP MESSAGE-----\nhQ\n-----END PGP MESSAGE-----\n", "encrypted"),
        (
            HEAD + "Content-Type: application/pdf; name=may.pdf\n\n%PDF",
            "attached (may.pdf) and add",
        ),
        (HEAD + "\n \n", "holds no text"),
        (NESTED, ""),
        ("Only words, and no header.", "no e-mail file, though named so"),
        ("Note: only words.\n\nFrom: a@b.example", "no e-mail file, though named so"),
    ],
)
def test_a_message_that_cannot_be_read_is_named_in_one_line(
    tmp_path: Path, text: str, cause: str
) -> None:
    with pytest.raises(UnreadableReport) as caught:
        load(written(tmp_path, "a.eml", text))
    assert cause in caught.value.cause
    assert "\n" not in str(caught.value)


def test_a_text_that_begins_like_a_message_stays_a_text(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.txt", HEAD + "\nSome 12 ships.\n"))
    assert report.text == HEAD + "\nSome 12 ships.\n"


def test_a_page_named_as_a_message_is_read_with_a_warning(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.eml", "<html><p>Some 12 ships.</p></html>"))
    assert report.warnings == ("the file is HTML, though named .eml; read as HTML",)


def read_all(path: Path) -> tuple[list[Report], list[Failure]]:
    """Returns the reports in a message and what was refused, as adding does."""
    sources, failures = find_sources([str(path)], settings=Settings())
    return [load_report(source, settings=Settings()) for source in sources], failures


def test_what_is_attached_is_a_report_of_its_own_as_the_message_is(tmp_path: Path) -> None:
    inner = letter("Some 12 ships, long ago.")
    del inner["Subject"]
    inner["Subject"] = "Old/ships"
    inner.add_attachment("Deep,Ships\nNorth,5\n", filename="deep.csv")
    message = letter("Some 124 ships came.")
    message.add_attachment("Some 9 piers.", filename="piers.txt")
    message.add_attachment("Some 8 piers.", filename="../piers.txt")
    message.add_attachment(inner)
    message.add_attachment(
        zipped({"in/a.txt": "Some 7 ferries."}), maintype="application", subtype="zip"
    )
    message.add_attachment(b"x", maintype="audio", subtype="mpeg", filename="song.mp3")
    path = written(tmp_path, "a.eml", message.as_bytes())
    reports, failures = read_all(path)
    assert failures == []
    told = {report.origin.removeprefix(str(path)): report.text.strip() for report in reports}
    assert told == {
        "": "Harbour traffic in May – 124 ships\n\nSome 124 ships came.",
        "/piers.txt": "Some 9 piers.",
        "/_piers.txt": "Some 8 piers.",
        "/Old_ships.eml": "Old/ships\n\nSome 12 ships, long ago.",
        "/Old_ships.eml/deep.csv": "Deep | Ships\nNorth | 5",
        "/attachment.zip/in/a.txt": "Some 7 ferries.",
    }


def test_a_message_that_only_brings_a_report_is_none_itself(tmp_path: Path) -> None:
    message = letter(" \n")
    message.add_attachment("Some 9 piers.", filename="piers.txt")
    reports, failures = read_all(written(tmp_path, "a.eml", message.as_bytes()))
    assert failures == []
    assert [report.title for report in reports] == ["piers"]
    message.add_attachment(b"x", maintype="audio", subtype="mpeg", filename="song.mp3")
    reports, failures = read_all(written(tmp_path, "b.eml", message.as_bytes()))
    assert [report.title for report in reports] == ["piers"]
    assert [failure.origin for failure in failures] == [str(tmp_path / "b.eml")]
    assert "not read (song.mp3)" in failures[0].error


def test_messages_forwarded_over_and_over_are_opened_a_few_times(tmp_path: Path) -> None:
    message = letter("Some 1 ships.")
    for number in range(2, 7):
        outer = letter(f"Some {number} ships.")
        outer.add_attachment(message)
        message = outer
    reports, failures = read_all(written(tmp_path, "a.eml", message.as_bytes()))
    assert [report.text.split()[-2] for report in reports] == ["6", "5", "4", "3"]
    assert [failure.error.partition(";")[0] for failure in failures] == [
        "it lies more than 3 archives or messages deep"
    ]


def test_an_attachment_of_a_message_in_an_archive_keeps_its_id(tmp_path: Path) -> None:
    message = letter("Some 124 ships came.")
    message.add_attachment(b"Some 9 piers.", maintype="text", subtype="markdown", filename="p.md")
    path = written(tmp_path, "s.zip", zipped({"a.eml": message.as_bytes()}))
    beside = written(tmp_path, "p.md", b"Some 9 piers.")
    reports, failures = read_all(path)
    assert failures == []
    assert [report.origin for report in reports] == [f"{path}/a.eml", f"{path}/a.eml/p.md"]
    assert reports[1].id == load(beside).id
