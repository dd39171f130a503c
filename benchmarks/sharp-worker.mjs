// Resizes images by sharp as Contender asks on standard input: a line each, with tabs between the
// file, the task, the width, the format, the output's file, and the CPU milliseconds that the batch
// must take at least. Answers with the number of images, the CPU milliseconds of this process, of
// all its threads, and -1 for the heap, which is not counted. One thread of libvips works, and
// nothing is cached.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { createRequire } from 'node:module';

const sharp = createRequire(path.resolve(process.argv[2]) + path.sep)('sharp');
sharp.concurrency(1);
sharp.cache(false);

let original = { file: '', bytes: Buffer.alloc(0), animated: false, width: 0, height: 0 };

function pipeline(task, width) {
  const image = sharp(original.bytes, { animated: original.animated });
  if (task === 'CROP_CORNER') {
    const corner = {
      width: Math.floor(original.width / 4),
      height: Math.floor(original.height / 4),
    };
    const left = original.width - corner.width;
    const top = original.height - corner.height;
    return image.extract({ left, top, ...corner }).resize(width);
  }
  return task === 'COVER_SQUARE' ? image.resize(width, width) : image.resize(width);
}

function outputOptions(task, format) {
  if (task === 'FILTERED') {
    // The level at which bytes come nearest to this library's.
    return { adaptiveFiltering: true, compressionLevel: 3 };
  }
  return format === 'png' || format === 'gif' ? {} : { quality: 80 };
}

async function resize(file, task, width, format, output, milliseconds) {
  if (original.file !== file) {
    const bytes = fs.readFileSync(file);
    const metadata = await sharp(bytes).metadata();
    const animated = metadata.format === 'gif';
    original = { file, bytes, animated, width: metadata.width, height: metadata.height };
  }
  const options = outputOptions(task, format);
  const before = process.cpuUsage();
  let bytes;
  let images = 0;
  let used;
  do {
    bytes = await pipeline(task, width).toFormat(format, options).toBuffer();
    images++;
    const usage = process.cpuUsage(before);
    used = (usage.user + usage.system) / 1000;
  } while (used < milliseconds);
  fs.writeFileSync(output, bytes);
  return ['done', images, used, -1];
}

const { sharp: version, vips } = sharp.versions;
const written = 'jpeg,png,webp,gif';
console.log(['ready', `sharp ${version} with libvips ${vips} and one thread`, `${written},tiff,animated-gif`, written].join('\t'));
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [file, task, width, format, output, milliseconds] = line.split('\t');
  try {
    const reply = await resize(file, task, Number(width), format, output, Number(milliseconds));
    console.log(reply.join('\t'));
  } catch (error) {
    console.log(`error\t${String(error).replace(/\s+/g, ' ')}`);
  }
}
