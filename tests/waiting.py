"""Texts of the small shop that wait for a person."""

from __future__ import annotations

SOURCE = "We collect the money when the parcel leaves us."
CODED = "Open **Orders** to change the method."
DRAFT = "Cobramos el dinero."
