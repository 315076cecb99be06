"""The job queue: Procrastinate on our own PostgreSQL.

A job names a *batch*, never one row, and carries its tenant as `district_id`. State lives on our rows, so a crash is
resumed by asking what is still due; the queue only wakes the work. Start at `tasks`.
"""
