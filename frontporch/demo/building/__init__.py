"""The steps of the demo's year, each through the services that a school would use, in the order of the loop.

Nothing here writes a row itself. Whoever acts is named: a coordinator, a principal, a teacher, a family.
"""
