"""Tests of the room ``yaml_files``."""
