"""PIN Kiosk: a desktop station that resets PINs and issues QR code badges for frontline workers."""

__version__ = "0.1.0"
