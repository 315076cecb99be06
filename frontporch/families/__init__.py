"""Families: children, the adults around them, and what each adult may know or decide about each child.

Words: an *edge* joins one adult (*guardian*) and one child with a *tier*: learns with, informed, decides, no contact;
a *contact point* is a number or address; the *consent ledger* only grows. Rights sit on the edge, never on a household.
Start reading at `models.Edge` and `rules`.
"""
