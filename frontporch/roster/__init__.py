"""Rosters: taking in who is enrolled and which adults belong to whom, safely.

Words: a *run* is one file brought in once: checked, previewed in sentences, applied in one transaction; a *fault* of
the file refuses it, a fault of a row sets that row aside with its reason. Readers live in `readers/<format>/` and hand
over `records`; `assembly` follows references; `staging` copies into temporary tables; `changes` holds the statements.
Start reading at `services.check` and `services.apply`.

What is read (column names in any case and order; every other column, passwords first of all, is never looked at).
UTF-8 with or without BOM, commas, quoted or not; a zip, or for commands a folder. `status` tobedeleted or inactive:
the row counts as not there. Dates: 2026-09-01 or 9/1/2026. A list inside a cell is separated by commas.

OneRoster 1.1 / 1.2 (a star: needed)
- manifest.csv: propertyName, value. `file.NAME` = bulk must be there, absent is not looked at, delta is refused.
- orgs.csv*: sourcedId*, name*, type* (school, center, campus become places; district, local tell districts apart),
  parentSourcedId.
- academicSessions.csv: sourcedId*, startDate*, endDate*. They give an enrollment its school year and its first day.
- classes.csv*: sourcedId*, schoolSourcedId*, title, classType (homeroom: where paper goes), termSourcedIds.
- users.csv*: sourcedId*, givenName*, familyName*, role* (1.1; student is a child; parent, guardian, relative, aide, other,
  emergencyContact are adults; teacher … are staff and only matter when a child names them), orgSourcedIds, grades,
  agentSourcedIds (or agents; on the child's row, the adult's, or both), sms, phone, email, and outside the standard
  a language of the *adult*: metadata.readsLanguage, metadata.homeLanguage, ext_…_language … (`--language-column` names
  another; metadata.speaksLanguage is kept apart), metadata.relationship (mother, stepfather, emergency contact …;
  it beats the role), metadata.preferredGivenName (or 1.2 preferredGivenName).
- roles.csv (1.2): userSourcedId*, role*, orgSourcedId. - demographics.csv: sourcedId* (or userSourcedId), birthDate.
- enrollments.csv*: sourcedId, classSourcedId*, userSourcedId*, role*, schoolSourcedId, beginDate, endDate.

Microsoft School Data Sync v2.1 (and v2 with role, orgSourcedIds, grade on the user's row)
- orgs.csv*: sourcedId*, name*, type*, parentSourcedId. - academicSessions.csv: sourcedId*, startDate*, endDate*.
- users.csv*: sourcedId*, givenName*, familyName*, email, phone, sms, and the mapped columns above.
- roles.csv: userSourcedId*, role*, orgSourcedId, sessionSourcedId, grade, roleStartDate, roleEndDate.
- classes.csv: sourcedId*, orgSourcedId*, title, sessionSourcedIds. - enrollments.csv: classSourcedId*, userSourcedId*, role*.
- relationships.csv: userSourcedId* (the child), relationshipUserSourcedId* (the adult), relationshipRole*.
- demographics.csv: userSourcedId*, birthDate.
"""
