"""Buttons that a messenger has not, as lines of the text: an address is written out, an answer gets a number. Pure Python."""

from collections.abc import Sequence

from channels_hub.messengers.vocabulary import Button, Traits

Buttons = tuple[Button, ...]


def kind(button: Button) -> str:
    """What the button does: "url", "phone", "location", else "data"."""
    return "url" if button.url else button.ask or "data"


def worded(
    text: str, buttons: Sequence[Button], quick_replies: Sequence[Button], traits: Traits
) -> tuple[str, Buttons, Buttons]:
    """Text, buttons and ready answers as the messenger has them; what it lacks or has no room for stands at the text's end.

    Answers are numbered in one row, buttons first. Labels are cut to `traits.max_label` characters.
    """
    kept = [button for button in buttons if kind(button) in traits.buttons][: traits.max_buttons]
    answers = [
        button for button in quick_replies if kind(button) == "data" or kind(button) in traits.buttons
    ][: traits.max_quick_replies]
    lines: list[str] = []
    number = 0
    for button in (*buttons, *quick_replies):
        if any(button is one for one in (*kept, *answers)):
            continue
        if button.url:
            lines.append(f"{button.text}: {button.url}")
        else:
            number += 1
            lines.append(f"{number}. {button.text}")
    words = "\n\n".join(filter(None, (text.strip(), "\n".join(lines))))
    return words, _labelled(kept, traits.max_label), _labelled(answers, traits.max_label)


def _labelled(buttons: Sequence[Button], longest: int) -> Buttons:
    return tuple(
        button
        if len(button.text) <= longest
        else Button(button.text[: longest - 1].rstrip() + "…", button.url, button.data, button.ask)
        for button in buttons
    )
