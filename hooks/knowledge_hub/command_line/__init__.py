"""Command line: what each ``hub`` command takes and prints.

Commands call the rooms that do the work; no other room reads arguments. Contract: imports every room; only ``command``
imports it.
"""
