"""Checks that sign.py signs as the published test vectors say."""
import json
import pathlib
import re
import sys

sys.dont_write_bytecode = True
from sign import sign, signed_text

vectors = json.loads((pathlib.Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
for vector in vectors:
    made = sign(vector["key"], vector["url"], vector.get("expiry"))
    made_text = signed_text(re.sub("[?&]sig=.*", "", made))
    if made != vector["signed"] or made_text != vector["signedText"]:
        sys.exit(f"{vector['comment']}: {made} is not {vector['signed']}, or {made_text!r} is not {vector['signedText']!r}")
print(f"{len(vectors)} vectors agree")
