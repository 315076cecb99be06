"""The page frame and the components that every page of Front Porch is built from.

Words: a page *inlines* the *sections* of our stylesheet that it names, and fetches nothing; a *picture* is a
small drawing of ours, found by name; a *frame* is what stands around the main part: `ui/page.html` for the
public and for families, `ui/staff.html` for people who sign in, `ui/question.html` for one question. A page
may hand its frame `nav` and `footer_links` (lists of `ui.nav.Link`), `help_phone` and `place_name`.
Start reading at `templates/ui/page.html`, then `templatetags/ui.py`.
"""
