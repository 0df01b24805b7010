"""Translations made by people: asked for by readers, written by neighbours, shown as such beside the original."""
