// Ten renditions of one picture with sharp in its usual form: one input, ten clones at once.
// Usage: ten_sharp_clones.mjs FILE OUT SIZES, where SIZES is 1080x1080,400x400,…
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [file, out, sizes] = process.argv.slice(2);
const sharp = createRequire(join(process.env.KELOLA_RIVALS, 'package.json'))('sharp');

const input = sharp(file);
await Promise.all(
  sizes.split(',').map((size) => {
    const [width, height] = size.split('x').map(Number);
    return input
      .clone()
      .resize(width, height, { fit: 'cover', position: 'centre', kernel: 'lanczos3' })
      .jpeg({ quality: 82, chromaSubsampling: '4:2:0' })
      .toFile(join(out, `${size}.jpg`));
  }),
);
