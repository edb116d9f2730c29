"""First passwords that can be dictated over the phone: three words and a number."""

import secrets

from django.utils import translation

_RU = """
сосна ковш лето река зерно парус камень ветер осень мост фонарь ключ берег облако печать липа ступка мельница гора
тропа лодка сахар чашка полка ручей пламя снег весна утро якорь перо бочка окно улица рынок город север полдень
корица мята кедр рябина клён ясень ольха ива груша слива вишня малина смола янтарь глина холст кисть струна
барабан свирель маяк причал канат весло парка шарф пуговица нитка ножницы лента ведро корзина плетень калитка
"""
_EN = """
pine ladle summer river grain sail stone wind autumn bridge lantern key shore cloud stamp linden mortar mill hill
trail boat sugar cup shelf brook flame snow spring morning anchor feather barrel window street market city north
noon cinnamon mint cedar rowan maple ash alder willow pear plum cherry raspberry resin amber clay canvas brush
string drum flute harbour pier rope oar park scarf button thread scissors ribbon bucket basket hedge gate copper
"""


def passphrase() -> str:
    """A new one in the reader's language, as "pine-47-ladle-summer"."""
    words = (_RU if (translation.get_language() or "").startswith("ru") else _EN).split()
    first, second, third = (secrets.choice(words) for _ in range(3))
    return f"{first}-{10 + secrets.randbelow(90)}-{second}-{third}"
