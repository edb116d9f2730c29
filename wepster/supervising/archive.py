"""What `bin/backup` writes and `bin/restore` reads: one tar with the database, the files and the keys."""

DATABASE = "database.dump"
KEYS = "secret.keys"
MEDIA = "media"
