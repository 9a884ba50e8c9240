"""Catalogs: one PO file a document and locale, the truth about what is translated."""
