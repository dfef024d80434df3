"""The command line from outside: a real process, a real notebook, in a path with a space and letters beyond ASCII."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pytest
from forms import workbook

from isp_desktop.db.folder import Folder
from isp_desktop.db.keys import FORMAT, Keys, write_keys
from isp_desktop.db.store import Store
from isp_desktop.services import attaching


@dataclass
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(tmp_path: Path, data_key: bytes, wrapped_key: str, passphrase: str) -> Run:
    """Runs a command on a notebook that was made before."""
    folder = Folder(tmp_path / "my nötes" / "日誌")
    folder.make()
    notebook = str(uuid.uuid4())
    write_keys(folder.keys, Keys(FORMAT, notebook, wrapped_key, wrapped_key))
    Store.create(folder, data_key, notebook, "Maren").close()
    (tmp_path / "passphrase").write_text(passphrase + "\n")
    options = ["--store", str(folder.path), "--passphrase-file", str(tmp_path / "passphrase"), "--json"]
    return lambda *words, **more: _run([*options, *words], **more)


def test_a_record_is_saved_found_changed_deleted_and_restored(run: Run) -> None:
    site = run("put", "site", given='{"name": "Alder Road"}').json["uid"]
    saved = run("put", "visit", given=json.dumps({"date": "2026-10-15", "site": site, "discussion": "Coaching 会议"}))
    uid, revision = saved.json["uid"], saved.json["revision"]
    got = run("get", uid).json
    assert (got["life"], got["heads"], got["conflicts"]) == ("live", [revision], {})
    assert got["fields"] == {"date": "2026-10-15", "site": site, "discussion": "Coaching 会议"}
    assert [hit["title"] for hit in run("search", "coach").json] == ["Alder Road, 15 October 2026"]
    assert run("search", "议", "--kind", "visit").json[0]["snippet"] == "Coaching 会议"
    for words in ("mine", "theirs"):
        run("put", "visit", "--uid", uid, "--seen", revision, given=json.dumps({"discussion": words}))
    heads = run("get", uid).json["conflicts"]["discussion"]
    assert {head["value"] for head in heads} == {"mine", "theirs"}
    assert run("delete", uid).json["life"] == "deleted"
    assert run("list", "visit").json == []
    assert run("restore", uid).json["life"] == "live"
    assert [row["uid"] for row in run("list", "visit", "--where", f"site={site}", "--limit", "5").json] == [uid]
    assert [step["action"] for step in run("history", uid).json] == ["edit", "edit", "edit", "delete", "restore"]


def test_lines_are_taken_all_or_none(run: Run) -> None:
    good = "\n".join(json.dumps({"name": f"Site {number}"}) for number in range(50))
    assert len(run("put", "site", "--lines", given=good).out.splitlines()) == 50
    refused = run("put", "site", "--lines", given=good + '\n{"nmae": "x"}\n')
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("Line 51: A site has no field “nmae”.")
    assert len(run("list", "site").json) == 50


def test_exports_hold_the_shared_words_and_no_private_one(run: Run, tmp_path: Path) -> None:
    person = run("put", "person", given='{"name": "Priya Raman", "role": "Head", "private_notes": "Xyloph"}').json[
        "uid"
    ]
    fields = {"date": "2026-10-15", "starts": "09:30", "attended": [person], "discussion": "=SUM(1)"}
    visit = run("put", "visit", given=json.dumps(fields | {"private_notes": "Xyloph"})).json["uid"]
    note = json.dumps({"text": "Xyloph about Priya", "people": [person]})
    assert run("put", "note", given=note).code == 0
    promise = {"what": "Book room", "visit": visit, "owner": person, "due": "2026-11-01"}
    run("put", "commitment", given=json.dumps(promise))
    made = []
    for form in ("pdf", "docx", "html", "md"):
        made.append(tmp_path / f"summary.{form}")
        assert run("summary", visit, "--format", form, "-o", str(made[-1])).code == 0
    for kind in ("visit", "person", "note"):
        for form in ("csv", "xlsx", "json"):
            made.append(tmp_path / f"{kind}.{form}")
            assert run("table", kind, "--format", form, "-o", str(made[-1])).code == 0
    made.append(tmp_path / "visits.ics")
    assert run("calendar", "-o", str(made[-1])).code == 0
    for file in made:
        assert file.stat().st_size > 0
        assert b"xyloph" not in _all_bytes(file).lower(), file.name
    assert "Priya Raman" in (tmp_path / "summary.md").read_text()
    assert "Book room" in (tmp_path / "summary.html").read_text()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "visit.csv").read_text("utf-8-sig"))))
    assert (rows[0]["attended"], rows[0]["attended_uid"], rows[0]["discussion"]) == ("Priya Raman", person, "'=SUM(1)")
    assert json.loads((tmp_path / "person.json").read_text())[0]["fields"] == {"name": "Priya Raman", "role": "Head"}
    assert "DTSTART:20261015T093000" in (tmp_path / "visits.ics").read_text()


def test_letters_that_no_font_has_are_told_where_a_pdf_is_made(run: Run, tmp_path: Path) -> None:
    fields = {"date": "2026-10-15", "discussion": "Zoë and \U0010abcd"}
    uid = run("put", "visit", given=json.dumps(fields)).json["uid"]
    made = run("summary", uid, "--format", "pdf", "-o", str(tmp_path / "a.pdf"))
    assert (made.code, made.json["file"]) == (0, str(tmp_path / "a.pdf"))
    assert made.err.startswith("No font on this computer has U+10ABCD, so the PDF shows empty boxes there")
    assert made.err.count("\n") == 1
    assert run("summary", uid, "--format", "html", "-o", str(tmp_path / "a.html")).err == ""


def test_check_backup_and_the_way_back(run: Run) -> None:
    uid = run("put", "site", given='{"name": "Alder Road"}').json["uid"]
    before = run("state").json
    backup = run("backup").json["id"]
    run("put", "site", "--uid", uid, given='{"name": "Changed"}')
    checked = run("check", "--rebuild").json
    assert checked["clean"]
    assert checked["revisions"] == 2
    assert [one["id"] for one in run("backups").json] == [backup]
    assert run("restore-backup", backup).code == 0
    assert run("state").json == before


def test_contacts_come_in_once(run: Run, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Priya Raman\r\nEMAIL:priya@example.org\r\nEND:VCARD\r\n"
    (tmp_path / "people.vcf").write_bytes(card.encode())
    assert len(run("contacts", str(tmp_path / "people.vcf")).json["added"]) == 1
    again = run("contacts", str(tmp_path / "people.vcf")).json
    assert again["added"] == []
    assert [one["name"] for one in again["likely_duplicates"]] == ["Priya Raman"]
    assert len(run("contacts", str(tmp_path / "people.vcf"), "--with-likely").json["added"]) == 1


def test_a_network_comes_in_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("ego,alter,advice_tie\n1,2,1\n2,2,1\n2,1,0\n")
    (tmp_path / "people.csv").write_text("id,name,part\n1,Ruth Calloway,leadership\n2,Tomas Lind,teams\n")
    words = ("network", str(tmp_path / "ties.csv"), "--people", str(tmp_path / "people.csv"), "--type", "reports_to")
    first = run(*words).json
    assert (len(first["people"]), first["ties"], first["types"]) == (2, 1, [])
    assert [one["where"] for one in first["not_taken"]] == ["line 3"]
    again = run(*words).json
    assert (again["people"], again["known_people"], again["ties"], again["known_ties"]) == ([], 2, 0, 1)
    [tie] = run("list", "tie").json
    assert tie["fields"]["type"] == "reports_to"


def test_an_instrument_comes_in_as_a_draft_with_what_was_left_out(run: Run, tmp_path: Path) -> None:
    survey = """
    type            | name  | label           | isp_level
    select_one much | reach | How far is it?  | network
    geopoint        | where | Where is it?    |
    begin_group     | more  | More            |
    integer         | count | How many?       | nowhere
    end_group       |       |                 |
    """
    choices = "list_name | name | label\nmuch | 1 | A little\nmuch | 2 | A lot"
    form = workbook(tmp_path / "far.xlsx", survey=survey, choices=choices, settings="form_title\nHow far")
    done = run("instrument", str(form))
    assert done.code == 0
    assert done.json | {"uid": ""} == {
        "uid": "",
        "name": "How far",
        "items": 2,
        "not_taken": [
            {"sheet": "survey", "row": 3, "reason": done.json["not_taken"][0]["reason"]},
            {"sheet": "survey", "row": 5, "reason": done.json["not_taken"][1]["reason"]},
        ],
    }
    assert all(one["reason"] for one in done.json["not_taken"])
    kept = run("get", done.json["uid"]).json
    assert (kept["kind"], kept["fields"]["name"], kept["fields"]["state"]) == ("instrument", "How far", "draft")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing.xlsx", None, "missing.xlsx"),
        ("torn.xlsx", b"PK\x03\x04 torn", "torn.xlsx"),
        ("form.pdf", b"%PDF-1.4", "form.pdf"),
        ("nothing.csv", b"survey,,\n,type,name\n", "nothing.csv"),
    ],
)
def test_of_a_bad_form_nothing_is_kept(run: Run, tmp_path: Path, name: str, content: bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    answer = run("instrument", str(tmp_path / name))
    assert (answer.code, answer.out) == (1, "")
    assert told in answer.err
    assert answer.err.count("\n") == 1
    assert run("list", "instrument").json == []


def test_the_demo_is_the_same_for_the_same_seed_and_whole(run: Run) -> None:
    assert run("demo", "--sites", "2", "--visits", "12", "--seed", "7").json["revisions"] > 20
    assert run("check", "--rebuild").json["clean"]
    assert len(run("list", "site").json) == 2
    assert run("demo").err == "This notebook holds records already. Make a new one for the demo.\n"


@pytest.mark.parametrize(
    ("words", "given", "told"),
    [
        (("put", "visit"), '{"date": "2026-02-31"}', "takes a date that exists"),
        (("put", "visit"), '{"date": "2026-02-01"', "not valid JSON"),
        (("put", "visit"), "[]", "one JSON object"),
        (("put", "visit"), "[" * 100_000, "not valid JSON"),
        (("put", "visit"), '{"date": "2026-02-01", "site": "0190a0a0-0000-7000-8000-0000000001ab"}', "is no site"),
        (("put", "visit"), '{"date": "2026-02-01", "discussion": "nul \\u0000"}', "NUL"),
        (("put", "visit"), '{"date": "2026-02-01", "discussion": "\\ud800"}', "surrogate"),
        (("put", "visit"), '{"date": "2026-02-01", "mode": 3}', "takes one of"),
        (("put", "visit"), "{}", "is needed"),
        (("put", "hologram"), "{}", "no kind"),
        (("get", "nothing"), "", "no record"),
        (("summary", "nothing", "--format", "md", "-o", "x.md"), "", "no visit"),
        (("list", "visit", "--where", "colour=blue"), "", "no field"),
        (("restore-backup", "never"), "", "no backup"),
        (("contacts", "missing.vcf"), "", "no file"),
        (("network", "missing.csv"), "", "no file"),
        (("get", b"\xff"), "", "no record"),
        (("table", "visit", "--format", "csv", "-o", "x" * 5000), "", "disk refused"),
    ],
)  # fmt: skip
def test_bad_input_gets_one_sentence_and_exit_1(run: Run, words: tuple[str, ...], given: str, told: str) -> None:
    answer = run(*words, given=given)
    assert (answer.code, answer.out) == (1, "")
    assert told in answer.err
    assert answer.err.count("\n") == 1
    assert run("list", "visit").json == []


def test_text_that_is_not_utf_8_or_far_too_long_is_refused(run: Run) -> None:
    assert "UTF-8" in run("put", "visit", given=b"\xff\xfe{}").err
    long = json.dumps({"date": "2026-10-15", "discussion": "x" * 10_000_000})
    assert "1,000,000 characters" in run("put", "visit", given=long).err


def test_wrong_usage_is_exit_2(run: Run) -> None:
    assert run("fly").code == 2
    assert run("summary").code == 2
    assert run("list", "visit", "--where", "no equals sign").code == 2


def test_a_wrong_passphrase_a_missing_store_and_a_read_only_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text("not this one")
    assert "not the passphrase" in run("list", "visit").err
    elsewhere = ["--store", str(tmp_path / "nowhere"), "--passphrase-file", str(tmp_path / "passphrase")]
    refused = _run([*elsewhere, "list", "visit"])
    assert refused.code == 1
    assert "There is no notebook" in refused.err


def test_a_disk_that_takes_no_more_loses_nothing(run: Run) -> None:
    """A limit on the size of files stands in for the full disk: the save fails whole, what was there stays."""
    run("put", "site", given='{"name": "Alder Road"}')
    big = "\n".join([json.dumps({"name": "Big", "about": "word " * 190_000})] * 8)
    full = run("put", "site", "--lines", given=big, largest_file=2_000_000)
    assert (full.code, full.out) == (1, "")
    assert full.err.count("\n") == 1
    assert [row["fields"]["name"] for row in run("list", "site").json] == ["Alder Road"]
    assert run("check", "--rebuild").json["clean"]


def test_a_damaged_photo_or_file_is_noticed(run: Run, data_key: bytes, tmp_path: Path) -> None:
    uid = run("put", "visit", given='{"date": "2026-10-15"}').json["uid"]
    with Store.open(Folder(tmp_path / "my nötes" / "日誌"), data_key) as store:
        attaching.add(store, b"signed", "agreement.pdf", ("visit", uid))
        [file] = store.folder.attachments.iterdir()
    assert run("check").json["clean"]
    file.write_bytes(b"rot")
    checked = run("check", "--rebuild")
    assert (checked.code, checked.json["clean"], len(checked.json["faults"])) == (1, False, 1)
    assert checked.err.startswith("agreement.pdf: ")
    assert "Add it again" in checked.err


def test_tables_that_do_not_match_the_log_are_noticed_and_made_again(run: Run, data_key: bytes, tmp_path: Path) -> None:
    run("put", "site", given='{"name": "Alder Road"}')
    with Store.open(Folder(tmp_path / "my nötes" / "日誌"), data_key) as store, store.write() as transaction:
        transaction.connection.exec_driver_sql("DELETE FROM site")
    checked = run("check")
    assert (checked.code, checked.json["clean"]) == (1, False)
    assert "check --rebuild" in checked.err
    assert not run("check", "--rebuild").json["clean"]
    assert run("check", "--rebuild").json["clean"]
    assert len(run("list", "site").json) == 1


def test_records_without_a_site_can_be_listed(run: Run) -> None:
    run("put", "visit", given='{"date": "2026-10-15"}')
    assert len(run("list", "visit", "--where", "site=").json) == 1


def test_a_name_that_is_no_text_is_refused_before_anything_is_made(run: Run, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("correct horse battery")
    options = ["--store", str(tmp_path / "new"), "--passphrase-file", str(secret)]
    refused = _run([*options, "new", "--name", b"\xff"])
    assert refused.code == 1
    assert "half a character" in refused.err
    assert not (tmp_path / "new").exists()
    assert _run(["--store", "/dev/null/x", "--passphrase-file", str(secret), "new"]).err.count("\n") == 1


def test_kinds_tell_what_a_script_needs(run: Run) -> None:
    kinds = {kind["kind"]: kind for kind in run("kinds").json}
    assert kinds.keys() >= {"initiative", "site", "person", "visit", "commitment", "note", "change"}
    fields = {field["name"]: field for field in kinds["visit"]["fields"]}
    assert fields["private_notes"]["private"]
    assert fields["attended"] == {
        "name": "attended", "label": "Attended", "type": "links", "required": False, "private": False, "merge": "set",
        "choices": [], "links": "person",
    }  # fmt: skip
    assert len(fields["activities"]["choices"]) == 39


def _run(words: Sequence[str | bytes], given: str | bytes = "", largest_file: int = 0) -> Answer:
    content = given.encode() if isinstance(given, str) else given
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error"}
    limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))) if largest_file else None
    command = [sys.executable, "-m", "isp_desktop", *words]
    done = subprocess.run(command, input=content, capture_output=True, env=environment, check=False, preexec_fn=limit)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def _all_bytes(file: Path) -> bytes:
    """The file's bytes, those of the parts of a zip, and the text of a PDF, whose streams are compressed."""
    content = file.read_bytes()
    if zipfile.is_zipfile(file):
        archive = zipfile.ZipFile(file)
        content += b"".join(archive.read(name) for name in archive.namelist())
    if file.suffix == ".pdf":
        content += "".join(page.extract_text() for page in pypdf.PdfReader(file).pages).encode()
    return content


def test_minutes_are_written_for_scripts(run: Run, tmp_path: Path) -> None:
    given = json.dumps({"date": "2026-10-15", "heading": "Data", "stage": "held", "private_notes": "Tomas quiet"})
    met = run("put", "meeting", given=given).json["uid"]
    lines = "".join(f'{{"meeting": "{met}", "what": "Item {at}", "said": "Said {at}."}}\n' for at in range(3))
    assert run("put", "agenda_item", "--lines", given=lines).code == 0
    path = tmp_path / "minutes.md"
    assert run("minutes", met, "--format", "md", "-o", str(path)).code == 0
    told = path.read_text("utf-8")
    assert "Said 2." in told
    assert "Tomas quiet" not in told
