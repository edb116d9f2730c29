"""A call that got no service, in the light of the channel's other calls: does it count, and when is its turn again?"""

from dataclasses import replace

from channels_hub.enums import DeliveryState
from channels_hub.queries.deliveries import Claimed, Outcome

MOST_TRIES = 12
GIVE_UP_SECONDS = 6 * 3600.0
SHORTEST_PAUSE, LONGEST_PAUSE = 3.0, 300.0
ROTATE = 3.0


def weigh(claimed: Claimed, judged: Outcome, pause: float, alone: bool, counts: bool) -> Outcome:
    """Put an unserved outcome into the light of the channel's other calls; call it once for each.

    `pause`: for how long to try nothing like it (pausing.Outage); `alone`: that is for this chat, not for the channel;
    `counts`: the channel works otherwise, so the try counts. A message fails when its tries are used up, or hours after
    the first one.
    """
    if not alone:
        judged = replace(judged, silence=pause)
    if judged.state != DeliveryState.QUEUED:
        return judged
    if claimed.age >= GIVE_UP_SECONDS or (counts and claimed.tries + 1 >= MOST_TRIES):
        given_up = DeliveryState.UNCERTAIN if claimed.doubt or judged.doubt else DeliveryState.FAILED
        return replace(judged, state=given_up.value, after=0.0)
    if counts:
        return judged
    # The others are tried before it is its turn again: perhaps it is this message that the provider cannot stand.
    after = min(max(pause * (1 if alone else ROTATE), SHORTEST_PAUSE), LONGEST_PAUSE)
    return replace(judged, tried=0, after=after)
