"""Outreach: the only door to a person. Consent, language, quiet hours, budget, delivery, replies, touchpoints and reach.

Words: a *focus* is what a place works on now; a *send* is one site's week; a *delivery* is one message to one contact
point, worked in batches (*due*, *claimed*, *sent*, *delivered*, *failed*, *unknown*); a *touchpoint* is one child reached once;
a *sender* is a number or address that serves one purpose. Channels are folders under `channels/`.
Start reading at `services.plan_week` and `services.work`.
"""
