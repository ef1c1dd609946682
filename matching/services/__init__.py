"""What people do with the store: one verb each, which first asks whether the actor may.

`professional`, `recruiter`, `staff` and `weights` gather the verbs of an audience; what several
need is in `shared`, and none imports another. A verb takes the database, the actor and the present
moment, and gives a frozen dataclass or a frame. What may not be done and what does not exist raise
the same `NotAllowedError`; each change is written to the audit log in the same transaction.
"""
