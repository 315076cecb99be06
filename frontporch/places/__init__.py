"""Places: state, region, district or program, school or center, classroom, as one tree; their years and calendars.

Words: a *district* or *program* is a tenant: it owns its people's rows, and `access.scope` opens them. A *calendar*
says which days are in session. Start reading at `models.Place` and `access.scope`.
"""
