"""Accounts: signing up, in and out, new passwords, and who is signed in.

The moment is always an argument; nothing here knows a page or a cookie.
"""

from matching.accounts.browsers import remember_browser
from matching.accounts.errors import (
    AccountError,
    EmailTakenError,
    FederatedError,
    FieldsError,
    LinkError,
    LockedError,
    SignInError,
)
from matching.accounts.federated import federated_identity
from matching.accounts.invitations import invite, send_invitation
from matching.accounts.mailing import ConsoleMailer, Mail, Mailer, mailer_from_environment
from matching.accounts.registering import (
    ask_to_sign_up,
    create_staff,
    has_staff,
    new_account,
    sign_up,
)
from matching.accounts.reset import ask_for_link, choose_password
from matching.accounts.reset import link as reset_link
from matching.accounts.securing import secure_by_operator, shut_out
from matching.accounts.sessions import (
    NOBODY,
    Identity,
    actor_of,
    identify,
    sign_out,
    sign_out_everywhere,
)
from matching.accounts.signing_in import sign_in

__all__ = [
    "NOBODY",
    "AccountError",
    "ConsoleMailer",
    "EmailTakenError",
    "FederatedError",
    "FieldsError",
    "Identity",
    "LinkError",
    "LockedError",
    "Mail",
    "Mailer",
    "SignInError",
    "actor_of",
    "ask_for_link",
    "ask_to_sign_up",
    "choose_password",
    "create_staff",
    "federated_identity",
    "has_staff",
    "identify",
    "invite",
    "mailer_from_environment",
    "new_account",
    "remember_browser",
    "reset_link",
    "secure_by_operator",
    "send_invitation",
    "shut_out",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "sign_up",
]
