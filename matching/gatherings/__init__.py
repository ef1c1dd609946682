"""Events to go to: read from calendars and pages, ordered for a person, written as calendars."""
