"""The controlled words of the store, each with a label for people.

A change here changes a check constraint, so it needs a migration; a test says so.
"""

from __future__ import annotations

ORIGINS = {"reference": "From the reference data", "hand": "Entered by hand"}
ACCOUNT_KINDS = {"professional": "Professional", "recruiter": "Recruiter", "staff": "Staff"}
VISIBILITIES = {
    "hidden": "Hidden",
    "anonymous": "Visible without name and contact",
    "visible": "Visible",
}
CANDIDATE_STAGES = {
    "new": "New",
    "reviewing": "Reviewing",
    "contacted": "Contacted",
    "interview": "Interview",
    "clearance": "Clearance",
    "accepted": "Accepted",
    "went": "Went",
    "declined": "Declined",
    "withdrawn": "Withdrawn",
}
INTRODUCTIONS = {
    "none": "Not asked for",
    "asked": "Asked for",
    "agreed": "Agreed",
    "refused": "Refused",
}
REASON_CODES = {
    "profession": "Another profession is needed",
    "specialty": "Another specialty is needed",
    "experience": "More experience is needed",
    "license": "License or registration",
    "language": "Language",
    "place": "Place",
    "dates": "Dates",
    "length": "Length of stay",
    "setting": "Kind of work or setting",
    "faith": "Faith and character",
    "funding": "Funding or cost",
    "family": "Family",
    "references": "References or clearance",
    "filled": "The role is filled",
    "closed": "The role is no longer offered",
    "no-answer": "No answer",
    "other-plans": "The person has other plans",
    "other": "Another reason",
}
ARTICLE_MARKS = {"saved": "Saved", "read": "Read", "dismissed": "Not for me"}
SHARE_WAYS = {"copy": "Link copied", "mail": "By mail", "sheet": "By the device's own menu"}
PURSUIT_OUTCOMES = {
    "went": "I went",
    "refused": "They said no",
    "nothing": "It came to nothing",
}
PURSUIT_REASONS = {
    "no-answer": "They did not answer",
    "filled": "The place was taken or is no longer offered",
    "dates": "The dates or the length did not fit",
    "requirements": "They ask for something that I do not have",
    "papers": "Licence, visa or other papers",
    "cost": "It costs too much",
    "family": "Family or health",
    "other-plans": "Other plans",
    "other": "Another reason",
}
CONSENT_KINDS = {
    "storage": "Keeping the profile",
    "visibility": "Being found by organizations",
    "introduction": "Name and contact for one organization",
    "measurement": "Use of what was shown and done to improve the ranking",
}
EVENT_KINDS = {
    "shown": "Shown in a list",
    "opened": "Opened",
    "source-opened": "Followed to the source",
    "shortlisted": "Put on the shortlist",
    "unlisted": "Taken off the shortlist",
    "dismissed": "Not for me",
    "interested": "Interest shown",
    "withdrawn": "Interest withdrawn",
}
TEAMS = {"first": "Chosen by the first weight set", "second": "Chosen by the second weight set"}
DISMISSAL_REASONS = {
    "specialty": "Not my kind of work",
    "focus": "Not what I care about most",
    "place": "Not the place for me",
    "length": "Too long or too short",
    "dates": "Not at that time",
    "language": "Language",
    "setting": "Not that kind of setting",
    "faith": "Faith and character",
    "funding": "Cost or pay",
    "family": "Family",
    "experience": "It asks for more or less experience",
    "outdated": "It looks outdated",
    "organization": "Not with this organization",
    "known": "I know it already",
    "other": "Another reason",
}
SIDES = {"professional": "Roles for a person", "recruiter": "People for a role"}
PUBLICATION_KINDS = {
    "proven": "All golden profiles passed",
    "overridden": "Published in spite of the golden profiles",
    "rolled-back": "Back to a set that served before",
}
REPORT_REASONS = {
    "closed": "No longer open",
    "wrong": "Something about it is wrong",
    "broken-link": "The link does not work",
    "duplicate": "It is there twice",
    "other": "Another reason",
}
REPORT_OUTCOMES = {
    "closed": "The role was closed",
    "corrected": "The role was corrected",
    "still-open": "The role is still open",
    "dismissed": "Nothing to do",
}
COMMENT_KINDS = {"comment": "Comment", "question": "Question", "answer": "Answer"}
SIGNATURES = {
    "name": "With my name",
    "profession": "With my profession only",
    "organization": "For my organization",
    "served": "As somebody who served there",
    "staff": "As staff of Missionmatch",
}
COMMENT_FAULTS = {
    "unkind": "Unkind or hurtful",
    "private": "It tells private things about somebody",
    "danger": "It could put somebody at risk",
    "false": "It is not true",
    "advertising": "Advertising",
    "other": "Another reason",
}
MESSAGE_SIDES = {"person": "The person", "organization": "The organization"}
MESSAGE_KINDS = {
    "message": "Message",
    "ask": "Asking for an introduction",
    "declined": "Declining",
}
COMMENT_OUTCOMES = {"hidden": "It was hidden", "kept": "It stays"}
ACCOUNT_RIGHTS = {"moderate": "Looks after comments and questions"}
DECISIONS = {"accepted": "Accepted", "refused": "Refused"}
TAG_STATES = {"proposed": "Proposed", "shown": "Shown", "refused": "Refused"}
CLAIM_KINDS = {
    "claim": "We are this organization",
    "correct": "Something about us is wrong",
    "take-out": "Take us out of the catalog",
}
CLAIM_PROOFS = {
    "website": "The code stands on its website",
    "mail": "A mail from an address of its website's domain had the code",
    "telephone": "Called back at the number on its website",
    "member": "An account that belongs to it asked",
}
GATHERING_FORMS = {"on-site": "On site", "online": "Online", "mixed": "On site and online"}
