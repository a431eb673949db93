"""Data: loads the data folder into one frozen catalogue, or reports every problem in it.

Validates each file against the models, checks that entries agree with each other, and reads from git when each entry
changed. Contract: imports ``model`` and the rooms below it; nothing here depends on the reader's language or on HTML.
"""
