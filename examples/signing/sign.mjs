// Signs URLs of images for a server that has the same key. Needs Node.js 18 or newer, and nothing else.
//
//   node sign.mjs ID:HEX '/images/beach.jpg?w=320' [SECONDS SINCE 1970]
import { createHmac } from 'node:crypto';
import { pathToFileURL } from 'node:url';

/** What a signature is made of: path and options decoded, the options in the order of their names. */
export function signedText(target) {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? '' : target.slice(mark + 1);
  // Not URLSearchParams: in this grammar a plus is a plus.
  const options = query === '' ? [] : query.split('&').map((option) => {
    const [name, ...value] = option.split('=');
    return [decodeURIComponent(name), decodeURIComponent(value.join('='))];
  });
  options.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return ['image-resize-1', decodeURIComponent(path), ...options.map(([name, value]) => `${name}=${value}`)].join('\n');
}

/** The URL with a signature; with an expiry as well if one is given, in seconds since 1970. */
export function sign(key, target, expiry) {
  const [id, secret] = key.split(':');
  const add = (url, option) => url + (url.includes('?') ? (url.endsWith('?') ? '' : '&') : '?') + option;
  const url = expiry === undefined ? target : add(target, `exp=${expiry}`);
  const signature = createHmac('sha256', Buffer.from(secret, 'hex')).update(signedText(url), 'utf8').digest('base64url');
  return add(url, `sig=${id}.${signature}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(sign(process.argv[2], process.argv[3], process.argv[4]));
}
