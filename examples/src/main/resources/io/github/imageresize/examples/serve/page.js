'use strict';

/* The page: chooses a picture, asks for an image of it, and shows what came back. */

const DELAY_MS = 150;
const KEPT_REQUESTS = 20;
const ACCEPT = 'image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8,*/*;q=0.5';
const WIDTHS = [320, 640, 960, 1280, 1920];
const SHORTCUTS = [
  ['Thumbnail', { w: '240', h: '160', fit: 'cover' }],
  ['Avatar', { w: '128', h: '128', fit: 'cover' }],
  ['Article', { w: '720' }],
  ['Banner', { w: '1280', h: '400', fit: 'cover' }],
  ['Small file', { w: '480', format: 'webp', q: '50' }],
];

const byId = (id) => document.getElementById(id);
const form = byId('options');

let offer = null;
let picture = null;
let running = null;
let timer = 0;
let page = 0;
let blobs = { image: '', original: '' };
let result = null;

/** An element with properties and children. */
function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made && key !== 'value') {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children);
  return made;
}

const number = (value, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const milliseconds = (time) => number(time, time < 10 ? 2 : 0) + ' ms';

function bytes(count) {
  if (count < 1000) {
    return count + ' B';
  }
  return count < 1e6 ? number(count / 1e3, 1) + ' kB' : number(count / 1e6, 2) + ' MB';
}

/* The form, made of the options that the server offers. */

const GROUPS = { geometry: 'Size and cut', effects: 'Effects', output: 'Output' };
const START = { w: '600' };

/** A control for what the values of an option look like: a range, a choice, yes or no, or text. */
function control(option) {
  const label = option.name.replace(/([A-Z])/g, ' $1').toLowerCase();
  const note = element('p', { className: 'note', id: 'note-' + option.url }, plain(option.meaning));
  const range = /^([\d.]+)\.\.([\d.]+)$/.exec(option.values);
  const choices = option.values.split('|');
  if (option.values === 'true|false') {
    const box = element('input', { type: 'checkbox', name: option.url, value: 'true', 'aria-describedby': note.id });
    return [element('label', { className: 'check' }, box, ' ' + label), note];
  }
  if (choices.length > 1 && choices.every((choice) => /^[a-z0-9-]+$/.test(choice))) {
    return [choice(option, label, choices, note), note];
  }
  const input = element('input', {
    name: option.url,
    type: range ? 'number' : 'text',
    placeholder: range ? option.values.replace('..', ' to ') : option.values,
    spellcheck: false,
    'aria-describedby': note.id,
  });
  if (range) {
    input.min = range[1];
    input.max = range[2];
    input.step = 'any';
  }
  const parts = [element('label', {}, label + ' ', input)];
  if (option.url === 'w' || option.url === 'q') {
    parts.push(slider(input, option.url === 'w' ? 2000 : Number(range[2])));
  }
  if (option.url === 'bg') {
    parts.push(colour(input));
  }
  if (option.url === 'position') {
    parts.push(focalPicker(input));
  }
  return [...parts, note];
}

const isShort = ({ url, values }) =>
  !['w', 'q'].includes(url) && (/^[\d.]+\.\.[\d.]+$/.test(values) || values === 'true|false');
/** Without the marks of Markdown: links are told by their text. */
const plain = (meaning) => meaning.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');

function choice(option, label, choices, note) {
  const usual = option.default ?? 'auto';
  const all = choices.includes(usual) ? choices : [usual, ...choices];
  if (all.length > 6 || all.join('').length > 34) {
    const select = element('select', { name: option.url, 'aria-describedby': note.id });
    all.forEach((value) => select.append(new Option(value, value === usual ? '' : value)));
    return element('label', {}, label + ' ', select);
  }
  const segments = element('div', { className: 'segments', role: 'radiogroup', 'aria-label': label });
  for (const value of all) {
    const radio = element('input', { type: 'radio', name: option.url, value: value === usual ? '' : value });
    radio.defaultChecked = value === usual;
    segments.append(element('label', {}, radio, element('span', {}, value)));
  }
  return element('div', {}, element('span', { className: 'label' }, label), segments);
}

function slider(input, most) {
  const range = element('input', { type: 'range', min: 1, max: most, 'aria-label': input.name === 'w' ? 'Width' : 'Quality' });
  const follow = () => (range.value = input.value || (input.name === 'w' ? 600 : 80));
  range.addEventListener('input', () => (input.value = range.value));
  input.addEventListener('input', follow);
  form.addEventListener('restored', follow);
  return range;
}

function colour(input) {
  const picker = element('input', { type: 'color', value: '#ffd166', 'aria-label': 'Background colour' });
  picker.addEventListener('input', () => (input.value = picker.value.slice(1)));
  form.addEventListener('restored', () => {
    if (/^[0-9a-f]{6}/i.test(input.value)) {
      picker.value = '#' + input.value.slice(0, 6);
    }
  });
  return picker;
}

/** A point in the picture, by pointer or by arrow keys. */
function focalPicker(input) {
  const image = element('img', { id: 'focal-image', alt: '' });
  const mark = element('span', { className: 'focal-mark' });
  const picker = element(
    'div',
    { id: 'focal-picker', className: 'focal-picker', tabIndex: 0, role: 'group', 'aria-label': 'Focal point: click, or move it with the arrow keys' },
    image,
    mark,
  );
  const point = () => /^(0?\.?\d+|1),(0?\.?\d+|1)$/.test(input.value) && input.value.split(',').map(Number);
  const follow = () => {
    const at = point();
    mark.hidden = !at;
    if (at) {
      mark.style.left = at[0] * 100 + '%';
      mark.style.top = at[1] * 100 + '%';
    }
  };
  const set = (x, y) => {
    const within = (value) => Number(Math.min(1, Math.max(0, value)).toFixed(3));
    input.value = within(x) + ',' + within(y);
    follow();
    changed();
  };
  picker.addEventListener('click', (event) => {
    const box = image.getBoundingClientRect();
    set((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  });
  picker.addEventListener('keydown', (event) => {
    const steps = { ArrowLeft: [-0.02, 0], ArrowRight: [0.02, 0], ArrowUp: [0, -0.02], ArrowDown: [0, 0.02] };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      const [x, y] = point() || [0.5, 0.5];
      set(x + step[0], y + step[1]);
    }
  });
  input.addEventListener('input', follow);
  form.addEventListener('restored', follow);
  follow();
  return picker;
}

/** One choice among what a server with lists or signatures has. */
function variantControl(label, name, choices) {
  const segments = element('div', { className: 'chips', role: 'radiogroup', 'aria-label': label });
  choices.forEach((value, index) => {
    const radio = element('input', { type: 'radio', name, value });
    radio.defaultChecked = index === 0;
    segments.append(element('label', {}, radio, element('span', {}, value)));
  });
  return element('fieldset', {}, element('legend', {}, label), segments);
}

function buildForm() {
  const controls = byId('controls');
  const policy = byId('policy');
  if (!offer.any || offer.signed) {
    policy.hidden = false;
    policy.textContent = offer.signed
      ? 'This server answers signed URLs only. The page was given those of the variants below, each for an hour; others are signed by the command sign.'
      : 'This server answers only what its policy lists; the page offers just that.';
  }
  if (offer.variants.length) {
    controls.append(variantControl('Variant', 'variant', offer.variants));
  }
  for (const [group, title] of Object.entries(GROUPS)) {
    const options = offer.options.filter((option) => option.group === group);
    if (options.length) {
      const fields = options.map((option) =>
        element('div', { className: isShort(option) ? 'field short' : 'field' }, ...control(option)),
      );
      const grid = element('div', { className: 'grid' }, ...fields);
      controls.append(
        element('details', { open: group === 'geometry' || !offer.any }, element('summary', {}, title), grid),
      );
    }
  }
  if (offer.any && !offer.signed) {
    for (const [name, values] of SHORTCUTS) {
      const button = element('button', { type: 'button', className: 'quiet' }, name);
      button.addEventListener('click', () => fill(values));
      byId('preset-list').append(button);
    }
    byId('presets').hidden = false;
    setValue('w', START.w);
  }
}

/** The names of the form's own controls that stand for options. */
const names = () => [...new Set([...form.elements].map((one) => one.name).filter(Boolean))];

function valueOf(name) {
  const one = form.elements[name];
  return (one.type === 'checkbox' ? (one.checked ? one.value : '') : one.value).trim();
}

function setValue(name, value) {
  const one = form.elements[name];
  if (!one) {
    return;
  }
  if (one.type === 'checkbox') {
    one.checked = value === 'true';
  } else {
    one.value = value;
  }
}

/** Sets these values and all others to their defaults. */
function fill(values) {
  form.reset();
  Object.entries(values).forEach(([name, value]) => setValue(name, value));
  form.dispatchEvent(new Event('restored'));
  for (const part of byId('controls').querySelectorAll('details')) {
    part.open ||= [...part.querySelectorAll('[name]')].some((one) => valueOf(one.name) !== '');
  }
  changed();
}

/* What the form says, as a URL. */

function query(values) {
  const parts = [];
  for (const [name, value] of values) {
    if (value !== '') {
      parts.push(name + '=' + encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':'));
    }
  }
  return parts.length ? '?' + parts.join('&') : '';
}

const isPreset = () => Boolean(form.elements.variant) && valueOf('variant').startsWith('p=');

/** What is asked for; beside a preset nothing may be said. */
function values(...others) {
  const given = new Map();
  for (const name of names()) {
    if (name === 'variant') {
      const [option, value] = split(valueOf(name));
      given.set(option, value);
    } else if (!isPreset()) {
      given.set(name, valueOf(name));
    }
  }
  others.forEach(([name, value]) => given.set(name, value));
  return given;
}

const split = (pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];

function requestUrl() {
  if (offer.signed) {
    const chosen = valueOf('variant');
    return (picture.variants.find((variant) => variant.name === chosen) ?? picture.variants[0]).url;
  }
  return picture.url + query(values());
}

/** HTML with the candidates that a page would have: what is on the list, or what the form says. */
function html(url, width, height) {
  const quoted = (text) => '"' + text.replaceAll('&', '&amp;').replaceAll('"', '&quot;') + '"';
  let candidates = [];
  let sizes = '';
  if (offer.signed) {
    candidates = picture.variants.filter((one) => one.name.startsWith('w=')).map((one) => one.url + ' ' + one.name.slice(2) + 'w');
  } else if (!offer.any) {
    candidates = (isPreset() ? [] : offer.widths).map((one) => picture.url + query(values(['w', String(one)])) + ' ' + one + 'w');
  } else if (valueOf('w') || valueOf('h')) {
    candidates = ['', '2', '3'].map((dpr) => picture.url + query(values(['dpr', dpr])) + ' ' + (dpr || '1') + 'x');
  } else {
    candidates = WIDTHS.map((one) => picture.url + query(values(['w', String(one)])) + ' ' + one + 'w');
  }
  if (candidates.some((one) => one.endsWith('w'))) {
    sizes = ' sizes="100vw"';
  }
  const srcset = candidates.length ? ' srcset=' + quoted(candidates.join(', ')) + sizes : '';
  return '<img src=' + quoted(url) + srcset + ' width="' + width + '" height="' + height + '" alt="">';
}

/* The state of the page, in its address. */

function state() {
  const kept = new URLSearchParams({ picture: picture.path });
  names().forEach((name) => {
    if (valueOf(name) !== '') {
      kept.set(name, valueOf(name));
    }
  });
  if (byId('split').value !== '50') {
    kept.set('split', byId('split').value);
  }
  return '#' + kept;
}

function restore() {
  const kept = new URLSearchParams(location.hash.slice(1));
  if (!['picture', 'split', ...names()].some((name) => kept.has(name))) {
    return false;
  }
  const chosen = {};
  names().forEach((name) => kept.has(name) && (chosen[name] = kept.get(name)));
  fill(chosen);
  byId('split').value = kept.get('split') ?? '50';
  divide();
  return true;
}

const changed = () => {
  clearTimeout(timer);
  timer = setTimeout(show, DELAY_MS);
};

/* Asking for the image, and what came back. */

async function ask(url, signal) {
  const start = performance.now();
  // Past the browser's own cache, so that the server's is seen; and not as no-cache, which asks a
  // server that trusts us to make the image anew.
  const reply = await fetch(url, {
    cache: 'no-store',
    headers: { Accept: ACCEPT, 'Cache-Control': 'no-store' },
    signal,
  });
  const body = await reply.blob();
  return { url, reply, body, wall: performance.now() - start };
}

async function show() {
  if (!picture) {
    return;
  }
  running?.abort();
  const abort = new AbortController();
  running = abort;
  const url = requestUrl();
  const link = byId('url');
  link.href = url;
  link.textContent = decodeURI(url);
  history.replaceState(null, '', state());
  byId('working').hidden = false;
  try {
    const answer = await ask(url, abort.signal);
    showFacts(answer);
    remember(answer);
    const isImage = answer.body.type.startsWith('image/');
    await (isImage ? showImage(answer) : showProblem(answer));
  } catch {
    // One that was overtaken, while it was fetched or decoded, has nothing to tell any more.
    if (running === abort) {
      showMessage('The server does not answer', 'Is it still running?');
      noFacts();
    }
  } finally {
    if (running === abort) {
      byId('working').hidden = true;
    }
  }
}

async function load(id, body) {
  const image = byId(id);
  const old = blobs[id];
  blobs[id] = URL.createObjectURL(body);
  image.src = blobs[id];
  await image.decode();
  URL.revokeObjectURL(old);
  return image;
}

async function showImage(answer) {
  const image = await load('image', answer.body);
  const ratio = Number((form.elements.dpr && valueOf('dpr')) || 1);
  result = { width: image.naturalWidth / ratio, height: image.naturalHeight / ratio };
  image.alt = 'The result: ' + picture.path + ' at ' + image.naturalWidth + ' × ' + image.naturalHeight + ' pixels';
  byId('frame').hidden = false;
  byId('problem').hidden = answer.reply.ok;
  if (!answer.reply.ok) {
    byId('problem-title').textContent = 'A fallback image (' + answer.reply.status + ')';
    byId('problem-detail').textContent = 'This one can’t be had; the server shows another in its place.';
  }
  layOut();
  byId('fact-dimensions').textContent = image.naturalWidth + ' × ' + image.naturalHeight;
  showBytes(answer.body.size);
  byId('fact-format').textContent = answer.body.type;
  byId('srcset').textContent = html(answer.url, Math.round(result.width), Math.round(result.height));
  byId('srcset-row').hidden = false;
}

async function showProblem(answer) {
  const { reply, body } = answer;
  let title = reply.status + ' ' + reply.statusText;
  let detail = 'The server did not say why.';
  try {
    const problem = JSON.parse(await body.text());
    title = problem.title + ' (' + problem.status + ')';
    detail = problem.detail;
  } catch {
    // Not a problem document: the status has to do.
  }
  showMessage(title, detail);
}

function showMessage(title, detail) {
  result = null;
  byId('frame').hidden = true;
  byId('tag-original').hidden = true;
  byId('tag-result').hidden = true;
  byId('srcset-row').hidden = true;
  byId('problem').hidden = false;
  byId('problem-title').textContent = title;
  byId('problem-detail').textContent = detail;
  for (const fact of ['dimensions', 'bytes', 'format']) {
    byId('fact-' + fact).textContent = '–';
  }
}

function showBytes(count) {
  const fact = byId('fact-bytes');
  fact.textContent = bytes(count);
  if (picture.bytes > 0) {
    fact.append(element('small', {}, ' ' + number((100 * count) / picture.bytes, 1) + ' % of ' + bytes(picture.bytes)));
  }
}

/** Where an answer came from, in one word (RFC 9211). */
function kindOf(reply) {
  const status = reply.headers.get('Cache-Status') ?? '';
  if (/;\s*hit/.test(status)) {
    return /;\s*ttl=-/.test(status) ? 'stale' : reply.ok ? 'hit' : 'known';
  }
  return reply.ok ? 'miss' : String(reply.status);
}

const serverTime = (reply) => /dur=([\d.]+)/.exec(reply.headers.get('Server-Timing') ?? '')?.[1];

function badge(reply) {
  const kind = kindOf(reply);
  return element('span', { className: 'badge ' + (reply.ok ? kind : 'failed'), title: reply.headers.get('Cache-Status') ?? '' }, kind);
}

function showFacts({ reply, wall }) {
  byId('fact-cache').replaceChildren(badge(reply));
  const time = serverTime(reply);
  byId('fact-server').textContent = time ? milliseconds(Number(time)) : '–';
  byId('fact-wall').textContent = milliseconds(wall);
  const rows = [element('tr', {}, element('th', {}, 'status'), element('td', {}, reply.status + ' ' + reply.statusText))];
  for (const [name, value] of reply.headers) {
    rows.push(element('tr', {}, element('th', {}, name), element('td', {}, value)));
  }
  byId('fields').replaceChildren(...rows);
}

function noFacts() {
  ['cache', 'server', 'wall'].forEach((fact) => (byId('fact-' + fact).textContent = '–'));
  byId('fields').replaceChildren();
}

function remember({ url, reply, body, wall }) {
  const time = serverTime(reply);
  const link = element('a', { href: state() }, decodeURI(url).replace(/^\/images\//, ''));
  const item = element(
    'li',
    {},
    badge(reply),
    link,
    element('span', { className: 'note' }, (reply.ok ? bytes(body.size) + ', ' : '') + milliseconds(time ? Number(time) : wall)),
  );
  const list = byId('history');
  list.prepend(item);
  while (list.children.length > KEPT_REQUESTS) {
    list.lastChild.remove();
  }
}

/* Original and result, one over the other, with a divider between them. */

async function loadOriginal() {
  const original = byId('original');
  original.hidden = true;
  if (picture.reference) {
    const mine = picture;
    try {
      const answer = await ask(picture.reference);
      if (answer.reply.ok && mine === picture) {
        await load('original', answer.body);
        original.alt = 'The original: ' + picture.path;
        original.hidden = false;
      }
    } catch {
      // Without the original there is nothing to compare with.
    }
  }
  layOut();
}

/** Gives both images the same box where they have the same proportions, else each its own. */
function layOut() {
  if (!result) {
    return;
  }
  const stage = byId('stage');
  const style = getComputedStyle(stage);
  const room = {
    width: stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
    height: parseFloat(style.getPropertyValue('--room')) * innerHeight,
  };
  const scale = Math.min(1, room.width / result.width, room.height / result.height);
  const shown = { width: result.width * scale, height: result.height * scale };
  setSize(byId('image'), shown);
  const original = byId('original');
  const compares = !original.hidden;
  if (compares) {
    const ratio = original.naturalWidth / original.naturalHeight;
    const alike = Math.abs(ratio / (result.width / result.height) - 1) < 0.02;
    const height = Math.min(room.width / ratio, Math.max(shown.height, Math.min(room.height, 160)));
    setSize(original, alike ? shown : { width: height * ratio, height });
  }
  for (const id of ['divider', 'split', 'tag-original', 'tag-result']) {
    byId(id).hidden = !compares;
  }
  divide();
}

function setSize(image, { width, height }) {
  image.style.width = Math.max(1, width) + 'px';
  image.style.height = Math.max(1, height) + 'px';
}

/** Cuts both images at the divider, wherever each of them lies in the frame. */
function divide() {
  const share = Number(byId('split').value) / 100;
  byId('divider').style.left = share * 100 + '%';
  const frame = byId('frame').getBoundingClientRect();
  const at = frame.left + share * frame.width;
  const compares = !byId('original').hidden;
  const cut = (id, side) => {
    const image = byId(id);
    const box = image.getBoundingClientRect();
    const from = Math.min(box.width, Math.max(0, side === 'right' ? box.right - at : at - box.left));
    image.style.clipPath = compares ? (side === 'right' ? `inset(0 ${from}px 0 0)` : `inset(0 0 0 ${from}px)`) : 'none';
  };
  cut('original', 'right');
  cut('image', 'left');
}

byId('split').addEventListener('input', () => {
  divide();
  history.replaceState(null, '', state());
});
addEventListener('resize', layOut);

/* The pictures. */

function choose(chosen) {
  picture = chosen;
  const focal = byId('focal-image');
  if (focal) {
    focal.src = chosen.thumbnail.replace(/\?.*/, '?w=240&h=240');
  }
  loadOriginal();
  changed();
}

function thumbnail(entry) {
  const input = element('input', { type: 'radio', name: 'picture', value: entry.path });
  input.addEventListener('change', () => choose(entry));
  const image = element('img', { loading: 'lazy', alt: '', width: 116, height: 84, src: entry.thumbnail });
  return element('label', {}, input, image, element('span', { title: entry.path }, entry.path));
}

let listings = 0;

async function list() {
  const reply = await fetch('/pictures.json?' + new URLSearchParams({ filter: byId('filter').value, page }));
  return reply.json();
}

/** Shows what was asked for last, in whatever order the answers come. */
async function showPictures() {
  const note = byId('pictures-note');
  listings += 1;
  const mine = listings;
  let found;
  try {
    found = await list();
    if (mine !== listings) {
      return found.pictures;
    }
  } catch {
    note.textContent = 'The list of pictures can’t be had.';
    note.hidden = false;
    return [];
  }
  note.textContent = byId('filter').value ? 'No picture has such a name.' : 'There are no images in this folder.';
  note.hidden = found.total > 0;
  byId('pager').hidden = found.pages < 2;
  byId('pictures-page').textContent = page + 1 + ' / ' + found.pages;
  byId('pictures-before').disabled = page === 0;
  byId('pictures-after').disabled = page + 1 >= found.pages;
  byId('pictures').replaceChildren(...found.pictures.map(thumbnail));
  mark();
  return found.pictures;
}

function mark() {
  for (const input of byId('pictures').querySelectorAll('input')) {
    input.checked = input.value === picture?.path;
  }
}

/** The picture of a path, wherever in the list it is. */
async function pictureAt(path) {
  const reply = await fetch('/pictures.json?' + new URLSearchParams({ filter: path }));
  return (await reply.json()).pictures.find((one) => one.path === path);
}

function turn(pages) {
  page += pages;
  showPictures();
}

byId('pictures-before').addEventListener('click', () => turn(-1));
byId('pictures-after').addEventListener('click', () => turn(1));
byId('filter').addEventListener('input', () => {
  page = 0;
  showPictures();
});

/* The rest of the page. */

form.addEventListener('input', (event) => {
  if (event.target.name || event.target.type === 'range' || event.target.type === 'color') {
    changed();
  }
});
form.addEventListener('submit', (event) => event.preventDefault());
byId('defaults').addEventListener('click', () => fill(offer.variants.length ? {} : START));

byId('again').addEventListener('click', show);
for (const button of document.querySelectorAll('[data-copies]')) {
  const label = button.textContent;
  button.addEventListener('click', async () => {
    const copied = byId(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(copied.href ?? copied.textContent);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not allowed';
    }
    setTimeout(() => (button.textContent = label), 1500);
  });
}

addEventListener('hashchange', async () => {
  const path = new URLSearchParams(location.hash.slice(1)).get('picture');
  if (restore() && path && path !== picture?.path) {
    const other = await pictureAt(path);
    if (other) {
      choose(other);
      mark();
    }
  }
});

async function start() {
  try {
    offer = await (await fetch('/options.json')).json();
  } catch {
    showMessage('The server does not answer', 'Is it still running?');
    return;
  }
  buildForm();
  const path = new URLSearchParams(location.hash.slice(1)).get('picture');
  restore();
  const shown = await showPictures();
  const first = (path && (await pictureAt(path))) || shown.find((one) => one.path === 'landscape.jpg') || shown[0];
  if (first) {
    choose(first);
    mark();
  }
}

start();
