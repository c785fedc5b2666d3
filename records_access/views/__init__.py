"""The screens: requests, bookings, the supervisor's, the person's own, who has looked."""
