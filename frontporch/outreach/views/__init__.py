"""Pages of outreach: a family's week by link, and the desk of those who send it."""
