"""A community set up from the command line alone, and the record checked with nothing but a file."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from deliberate.accounts.queries import account_by_phone
from deliberate.cli.docs import PERMISSIONS, permissions_page
from deliberate.cli.main import COMMANDS, HELP, deliberate
from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.ledger.services import signing_key
from deliberate.places.queries.tree import below, place_by_slug
from deliberate.places.states import PlaceKind

ROOT = Path(__file__).parents[2]
ROLL = "楼栋,室号,面积,户号,姓名,手机\n1号楼,101,89.5,1,王秀英,13812345678\n1号楼,102,60,2,张伟,\n"


@pytest.fixture
def run(app, session):
    """Return a runner of commands against the test's database."""

    def call(*arguments, code=0, typed=None):
        commit()
        answer = CliRunner().invoke(deliberate, arguments, obj=ScriptInfo(create_app=lambda: app), input=typed)
        assert answer.exit_code == code, f"{answer.output}\n{answer.exception!r}"
        db.session.rollback()
        db.session.expire_all()
        return answer.output

    return call


def test_every_command_is_explained():
    assert set(COMMANDS) == set(HELP)


def test_help_comes_without_loading_the_product():
    code = "import sys; from deliberate.cli.main import deliberate; deliberate(['--help'], standalone_mode=False); "
    code += "print(sorted({'sqlalchemy', 'flask_babel'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
    assert "serve" in done.stdout


def test_a_community_is_set_up_without_code(run, tmp_path):
    roll = tmp_path / "roll.csv"
    roll.write_bytes(ROLL.encode("gb18030"))
    run(
        "place",
        "add",
        "residential_area",
        "古北居民区",
        "--slug",
        "gubei",
        "--english",
        "Gubei",
        "--rules",
        "cn-sh-2026",
    )
    run("place", "add", "estate", "荣华居", "--slug", "ronghua", "--in", "gubei")
    assert "2 lines are good" in run("roll", "import", "ronghua", str(roll), "--dry-run")
    assert "2 units, 2 households, 2 persons" in run("roll", "import", "ronghua", str(roll))
    run("category", "add", "gubei", "电梯", "--english", "Lifts")
    run("account", "staff-add", "13912345678", "陈静", typed="correct horse battery\ncorrect horse battery\n")
    run("role", "grant", "gubei", "moderator", "13912345678", "--body", "居委会")
    assert place_by_slug("gubei").households == 2
    assert len(below(place_by_slug("gubei"), PlaceKind.unit)) == 2
    assert account_by_phone("+8613912345678").is_staff
    assert "古北居民区 (residential_area, 2 households)" in run("place", "list")
    assert "电梯" in run("category", "list", "gubei")
    run("role", "end", "gubei", "moderator", "13912345678")
    run("role", "end", "gubei", "moderator", "13912345678", code=1)


def test_what_is_refused_is_said_in_words_and_changes_nothing(run, tmp_path):
    run("place", "add", "residential_area", "古北", "--slug", "gubei")
    assert "is taken" in run("place", "add", "estate", "x", "--slug", "gubei", code=1)
    assert "no place nowhere" in run("place", "list", "nowhere", code=1)
    assert "at least 12" in run("account", "staff-add", "13912345678", "x", typed="short\nshort\n", code=1)
    bad = tmp_path / "bad.csv"
    bad.write_text(ROLL + "1号楼,103,89.555,3,李雷,\n", encoding="utf-8")
    assert "1 faults; nothing was imported" in run("roll", "import", "gubei", str(bad), code=1)
    assert len(below(place_by_slug("gubei"))) == 1


def test_rules_are_shown_and_adopted(run, tmp_path):
    run("place", "add", "residential_area", "古北", "--slug", "gubei")
    assert "cn-sh-2026" in run("rules", "list")
    assert "statutory" in run("rules", "show", "cn-sh-2026")
    assert "plain-default v1" in run("rules", "adopt", "gubei", "plain-default")
    assert "neither a file" in run("rules", "adopt", "gubei", "nothing", code=1)
    own = tmp_path / "own.toml"
    own.write_text(
        'key = "own"\nversion = 1\njurisdiction = "any"\ntitle = "x"\n[[rule]]\nkey = "a.b"\n', encoding="utf-8"
    )
    assert "lacks" in run("rules", "adopt", "gubei", str(own), code=1)


def test_the_record_is_exported_anchored_and_verified_from_a_file_alone(run, app, tmp_path):
    run("place", "add", "residential_area", "古北", "--slug", "gubei", "--rules", "plain-default")
    code = run("ledger", "anchor").split()[0]
    file = tmp_path / "ledger.jsonl"
    run("ledger", "export", str(file))
    assert "sound" in run("ledger", "verify", "--code", code)
    done = verify_alone(file, "--code", code)
    assert (done.returncode, "sound" in done.stdout) == (0, True)
    lines = file.read_text(encoding="utf-8").splitlines()
    touched = [line.replace("古北", "古南") for line in lines]
    assert touched != lines
    file.write_text("\n".join(touched), encoding="utf-8")
    done = verify_alone(file)
    assert done.returncode == 1
    assert "was changed" in done.stderr
    assert verify_alone(file, "--code", "0000-0000-0000-0000").returncode == 1


def verify_alone(file, *more):
    """Verify with a database address that leads nowhere: none may be opened."""
    env = {**os.environ, "DELIBERATE_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/nothing"}
    command = [
        sys.executable,
        "-c",
        "from deliberate.cli.main import main; main()",
        "ledger",
        "verify",
        str(file),
        *more,
    ]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_the_key_of_the_anchors_is_its_owners_alone(tmp_path):
    key = signing_key(tmp_path)
    assert signing_key(tmp_path) == key
    assert len(bytes.fromhex(key)) == 32
    assert stat.S_IMODE((tmp_path / "ledger_key").stat().st_mode) == 0o600


def test_the_public_chain_has_no_names_and_no_texts_and_still_verifies(run, visit, tmp_path):
    run("place", "add", "residential_area", "古北", "--slug", "gubei")
    text = visit().get("/ledger/export.jsonl").text
    assert "古北" not in text
    assert all(item["payload"] is None for item in map(json.loads, text.splitlines()) if "stream" in item)
    file = tmp_path / "chain.jsonl"
    file.write_text(text, encoding="utf-8")
    assert verify_alone(file).returncode == 0
    visit().get("/ledger/whole.jsonl", 303)


def test_the_page_of_the_record_shows_the_code_of_the_notice_board(run, visit):
    assert "The first code is made tonight" in visit().get("/ledger").text
    code = run("ledger", "anchor").split()[0]
    assert code in visit().get("/ledger").text


def test_jobs_run_by_hand(run):
    assert "ledger.anchor" in run("jobs", "list")
    assert "ledger.anchor: done" in run("jobs", "run", "ledger.anchor")
    assert "there is no job x" in run("jobs", "run", "x", code=1)


def test_the_page_of_permissions_is_fresh(app):
    assert PERMISSIONS.read_text(encoding="utf-8") == permissions_page(), "run `deliberate docs permissions`"


def test_service_points_are_set_from_the_command_line(run):
    run("place", "add", "residential_area", "虹景", "--slug", "hongjing", "--rules", "cn-sh-2026")
    run("place", "service-point", "hongjing", "服务台", "021-5555 0100", "--weekdays", "8:30-17:00", "--holidays")
    assert "021-5555 0100" in run("place", "service-point", "hongjing")
    assert "08:30-11:30" in run("place", "service-point", "hongjing", "服务台", "12345", "--weekdays", "noon", code=1)
    run("place", "service-point", "hongjing", "服务台", "12345", "--weekdays", "8:30-17:00")
    assert [point["phone"] for point in place_by_slug("hongjing").service_points] == ["12345"]
    run("place", "service-point", "hongjing", "服务台", "--remove")
    assert place_by_slug("hongjing").service_points == []
