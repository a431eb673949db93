"""Quality: checks of content in addition to the models.

Translation status and coverage, review dates, easy-read rules, United Nations terms, and the HTML of authored pages.
Contract: imports ``data`` and the rooms below it; a build does not run the wording checks.
"""
