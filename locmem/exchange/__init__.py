"""Handing work out and taking it back: manifests, files for translators, three-way intake."""
