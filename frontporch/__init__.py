"""Front Porch: a family engagement system, birth through grade 12.

The loop is the architecture: framework, planning, outreach, families, replies, insight.
Start reading at `docs/` and then `frontporch.outreach.services`.
"""

__version__ = "0.1.0"
