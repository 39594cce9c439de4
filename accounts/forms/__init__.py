"""The forms of sign-up, settings and the administrators' pages. They parse and speak."""
