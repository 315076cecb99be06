"""Put every table with people of this app under the tenant scope."""

from django.db import migrations

from frontporch.places.access import isolate


class Migration(migrations.Migration):
    dependencies = [("places", "0002_tenant_scope"), ("families", "0001_initial")]

    operations = [
        isolate("families_child"),
        isolate("families_guardian"),
        isolate("families_edge"),
        isolate("families_contactpoint"),
        isolate("families_consent"),
        isolate("families_enrollment"),
    ]
