"""What people do with the store: one verb each, which first asks whether the actor may.

`professional`, `recruiter`, `staff` and `weights` gather the verbs of an audience, `conversation`
those of everybody who writes; what several need is in `shared`, and no audience imports another. A
verb takes the database, the actor and the present moment, and gives a frozen dataclass or a frame.
What may not be done and what does not exist raise the same `NotAllowedError`; each change is
written to the audit log in the same transaction.
"""
