"""Tests of the hub; each module mirrors one of the package, or one thing that a user does."""
