"""Accounts: who may sign in and what they may do where.

Words: a *user* is a sign-in (staff; families need none); a *membership* is one role at one place, with a beginning and
an end; a *role* is a list of permissions. Start reading at `rules.ROLES` and `access.for_staff`.
"""
