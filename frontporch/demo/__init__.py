"""The invented state: `porch generate` writes it as files, and the demo takes it in through the real doors.

Every person and place in it is made up. Start reading at `generator` and `services.build`.
"""
