// Resizes images by sharp as Contender asks on standard input: a line each, with tabs between the
// file, the width, the format, the output's file, and the CPU milliseconds that the batch must take
// at least. Answers with the number of images and the CPU milliseconds of this process, of all its
// threads. One thread of libvips works, and nothing is cached.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { createRequire } from 'node:module';

const sharp = createRequire(path.resolve(process.argv[2]) + path.sep)('sharp');
sharp.concurrency(1);
sharp.cache(false);

let original = { file: '', bytes: Buffer.alloc(0) };

async function resize(file, width, format, output, milliseconds) {
  if (original.file !== file) {
    original = { file, bytes: fs.readFileSync(file) };
  }
  const options = format === 'png' ? {} : { quality: 80 };
  const before = process.cpuUsage();
  let bytes;
  let images = 0;
  let used;
  do {
    bytes = await sharp(original.bytes).resize(width).toFormat(format, options).toBuffer();
    images++;
    const usage = process.cpuUsage(before);
    used = (usage.user + usage.system) / 1000;
  } while (used < milliseconds);
  fs.writeFileSync(output, bytes);
  return ['done', images, used];
}

const { sharp: version, vips } = sharp.versions;
const formats = 'jpeg,png,webp';
console.log(['ready', `sharp ${version} with libvips ${vips} and one thread`, formats, formats].join('\t'));
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [file, width, format, output, milliseconds] = line.split('\t');
  try {
    const reply = await resize(file, Number(width), format, output, Number(milliseconds));
    console.log(reply.join('\t'));
  } catch (error) {
    console.log(`error\t${String(error).replace(/\s+/g, ' ')}`);
  }
}
