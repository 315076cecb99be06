"""The framework-free floor of the house: plain values in, plain values out.

Words: a *refusal* is our one way to say no to a person; *segments* are what a phone company bills;
a *group* too small to show is *suppressed*; a *sheet* is half a printed page. Nothing here knows
Django, a request or a table. Start reading at `refusal`, then the noun that you need.
"""
