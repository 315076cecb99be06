"""A real browser for tests: `page` opens the system's Chromium, `look` checks a page as people meet it.

Words: a *scheme* is light or dark; *sideways* is when a page is wider than its window. Use it with
`pytest_plugins = ["tests.browser.fixtures"]`, and mark the test `browser`.
"""
