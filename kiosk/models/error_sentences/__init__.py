"""The sentences for the error codes by what they are about; `models/sentences.py` looks them up."""
