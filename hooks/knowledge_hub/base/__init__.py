"""Base: what every room may use.

The languages and two registers, messages to people with their translations in ``sentences/``, problems with file and line,
terminal output, errors of the operating system and of git, worker processes, and minified scripts. Contract: imports no other room.
"""
