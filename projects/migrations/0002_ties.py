from django.db import migrations

from projects.ties import Tie


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [Tie("projects")]
