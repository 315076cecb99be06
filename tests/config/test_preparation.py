"""Preparing an embedded and somebody's own PostgreSQL, in folders of their own."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator

import psycopg
import pytest

from frontporch.config.embedded import OWNER, WEB
from frontporch.config.holding import held
from tests.config import running
from tests.config.running import Home, wait_until

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def place() -> Iterator[Home]:
    with running.home() as made:
        done = made.porch("prepare", "--production")
        assert done.returncode == 0, done.stdout + done.stderr
        yield made


def test_preparing_again_has_nothing_to_do_but_say_so(place: Home) -> None:
    again = place.porch("prepare")

    assert again.returncode == 0, again.stderr
    assert again.stdout == "The database is ready (production).\n"
    assert place.left() == []


def test_a_database_keeps_what_it_was_made_for(place: Home) -> None:
    with held(place.cluster), psycopg.connect(place.cluster.url(WEB)) as db:
        assert db.execute("SELECT kind FROM places_installation").fetchall() == [("production",)]


def test_the_web_role_may_write_rows_but_not_history_or_tables(place: Home) -> None:
    with held(place.cluster), psycopg.connect(place.cluster.url(WEB), autocommit=True) as db:
        db.execute("INSERT INTO config_step (name, mark, at) VALUES ('mine', '', now())")
        db.execute("DELETE FROM config_step WHERE name = 'mine'")
        for forbidden in (
            "UPDATE audit_entry SET verb = ''",
            "DELETE FROM families_consent",
            "DELETE FROM django_migrations",
            "DROP TABLE config_step",
            "ALTER TABLE families_child DISABLE ROW LEVEL SECURITY",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute(forbidden)


def test_a_database_changed_by_a_later_version_is_named(place: Home) -> None:
    with held(place.cluster), psycopg.connect(place.cluster.url(OWNER), autocommit=True) as db:
        db.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('places', '9999_later', now())")
        try:
            refused = place.porch("prepare")
        finally:
            db.execute("DELETE FROM django_migrations WHERE name = '9999_later'")

    assert refused.returncode == 1
    assert "places.9999_later" in refused.stderr


def own(place: Home, role: str) -> str:
    """The same server, named as if it were somebody's own."""
    return place.cluster.url(role)


def test_serving_as_the_owner_or_a_superuser_is_refused(place: Home) -> None:
    with held(place.cluster):
        both = place.porch("prepare", DATABASE_URL=own(place, OWNER), DATABASE_OWNER_URL=own(place, OWNER))
        above = place.porch("up", "--only", "worker", DATABASE_URL=own(place, "postgres"))

    assert "an account of their own" in both.stderr
    assert "passes by the rules" in above.stderr
    assert (both.returncode, above.returncode) == (1, 1)


def test_an_owner_that_cannot_see_every_row_is_refused(place: Home) -> None:
    with held(place.cluster):
        superuser = place.cluster.url("postgres", "postgres")
        with psycopg.connect(superuser, autocommit=True) as db:
            db.execute(f"ALTER ROLE {OWNER} NOBYPASSRLS")
            refused = place.porch("prepare", DATABASE_URL=own(place, WEB), DATABASE_OWNER_URL=own(place, OWNER))
            db.execute(f"ALTER ROLE {OWNER} BYPASSRLS")

    assert refused.returncode == 1
    assert "BYPASSRLS" in refused.stderr


def test_your_own_server_is_prepared_and_served_without_ours(place: Home) -> None:
    with held(place.cluster):
        superuser = place.cluster.url("postgres", "postgres")
        with psycopg.connect(superuser, autocommit=True) as db:
            db.execute(f"CREATE DATABASE theirs OWNER {OWNER}")
        with running.home() as elsewhere:
            urls = {
                "DATABASE_URL": place.cluster.url(WEB, "theirs"),
                "DATABASE_OWNER_URL": place.cluster.url(OWNER, "theirs"),
            }
            unready = elsewhere.porch("up", "--only", "worker", DATABASE_URL=urls["DATABASE_URL"])
            done = elsewhere.porch("prepare", "--production", **urls)
            port = running.free_port()
            served = elsewhere.up(PORT=str(port), DATABASE_URL=urls["DATABASE_URL"])
            wait_until(lambda: running.status(port) == 200 or served.poll() is not None)
            served.terminate()

            assert served.wait(running.LONG) == 0, elsewhere.said.read_text()
            assert unready.returncode == 1
            assert "run `porch prepare`" in unready.stderr
            assert done.returncode == 0, done.stderr
            assert not (elsewhere.var / "postgres").exists()
            assert elsewhere.left() == []


def test_a_silent_database_is_named() -> None:
    with running.home() as alone:
        url = f"postgres://porch_web:x@127.0.0.1:{running.free_port()}/frontporch"
        refused = alone.porch("up", "--only", "worker", DATABASE_URL=url)

    assert refused.returncode == 1
    assert "does not answer at DATABASE_URL" in refused.stderr


def test_the_doctor_finds_everything_and_says_what_is_missing(place: Home) -> None:
    well = place.porch("doctor")
    ill = place.porch("doctor", SECRET_KEY="easy", TWILIO_ACCOUNT="AC1")

    assert well.returncode == 0, well.stdout
    assert "in production" in well.stdout
    assert ill.returncode == 1
    assert "MISSING  SECRET_KEY" in ill.stdout
    assert "MISSING  Texts need both" in ill.stdout
    assert place.left() == []


def test_the_doctor_of_an_empty_folder_says_what_to_run() -> None:
    with running.home() as fresh:
        said = fresh.porch("doctor")

    assert said.returncode == 1
    assert "run `porch prepare`" in said.stdout


def test_a_setting_that_cannot_be_read_is_named(place: Home) -> None:
    refused = place.porch("prepare", PORT="eighty")

    assert refused.returncode == 1
    assert "PORT" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_killed_prepare_is_made_good_by_the_next() -> None:
    with running.home() as fresh:
        cut_off = subprocess.Popen(
            [*running.PORCH, "prepare", "--production"], env=fresh.environment(), stdout=subprocess.DEVNULL
        )
        wait_until(lambda: fresh.cluster.running and _tables(fresh) > 3)
        os.kill(cut_off.pid, signal.SIGKILL)
        cut_off.wait()

        done = fresh.porch("prepare", "--production")

        assert done.returncode == 0, done.stderr
        assert fresh.left() == []


def _tables(place: Home) -> int:
    try:
        with psycopg.connect(place.cluster.url(OWNER)) as db:
            found = db.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    except psycopg.OperationalError:
        return 0
    return int(found[0]) if found else 0
