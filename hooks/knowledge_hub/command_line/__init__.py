"""Command line: arguments, help and output of each ``hub`` command.

Commands call the rooms that do the work; no other room reads arguments. Contract: imports every room; only ``command``
imports it.
"""
