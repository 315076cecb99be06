"""The function behind every tenant policy: which districts the running transaction may see."""

from django.db import migrations

from frontporch.places.access import DISTRICTS_FUNCTION


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [DISTRICTS_FUNCTION]
