"""The toolkit: small things that families do at home, with their texts in each language and their print sheets.

Words: an *activity* is done by families and carries out strategies; its *texts* are one row per language with a state
(draft, read, reviewed, certified); the *window* of ages or grades says for whom it fits; four digits open it by web,
text, phone and paper. Start reading at `models.Activity` and `services.load`.
"""
