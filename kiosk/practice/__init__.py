"""The practice tenant: a loopback server that speaks Entra sign-in and Microsoft Graph.

It stands apart from the rest of the program and shares no code with it, so that a wrong idea of
the protocol cannot pass on both sides. Nothing here may import from another part of kiosk.

Applications can be registered in it, and signed in to once an administrator has consented, so that
``pin-kiosk setup`` can be practised as well.

What only the practice tenant has, and the real service lacks, lives under ``/practice/`` on the
browser's port and is never needed by a client:

* ``POST /practice/qr-sign-in`` with ``{"content", "pin", "newPin"?}`` answers
  ``{"signedIn", "mustChangePin", "reason"}``: would this badge and this PIN sign this person in?
* ``GET /practice/pocket?user=NAME`` answers what a worker carried when the tenant started:
  ``{"content", "image", "pin"}``, to practise scanning with.
"""
