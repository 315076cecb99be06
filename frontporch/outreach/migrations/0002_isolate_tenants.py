"""Put every table with people of this app under the tenant scope."""

from django.db import migrations

from frontporch.places.access import isolate


class Migration(migrations.Migration):
    dependencies = [("places", "0002_tenant_scope"), ("outreach", "0001_initial")]

    operations = [
        isolate("outreach_send"),
        isolate("outreach_pick"),
        isolate("outreach_pack"),
        isolate("outreach_delivery"),
        isolate("outreach_touchpoint"),
        isolate("outreach_reply"),
        isolate("outreach_inbound"),
    ]
