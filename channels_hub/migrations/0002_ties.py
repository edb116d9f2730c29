from django.db import migrations

from projects.ties import Tie


class Migration(migrations.Migration):
    dependencies = [("channels_hub", "0001_initial")]
    operations = [Tie("channels_hub")]
