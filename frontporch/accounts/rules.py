"""Roles and permissions: one readable table."""
