"""Tests of the room ``mkdocs``."""
