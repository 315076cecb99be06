"""Outcomes: attendance and later reading, math, behavior and social measures, as imported, versioned facts.

Words: an *absence* is a day or a share of one; a *measure* has a version and a definition and belongs to a *period*.
Attendance is stored as absences plus the calendar's days in session. Start reading at `rules.chronically_absent`.
"""
