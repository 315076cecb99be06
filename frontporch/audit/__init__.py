"""Who did what: one entry for each change, with ids and roles and never a name, a number or an address.

Words: an *entry* is one act; an *actor* is who did it (a signed-in user, a guardian's link, a command, the system).
Entries hold labels and ids without foreign keys, so that they outlive what they name. Start at `services.record`.
"""
