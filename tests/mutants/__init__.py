"""Mutants: small faults put into the program on purpose, to see that a test fails for each.

``python -m tests.mutants`` tries all of them and ``--sample N`` a few of each module. Neither mutmut nor cosmic-ray is used: the first
wants one source folder that holds the tested package and its tests, and both run the tests in the working tree. Here each
round runs in a copy, with the tests that belong to the module.
"""
