"""Quality: judges the content beyond what the models require.

Translation status and coverage, review dates, the rules of easy read, the terms of the United Nations, and what authored pages
may hold. Contract: imports ``data`` and the rooms below it; a build never waits for the wording checks.
"""
