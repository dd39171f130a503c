// Checks that sign.mjs signs as the published test vectors say.
import { readFileSync } from 'node:fs';
import { sign, signedText } from './sign.mjs';

const vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8'));
for (const { comment, key, url, expiry, signedText: text, signed } of vectors) {
  const made = sign(key, url, expiry);
  const madeText = signedText(made.replace(/[?&]sig=.*/, ''));
  if (made !== signed || madeText !== text) {
    console.error(`${comment}: ${made} is not ${signed}, or ${JSON.stringify(madeText)} is not ${JSON.stringify(text)}`);
    process.exit(1);
  }
}
console.log(`${vectors.length} vectors agree`);
