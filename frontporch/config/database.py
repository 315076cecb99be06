"""Who may change tables: the owner migrates, the web role only reads and writes rows."""

from __future__ import annotations

from django.db import connections
from psycopg import sql

# Tables that only ever grow: the web role can't rewrite history.
APPEND_ONLY = ("audit_entry", "families_consent", "outreach_touchpoint")


class OwnerMigrates:
    """Django's router: schema changes go through the owner's connection and no other."""

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == "owner"


def grant(*, web_role: str) -> None:
    """Give the web role rows but no tables: run by the owner after each migration. Idempotent."""
    role = sql.Identifier(web_role)
    with connections["owner"].cursor() as cursor:
        for words in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
            "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}",
        ):
            cursor.execute(sql.SQL(words).format(role).as_string())
        for table in APPEND_ONLY:
            revoke = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}")
            cursor.execute(revoke.format(sql.Identifier(table), role).as_string())
