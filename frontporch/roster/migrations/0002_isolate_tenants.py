"""Put every table with people of this app under the tenant scope."""

from django.db import migrations

from frontporch.places.access import isolate


class Migration(migrations.Migration):
    dependencies = [("places", "0002_tenant_scope"), ("roster", "0001_initial")]

    operations = [
        isolate("roster_run"),
        isolate("roster_setaside"),
    ]
