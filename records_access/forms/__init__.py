"""Shape and clean input; nothing here decides or saves."""

from records_access.forms.bookings import BeginForm, BookViewingForm, CallOffForm, CloseRequestForm
from records_access.forms.requests import AccessRequestForm, IdentityForm
from records_access.forms.screen import CorrectionForm

__all__ = [
    "AccessRequestForm",
    "BeginForm",
    "BookViewingForm",
    "CallOffForm",
    "CloseRequestForm",
    "CorrectionForm",
    "IdentityForm",
]
