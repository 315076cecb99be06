"""Planning: what a place wants to change this year and what it will do with families.

Words: a *plan* is one place's year; a *plan goal* has a measure with its version, a baseline and a target; a *plan row*
is a strategy with the activities that carry it out. Publishing pushes the focus down to outreach. Start at `services.publish`.
"""
