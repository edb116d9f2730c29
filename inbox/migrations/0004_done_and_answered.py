"""Done by one walk along an index: participants of done dialogs carry their chat's time, kept equal by a trigger."""

from django.db import migrations, models

import common.clock

FORWARD = """
UPDATE inbox_participant AS p SET last_at = c.last_at FROM inbox_chat AS c WHERE c.id = p.chat_id;
CREATE FUNCTION inbox_participant_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE inbox_participant SET last_at = NEW.last_at WHERE dialog_id = NEW.dialog AND last_at <> NEW.last_at;
    RETURN NULL;
END $$;
CREATE TRIGGER inbox_participant_follows AFTER UPDATE OF state, last_at, dialog ON inbox_chat FOR EACH ROW
WHEN (NEW.state = 'done' AND (OLD.state <> 'done' OR OLD.last_at <> NEW.last_at OR OLD.dialog IS DISTINCT FROM NEW.dialog))
EXECUTE FUNCTION inbox_participant_follows();
"""
BACKWARD = """
DROP TRIGGER inbox_participant_follows ON inbox_chat;
DROP FUNCTION inbox_participant_follows();
"""


class Migration(migrations.Migration):
    dependencies = [("inbox", "0003_tails_and_open_participants")]
    operations = [
        migrations.AddField("participant", "last_at", models.DateTimeField(default=common.clock.now)),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.AddIndex(
            "participant",
            models.Index(
                condition=models.Q(("open", False)),
                fields=["project", "member", "-last_at", "-chat"],
                name="participant_done",
            ),
        ),
        migrations.AddIndex(
            "chat",
            models.Index(
                condition=models.Q(
                    ("waiting_since__isnull", True), models.Q(("state", "done"), _negated=True)
                ),
                fields=["project", "state", "group", "-last_at", "-id"],
                name="chat_answered",
            ),
        ),
    ]
