"""Which pictures may be the institution's logo: told by their first bytes, not their name."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


def logo_type(picture: bytes) -> str:
    """Return the media type of a PNG, JPEG or WebP; "" for anything else."""
    picture = bytes(picture[:16])
    if picture.startswith(_PNG):
        return "image/png"
    if picture.startswith(_JPEG):
        return "image/jpeg"
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "image/webp"
    return ""
