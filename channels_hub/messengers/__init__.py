"""The messengers by kind (ARCHITECTURE §5): the one place that turns a name into a package."""

import importlib
import pkgutil
from types import ModuleType

# A folder here is a messenger.
KINDS = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg))


def messenger(kind: str) -> ModuleType:
    """The package of a messenger, with TRAITS, identify, hook, unhook, verify, split, parse, parts, send and the rest.

    What each function takes and raises is written once, in channels_hub.messengers.telegram; others follow it.
    Raises KeyError for a kind that is not built.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    return importlib.import_module(f"channels_hub.messengers.{kind}")
