import csv
import io
import struct
import zipfile
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontporch.lib.refusal import Refusal
from frontporch.lib.tabular import Bundle, Fault, Limits, Row, Rows


def read(data: bytes, **options: Iterable[str]) -> list[Row | Fault]:
    required = tuple(options.get("required", ()))
    return list(Rows(io.BytesIO(data), name="users.csv", required=required))


def refusal(data: bytes, *, limits: Limits | None = None, required: tuple[str, ...] = ()) -> Refusal:
    with pytest.raises(Refusal) as no:
        list(Rows(io.BytesIO(data), name="users.csv", required=required, limits=limits or Limits()))
    return no.value


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def read_bundle(data: bytes, limits: Limits | None = None) -> list[Row | Fault]:
    with Bundle(io.BytesIO(data), name="b.zip", limits=limits or Limits()) as bundle:
        return [row for name in bundle.names for row in bundle.rows(name)]


def bundle_refusal(data: bytes, limits: Limits | None = None) -> Refusal:
    with pytest.raises(Refusal) as no:
        read_bundle(data, limits)
    return no.value


@pytest.mark.parametrize(
    "data",
    [
        b"sourcedId,givenName\n1,Ann\n2,Bo\n",
        b"sourcedId,givenName\r\n1,Ann\r\n2,Bo\r\n",
        b"sourcedId,givenName\r1,Ann\r2,Bo",
        b"\xef\xbb\xbfsourcedId,givenName\n1,Ann\n2,Bo\n",
        b'\xef\xbb\xbf"sourcedId","givenName"\r\n"1","Ann"\r\n"2","Bo"\r\n',
        b" sourcedId , givenName ,\n 1 , Ann ,\n2,Bo,\n",
        b"SOURCEDID,GivenName\n1,Ann\n2,Bo,,,\n",
    ],
)
def test_the_usual_ways_to_write_a_csv_read_alike(data: bytes) -> None:
    rows = read(data, required=["sourcedId", "givenName"])
    assert rows == [
        Row(2, {"sourcedId": "1", "givenName": "Ann"}),
        Row(3, {"sourcedId": "2", "givenName": "Bo"}),
    ]


def test_empty_rows_are_skipped_and_lines_are_those_of_an_editor() -> None:
    rows = read(b'\na,b\n\n1,"two\nlines"\n,,\n  ,\n3,4\n')
    assert rows == [Row(4, {"a": "1", "b": "two\nlines"}), Row(8, {"a": "3", "b": "4"})]


def test_names_in_any_script_arrive_whole() -> None:
    assert read("name\nÑandú 李 مريم\n".encode()) == [Row(2, {"name": "Ñandú 李 مريم"})]


def test_known_columns_take_our_spelling_and_others_keep_theirs() -> None:
    rows = Rows(io.BytesIO(b"USERNAME,Ext_Lang\n"), name="users.csv", known=["username"])
    assert rows.columns == ("username", "Ext_Lang")


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        (b"1", "ragged-row", "users.csv, line 3, has 1 fields where the header has 2."),
        (b"1,2,3", "ragged-row", "users.csv, line 3, has 3 fields where the header has 2."),
        (b'1,"Ann "Nan" Lee"', "bad-quotes", "users.csv, line 3, has a quotation mark that is not closed"),
        (
            b"1," + b"x" * 20_001,
            "long-field",
            "users.csv, line 3, has a field of more than 20,000 characters.",
        ),
        (b"1," + b"x" * 140_000, "bad-quotes", "users.csv, line 3"),
    ],
)
def test_a_faulty_row_is_set_aside_and_the_others_are_read(line: bytes, code: str, sentence: str) -> None:
    first, fault, last = read(b"a,b\n1,2\n" + line + b"\n3,4\n")
    assert isinstance(fault, Fault)
    assert (fault.file, fault.line, fault.code) == ("users.csv", 3, code)
    assert fault.sentence.startswith(sentence)
    assert (first, last) == (Row(2, {"a": "1", "b": "2"}), Row(4, {"a": "3", "b": "4"}))


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "empty-file", "It needs a first line"),
        (b"\xef\xbb\xbf\r\n,,\r\n", "empty-file", "It needs a first line"),
        (b"a;b;c\n1;2;3\n", "not-commas", "separates its columns by semicolons"),
        (b"a\tb\n1\t2\n", "not-commas", "by tabs"),
        (b"a,b,A,b\n", "duplicate-column", "has the column b twice"),
        (b'a,"b" c\n', "bad-header", "the first line is no list of columns"),
        (
            b"a,b\n1,2\n3,Jos\xe9\n",
            "not-utf8",
            "users.csv, line 3, is not UTF-8 (byte E9). Save it as CSV UTF-8",
        ),
        (b"a,b\r1,2\r3,Jos\xe9\r", "not-utf8", "users.csv, line 3, is"),
        ("a,b\n1,2\n".encode("utf-16"), "not-utf8", "users.csv, line 1, is not UTF-8 (byte FF)."),
        (b"a,b\n1,\0\n", "nul-bytes", "users.csv, line 2, has empty (NUL) bytes"),
        (b'a,b\n1,2\n3,"x\n5,6\n7,8\n', "open-quote", "users.csv, line 3: a quotation mark opens"),
        (b'a,b\n3,"x\n5,6\n7,"y"\n', "open-quote", "users.csv, line 2: a quotation mark opens"),
        (b'a,b\n"3,x\n5,6\n7",1,2\n', "open-quote", "users.csv, line 2: a quotation mark opens"),
    ],
)
def test_a_faulty_file_is_refused_with_the_place_and_the_mend(data: bytes, code: str, says: str) -> None:
    no = refusal(data)
    assert no.code == code
    assert says in no.message


def test_the_line_of_a_bad_byte_is_right_far_into_a_file() -> None:
    data = b"a,b\n" + b"1234567,12345678\n" * 50_000 + b"Jos\xe9,1\n"
    assert "line 50002, is" in refusal(data).message


def test_missing_columns_are_named() -> None:
    no = refusal(b"a,b\n", required=("a", "sourcedId", "role", "grade"))
    assert no.code == "missing-column"
    assert "no column sourcedId, role and grade." in no.message


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (b"a\n" + b"x" * 101 + b"\n", Limits(line=100), "long-line"),
        (b"a,b,c\n", Limits(columns=2), "too-many-columns"),
    ],
)
def test_no_table_is_that_wide(data: bytes, limits: Limits, code: str) -> None:
    assert refusal(data, limits=limits).code == code


VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=20)


@given(
    st.lists(st.lists(VALUES, min_size=3, max_size=3), max_size=8),
    st.sampled_from([(csv.QUOTE_ALL, "\n"), (csv.QUOTE_ALL, "\r"), (csv.QUOTE_MINIMAL, "\r\n")]),
    st.booleans(),
)
def test_what_a_spreadsheet_writes_is_what_we_read(table: list[list[str]], style: tuple[int, str], mark: bool) -> None:
    file = io.StringIO()
    quoting, end = style
    writer = csv.writer(file, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]  # one of two
    writer.writerow(["a", "b", "c"])
    writer.writerows(table)
    rows = read(file.getvalue().encode("utf-8-sig" if mark else "utf-8"))
    expected = [[cell.strip() for cell in row] for row in table if any(cell.strip() for cell in row)]
    assert [list(row.values.values()) for row in rows if isinstance(row, Row)] == expected
    assert len(rows) == len(expected)


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_faults_or_a_sentence(data: bytes) -> None:
    answer = ""
    try:
        rows = read(data)
    except Refusal as no:
        rows, answer = [], no.message
    assert all(row.line >= 2 for row in rows)
    assert not answer or "users.csv" in answer


def test_a_bundle_reads_its_files_whatever_folder_they_are_in() -> None:
    data = packed({
        "export/": b"", "export/Users.csv": b"a\n1\n", "export/orgs.csv": b"a\n",
        "__MACOSX/export/._Users.csv": b"x", "export/.DS_Store": b"x",
    })  # fmt: skip
    with Bundle(io.BytesIO(data), name="b.zip") as bundle:
        assert bundle.names == ("users.csv", "orgs.csv")
        assert list(bundle.rows("users.csv", required=["a"])) == [Row(2, {"a": "1"})]
        bundle.require("users.csv", "orgs.csv")
        with pytest.raises(Refusal, match=r"b.zip has no classes.csv and enrollments.csv.") as no:
            bundle.require("users.csv", "classes.csv", "enrollments.csv")
        assert no.value.code == "missing-member"
        with pytest.raises(Refusal, match=r"has no demographics.csv"):
            bundle.rows("demographics.csv")


def bad_zips() -> dict[str, tuple[bytes, str]]:
    whole = packed({"users.csv": b"a,b\n" + bytes(range(32, 127)) * 50})
    locked = bytearray(whole)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[whole.index(signature) + place] |= 1
    torn = bytearray(whole)
    torn[60:80] = b"\xff" * 20
    lost = whole.replace(b"PK\x03\x04", b"PK\x03\x05")
    return {
        "": (b"", "empty-file"),
        "no member": (packed({}), "empty-zip"),
        "only a folder": (packed({"export/": b""}), "empty-zip"),
        "a PDF": (b"%PDF-1.7 ...", "not-a-zip"),
        "gzip": (b"\x1f\x8b\x08\x00", "not-a-zip"),
        "a CSV": (b"sourcedId,status\n", "not-a-zip"),
        "Excel": (packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "not-a-zip"),
        "cut off": (whole[:-30], "broken-zip"),
        "torn": (bytes(torn), "broken-zip"),
        "lost start": (lost, "broken-zip"),
        "locked": (bytes(locked), "locked-zip"),
        "bzip2": (packed({"users.csv": b"a\n"}, zipfile.ZIP_BZIP2), "odd-zip"),
        "climbs out": (packed({"../../etc/users.csv": b"a\n"}), "unsafe-path"),
        "absolute": (packed({"/users.csv": b"a\n"}), "unsafe-path"),
        "drive": (packed({"C:users.csv": b"a\n"}), "unsafe-path"),
        "backslashes": (packed({"..\\users.csv": b"a\n"}), "unsafe-path"),
        "two of one name": (packed({"a/users.csv": b"a\n", "b/USERS.csv": b"a\n"}), "duplicate-member"),
        "bomb": (packed({"users.csv": b"0" * (11 * 1024**2)}), "zip-bomb"),
    }


@pytest.mark.parametrize("kind", bad_zips())
def test_a_faulty_bundle_is_refused_with_a_sentence(kind: str) -> None:
    data, code = bad_zips()[kind]
    no = bundle_refusal(data)
    assert (no.code, no.message[-1]) == (code, ".")


@pytest.mark.parametrize(
    ("limits", "code"), [(Limits(members=1), "too-many-members"), (Limits(total_bytes=5), "too-large")]
)
def test_a_bundle_may_only_be_so_large(limits: Limits, code: str) -> None:
    assert bundle_refusal(packed({"a.csv": b"a\n1\n", "b.csv": b"a\n1\n"}), limits).code == code


def test_a_member_that_claims_to_be_small_is_not_read_past_its_claim() -> None:
    data = bytearray(packed({"users.csv": b"a\n" + b"1\n" * 10_000}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", 4)
    assert bundle_refusal(bytes(data)).code == "broken-zip"


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]))
def test_any_bytes_called_zip_are_refused_with_a_sentence(data: bytes, start: bytes) -> None:
    with pytest.raises(Refusal, match=r"b.zip"):
        Bundle(io.BytesIO(start + data), name="b.zip")


@given(st.data())
def test_a_damaged_bundle_never_breaks_the_reader(data: st.DataObject) -> None:
    whole = bytearray(packed({"users.csv": b"a,b\n1,2\n3,4\n", "orgs.csv": b"a\n"}))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255))
    answer = "."
    try:
        read_bundle(bytes(whole))
    except Refusal as no:
        answer = no.message
    assert answer.endswith(".")
