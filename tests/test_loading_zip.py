"""Adding zip archives: each file a source of its own; what is locked, nested or astray is named."""

import io
import json
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from loaded import written, zipped

from assistant.errors import UnreadableReport
from assistant.loading import find_id, find_sources, load_report
from assistant.records import Failure, Report
from assistant.settings import Settings

SETTINGS = Settings()


def read_all(path: Path, **settings: int) -> tuple[list[Report], list[Failure]]:
    """Returns the reports in an archive and what was refused, as adding does."""
    chosen = Settings(**settings)  # type: ignore[arg-type]
    sources, failures = find_sources([str(path)], settings=chosen)
    reports = []
    for source in sources:
        try:
            reports.append(load_report(source, settings=chosen))
        except UnreadableReport as error:
            failures.append(Failure(error.origin, error.cause))
    return reports, failures


def test_each_file_of_an_archive_is_a_report_with_its_path_for_its_origin(tmp_path: Path) -> None:
    page = "<html><p>Some 31 ferries.</p></html>"
    parts = {
        "b.txt": "Some 12 ships came to Orre.",
        "deep/er/a.html": page,
        "old\\c.md": "# Piers\n\nOne.",
        "__MACOSX/._b.txt": "x",
        ".hidden.txt": "x",
    }
    path = written(tmp_path, "shelf.zip", zipped(parts))
    reports, failures = read_all(path)
    assert failures == []
    assert [(report.origin, report.title, report.text) for report in reports] == [
        (f"{path}/b.txt", "b", "Some 12 ships came to Orre."),
        (f"{path}/deep/er/a.html", "a", "Some 31 ferries."),
        (f"{path}/old/c.md", "Piers", "# Piers\n\nOne."),
    ]


def test_a_file_has_the_same_id_in_an_archive_and_beside_it(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "Some 12 ships came.")
    written(tmp_path, "b.zip", zipped({"in/a.txt": "Some 12 ships came."}))
    sources, _ = find_sources([str(tmp_path)], settings=SETTINGS)
    assert len(sources) == 2
    assert len({find_id(source, settings=SETTINGS) for source in sources}) == 1


def test_a_manifest_in_the_archive_or_beside_it_says_what_is_known(tmp_path: Path) -> None:
    inner = {"reports": [{"file": "in/a.txt", "title": "Ships"}], "ignore": ["skip*"]}
    parts = {"manifest.json": json.dumps(inner), "in/a.txt": "Some ships.", "b.txt": "Some piers.",
             "in/skip.txt": "x", "README.md": "x"}  # fmt: skip
    outer = {"reports": [{"file": "s.zip", "title": "All", "publisher": "Orre", "primary": False}]}
    written(tmp_path, "s.zip", zipped(parts))
    written(tmp_path, "manifest.json", json.dumps(outer))
    reports, failures = read_all(tmp_path / "s.zip")
    assert failures == []
    assert [(r.title, r.publisher, r.primary) for r in reports] == [
        ("b", "Orre", False),
        ("Ships", None, True),
    ]


def locked(data: bytes) -> bytes:
    """Sets the flag that says a part is encrypted, in both places where a zip says it."""
    at = data.index(b"PK\x01\x02")
    data = data[:6] + b"\x01" + data[7:]
    return data[: at + 8] + b"\x01" + data[at + 9 :]


def linked() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/hostname")
    return buffer.getvalue()


def doubled() -> bytes:
    # Of the same length, so that one name can be put for the other.
    return zipped({"a.txt": "Some 12 ships.", "b.txt": "Some 13 ships."}).replace(
        b"b.txt", b"a.txt"
    )


def spoiled() -> bytes:
    data = zipped({"a.txt": "Some 12 ships came to the harbour of Orre in May."})
    return data[:40] + b"\xff\xff\xff\xff" + data[44:]


REFUSED = [
    (zipped({"../../a.txt": "x"}), "../../a.txt", "no plain path inside"),
    (zipped({"/etc/a.txt": "x"}), "/etc/a.txt", "no plain path inside"),
    (zipped({"C:\\a.txt": "x"}), "C:/a.txt", "no plain path inside"),
    (zipped({"a\nb.txt": "x"}), "a?b.txt", "no plain path inside"),
    (zipped({"more.zip": zipped({})}), "more.zip", "holds no file"),
    (zipped({"more.zip": zipped({"a.txt": "x"})[:-8]}), "more.zip", "damaged"),
    (zipped({"more.txt": zipped({"a.txt": "x"})}), "more.txt", "it is a zip archive"),
    (locked(zipped({"a.txt": "x"})), "a.txt", "encrypted"),
    (linked(), "a.txt", "it is a link"),
    (doubled(), "a.txt", "two files of this name"),
    (spoiled(), "a.txt", "damaged"),
    (zipped({"a.txt": ""}), "a.txt", "the file is empty"),
    (zipped({"a.xyz": "Words"}), "a.xyz", ".xyz is not supported"),
    (zipped({"manifest.json": "{", "a.xyz": "x"}), "manifest.json", "manifest cannot be read"),
]


@pytest.mark.parametrize(
    ("data", "inner", "cause"), REFUSED, ids=[f"{row[1]}: {row[2]}" for row in REFUSED]
)
def test_a_file_that_is_not_to_be_opened_is_named_and_the_rest_go_on(
    tmp_path: Path, data: bytes, inner: str, cause: str
) -> None:
    path = written(tmp_path, "s.zip", data)
    reports, failures = read_all(path)
    assert reports == []
    assert failures[0].origin == f"{path}/{inner}"
    assert cause in failures[0].error
    assert "\n" not in f"{failures[0].origin}{failures[0].error}"


def test_a_file_in_an_archive_beyond_the_limit_is_refused_and_the_rest_go_on(
    tmp_path: Path,
) -> None:
    parts = {"a.txt": "Some 12 ships.", "b.txt": b"word " * 300_000}
    reports, failures = read_all(written(tmp_path, "s.zip", zipped(parts)), max_megabytes=1)
    assert [report.title for report in reports] == ["a"]
    assert [Path(failure.origin).name for failure in failures] == ["b.txt"]
    assert "ASSISTANT_MAX_MEGABYTES" in failures[0].error


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (zipped({}), "holds no file to read"),
        (zipped({"manifest.json": '{"reports": []}'}), "holds no file to read"),
        (zipped({"a.txt": b" " * (40 << 20)}), "would expand to 40 MB"),
        (zipped({"a.txt": "Some ships."})[:-8], "damaged"),
        (b"", "the file is empty"),
    ],
)
def test_an_archive_that_cannot_be_opened_is_named_in_one_line(
    tmp_path: Path, data: bytes, cause: str
) -> None:
    path = written(tmp_path, "s.zip", data)
    reports, failures = read_all(path)
    assert reports == []
    assert [failure.origin for failure in failures] == [str(path)]
    assert cause in failures[0].error


def test_a_document_named_zip_is_read_as_what_it_is(tmp_path: Path) -> None:
    reports, failures = read_all(written(tmp_path, "a.zip", "<html><p>Some 9 ships.</p></html>"))
    assert failures == []
    assert reports[0].warnings == ("the file is HTML, though named .zip; read as HTML",)


def nested(levels: int) -> bytes:
    data = zipped({"a.txt": "Some 12 ships came."})
    for _ in range(levels):
        data = zipped({"more.zip": data})
    return data


def test_an_archive_in_an_archive_is_opened_a_few_times_over(tmp_path: Path) -> None:
    reports, failures = read_all(written(tmp_path, "s.zip", nested(2)))
    assert failures == []
    assert [report.origin for report in reports] == [f"{tmp_path}/s.zip/more.zip/more.zip/a.txt"]
    assert reports[0].title == "a"
    reports, failures = read_all(written(tmp_path, "t.zip", nested(3)))
    assert reports == []
    assert [failure.origin for failure in failures] == [f"{tmp_path}/t.zip" + "/more.zip" * 3]
    assert "more than 3 archives" in failures[0].error


def test_an_archive_full_of_archives_is_given_up_in_the_middle(tmp_path: Path) -> None:
    inner = zipped({"a.txt": "Some 12 ships came."})
    path = written(tmp_path, "s.zip", zipped({f"{n}.zip": inner for n in range(600)}))
    sources, failures = find_sources([str(path)], settings=SETTINGS)
    assert len(sources) == 500
    assert len(failures) == 100
    assert all("more archives" in failure.error for failure in failures)


def test_a_document_that_is_a_zip_within_an_archive_is_read_as_what_it_is(tmp_path: Path) -> None:
    page = "<html><p>Some 9 ships.</p></html>"
    reports, failures = read_all(written(tmp_path, "s.zip", zipped({"a.zip": page})))
    assert failures == []
    assert reports[0].warnings == ("the file is HTML, though named .zip; read as HTML",)


def named(*names: bytes, flags: int = 0, extra: bytes = b"") -> bytes:
    """A zip file whose names are these bytes, whatever their encoding."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, name in enumerate(names):
            info = zipfile.ZipInfo(f"{number}".rjust(len(name), "x"))
            info.extra = extra
            archive.writestr(info, f"Some {number} ships.")
    data = buffer.getvalue()
    for number, name in enumerate(names):
        data = data.replace(f"{number}".rjust(len(name), "x").encode(), name)
    return data


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Résumé 2022.txt", "utf-8"),
        ("Résumé 2022.txt", "cp437"),
        ("São Tomé, Ações.txt", "cp850"),
        ("À propos – études.txt", "cp1252"),
        ("報告書2022.txt", "cp932"),
        ("レポート.txt", "cp932"),
        ("年度报告.txt", "gbk"),
        ("Отчёт за год.txt", "cp866"),
    ],
)
def test_names_in_other_code_pages_are_told_by_what_makes_sense(
    tmp_path: Path, name: str, encoding: str
) -> None:
    path = written(tmp_path, "s.zip", named(name.encode(encoding)))
    reports, failures = read_all(path)
    assert failures == []
    assert [report.origin for report in reports] == [f"{path}/{name}"]
    assert reports[0].title == name.removesuffix(".txt")


def test_a_name_told_twice_is_the_one_in_unicode(tmp_path: Path) -> None:
    raw, name = b"\x95\xb6.txt", "本当.txt"
    field = b"\x01" + zlib.crc32(raw).to_bytes(4, "little") + name.encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    path = written(tmp_path, "s.zip", named(raw, extra=extra))
    assert [report.origin for report in read_all(path)[0]] == [f"{path}/{name}"]
