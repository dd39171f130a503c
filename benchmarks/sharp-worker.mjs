// Resizes images as it is told on standard input, a line each: file, width, format, output, with tabs
// between. Answers with the CPU milliseconds that this process took.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { createRequire } from 'node:module';

const sharp = createRequire(path.resolve(process.argv[2]) + path.sep)('sharp');
sharp.concurrency(1);
sharp.cache(false);

const originals = new Map();
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [file, width, format, output] = line.split('\t');
  if (!originals.has(file)) {
    originals.set(file, fs.readFileSync(file));
  }
  const options = format === 'png' ? {} : { quality: 80 };
  const before = process.cpuUsage();
  const bytes = await sharp(originals.get(file))
    .resize(Number(width))
    .toFormat(format, options)
    .toBuffer();
  const used = process.cpuUsage(before);
  fs.writeFileSync(output, bytes);
  console.log((used.user + used.system) / 1000);
}
