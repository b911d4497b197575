"""Ten renditions of one picture with Pillow or pillow-simd: decoded once, cropped and resized in turn.

Usage: ten_pillow.py FILE OUT SIZES, where SIZES is 1080x1080,400x400,…
"""

import os
import sys

from PIL import Image

file, out, sizes = sys.argv[1:4]
picture = Image.open(file)
picture.load()
if picture.mode != "RGB":
    picture = picture.convert("RGB")
for size in sizes.split(","):
    width, height = map(int, size.split("x"))
    scale = min(picture.width / width, picture.height / height)
    # Rounding must not push the box over the edge.
    left = max(0.0, (picture.width - width * scale) / 2)
    top = max(0.0, (picture.height - height * scale) / 2)
    box = (left, top, picture.width - left, picture.height - top)
    cut = picture.resize((width, height), Image.LANCZOS, box=box)
    cut.save(os.path.join(out, f"{size}.jpg"), quality=82, subsampling="4:2:0")
