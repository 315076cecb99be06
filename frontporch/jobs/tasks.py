from __future__ import annotations

import procrastinate
from procrastinate.contrib.django import app


def on_app_ready(app: procrastinate.App) -> None:
    """Called by Procrastinate when Django is ready; our tasks register themselves in each app's `tasks` module."""


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="jobs.retry_stalled", pass_context=True)
async def retry_stalled(context: procrastinate.JobContext, timestamp: int) -> int:
    """Put jobs whose worker died back in the queue. Returns how many. Safe to run at any time: jobs are idempotent."""
    stalled = await context.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=60)
    found = list(stalled)
    for job in found:
        await context.app.job_manager.retry_job(job)
    return len(found)
