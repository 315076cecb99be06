"""Put every table with people of this app under the tenant scope."""

from django.db import migrations

from frontporch.places.access import isolate


class Migration(migrations.Migration):
    dependencies = [("places", "0002_tenant_scope"), ("outcomes", "0001_initial")]

    operations = [
        isolate("outcomes_absence"),
        isolate("outcomes_measurevalue"),
    ]
