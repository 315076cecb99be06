from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from frontporch.audit.models import SYSTEM
from frontporch.insight import services
from frontporch.places.access import in_district
from frontporch.places.models import Place


@app.periodic(cron="20 5 * * *")
@app.task(queueing_lock="insight.roll_up_all", queue="insight")
def roll_up_all(timestamp: int) -> int:
    """Each night, ask every tenant to hand up the month of yesterday. Returns how many were asked."""
    tenants = Place.objects.tenants().filter(closed_on__isnull=True).values_list("pk", flat=True)
    for key in tenants:
        roll_up_month.configure(queueing_lock=f"insight.roll_up:{key}").defer(district_id=key)
    return len(tenants)


@app.task(queue="insight")
@in_district
def roll_up_month(*, district_id: int) -> int:
    """Hand up one tenant's current month; replaces what was handed up before."""
    last = timezone.localdate() - timedelta(days=1)
    district = Place.objects.get(pk=district_id)
    return services.roll_up(district=district, period=f"{last:%Y-%m}", first=last.replace(day=1), last=last, by=SYSTEM)
