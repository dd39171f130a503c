"""Signs URLs of images for a server that has the same key. Needs Python 3.8 or newer, and nothing else.

    python3 sign.py ID:HEX '/images/beach.jpg?w=320' [SECONDS SINCE 1970]
"""
import base64
import hashlib
import hmac
import sys
from urllib.parse import unquote


def signed_text(target):
    """What a signature is made of: path and options decoded, the options in the order of their names."""
    path, _, query = target.partition("?")
    # Not parse_qsl: in this grammar a plus is a plus.
    options = [option.partition("=") for option in query.split("&")] if query else []
    decoded = sorted((unquote(name), unquote(value)) for name, _, value in options)
    return "\n".join(["image-resize-1", unquote(path)] + [f"{name}={value}" for name, value in decoded])


def sign(key, target, expiry=None):
    """The URL with a signature; with an expiry as well if one is given, in seconds since 1970."""

    def add(url, option):
        return url + ("?" if "?" not in url else "" if url.endswith("?") else "&") + option

    key_id, secret = key.split(":")
    url = target if expiry is None else add(target, f"exp={expiry}")
    digest = hmac.new(bytes.fromhex(secret), signed_text(url).encode("utf-8"), hashlib.sha256).digest()
    signature = base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
    return add(url, f"sig={key_id}.{signature}")


if __name__ == "__main__":
    print(sign(*sys.argv[1:4]))
