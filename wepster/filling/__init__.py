"""A believable load of any size (`manage.py fill`), by set-based SQL: one file a table, in the order of their keys."""
