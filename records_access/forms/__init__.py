"""Shape and clean input; nothing here decides or saves."""

from records_access.forms.bookings import BookViewingForm, CallOffForm
from records_access.forms.requests import AccessRequestForm, IdentityForm
from records_access.forms.screen import CorrectionForm

__all__ = ["AccessRequestForm", "BookViewingForm", "CallOffForm", "CorrectionForm", "IdentityForm"]
