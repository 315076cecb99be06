"""The framework as versioned data: goals, standards, indicators, levels, strategies with evidence, duties.

Words: an *edition* is draft, published or superseded, and never changes once published; an *indicator* has one
*level descriptor* per level of the edition's level set; a *strategy* carries *evidence rows*, null results included;
a *duty* has a statute and a review date. Start reading at `models.Edition` and `queries.current`.
"""
