// Ten renditions of one picture with sharp in its fastest form: decoded once to raw pixels, resized in turn.
// Usage: ten_sharp.mjs FILE OUT SIZES, where SIZES is 1080x1080,400x400,…
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [file, out, sizes] = process.argv.slice(2);
const sharp = createRequire(join(process.env.KELOLA_RIVALS, 'package.json'))('sharp');

const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
const raw = { width: info.width, height: info.height, channels: info.channels };
for (const size of sizes.split(',')) {
  const [width, height] = size.split('x').map(Number);
  await sharp(data, { raw })
    .resize(width, height, { fit: 'cover', position: 'centre', kernel: 'lanczos3' })
    .jpeg({ quality: 82, chromaSubsampling: '4:2:0' })
    .toFile(join(out, `${size}.jpg`));
}
