"""Insight: who was reached and who was not, told honestly and without names above the district.

Words: a *group* smaller than the set size is *suppressed*, and at least one more with it; a *figure* is one cell of a
fixed set of tables that a tenant hands up already suppressed. Start reading at `services.roll_up`.
"""
