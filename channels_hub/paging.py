"""Lists of tables that may be huge: no row is counted beyond what anybody would turn over."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST = 1_000
NEWEST = 100_000


class Bounded(Paginator):
    """Knows of the first thousand rows only."""

    @cached_property
    def count(self) -> int:
        """At most MOST."""
        rows: Any = self.object_list
        return int(rows[:MOST].count())


def newest(rows: Any) -> Any:
    """Of the newest NEWEST rows only: for what no index finds, so that a rare thing is not looked for in years of rows."""
    last = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
    return rows.filter(pk__gt=last - NEWEST)
