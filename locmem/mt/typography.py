"""Signs of fine typography that small models were not trained on."""

from __future__ import annotations

_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
        "\u202f": " ",
    }
)


def plain_signs(text: str) -> str:
    """The text with typewriters' signs in place of those which such a model drops, with the words beside them."""
    return text.translate(_PLAIN)
