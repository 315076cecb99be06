"""The words of the permission table, marked for translators: `rules` itself knows no Django."""

from __future__ import annotations

from django.utils.translation import gettext_noop

SAID = (
    gettext_noop("State office"),
    gettext_noop("Publishes the framework and sees the state's figures. Never sees a name."),
    gettext_noop("District or program coordinator"),
    gettext_noop("Brings in rosters, sees reach across schools, invites their leaders."),
    gettext_noop("Principal or center director"),
    gettext_noop("Plans the year with families and sees that each one is reached."),
    gettext_noop("Front office"),
    gettext_noop("Prints the packs, keys paper back, helps families with numbers and languages."),
    gettext_noop("Action team member"),
    gettext_noop("Writes the plan with the school."),
    gettext_noop("Teacher"),
    gettext_noop("Sends the week to a class and hears back."),
    gettext_noop("Home visitor"),
    gettext_noop("Brings activities to the families they visit."),
    gettext_noop("see the state's suppressed tables, without names"),
    gettext_noop("see who is reached, in numbers, at the place and beneath it"),
    gettext_noop("see the children of the place, their adults and who is not reached"),
    gettext_noop("look at the week and send it"),
    gettext_noop("print, hand out and key back paper"),
    gettext_noop("read and answer what families write"),
    gettext_noop("read plans"),
    gettext_noop("write and publish plans"),
    gettext_noop("bring in rosters and absences"),
    gettext_noop("see absence figures"),
    gettext_noop("see who works here and what they can see"),
    gettext_noop("invite people, and end their membership"),
    gettext_noop("read who did what"),
    gettext_noop("set up places beneath yours: names in texts, phone numbers, calendars"),
)
