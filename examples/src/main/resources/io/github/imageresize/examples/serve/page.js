'use strict';

const DELAY_MS = 150;
const ACCEPT = 'image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8,*/*;q=0.5';
const OPTIONS = ['w', 'h', 'dpr', 'enlarge', 'fit', 'position', 'crop', 'rotate', 'flip', 'format'];

const byId = (id) => document.getElementById(id);
const form = byId('options');

let pictures = [];
let picture = null;
let focalPoint = null;
let running = null;
let timer = 0;

const imagePath = (path) => '/images/' + path.split('/').map(encodeURIComponent).join('/');
const number = (value, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

function bytes(count) {
  if (count < 1000) {
    return count + ' B';
  }
  return count < 1e6 ? number(count / 1e3, 1) + ' kB' : number(count / 1e6, 2) + ' MB';
}

/* What the form says, as a URL. */

function boxIsWhole() {
  return form.elements.w.value !== '' && form.elements.h.value !== '';
}

function positionMatters() {
  return ['cover', 'contain'].includes(form.elements.fit.value) && boxIsWhole();
}

function valueOf(name) {
  if (name === 'position') {
    if (!positionMatters()) {
      return '';
    }
    return focalPoint ? focalPoint.map((part) => Number(part.toFixed(3))).join(',') : form.elements.position.value;
  }
  if (name === 'enlarge') {
    return form.elements.enlarge.checked ? 'true' : '';
  }
  return form.elements[name].value.trim();
}

function background() {
  if (!byId('background-on').checked) {
    return '';
  }
  const alpha = Number(byId('background-alpha').value);
  const suffix = alpha === 255 ? '' : alpha.toString(16).padStart(2, '0');
  return byId('background-colour').value.slice(1) + suffix;
}

function requestUrl() {
  const parts = [];
  const add = (name, value) => {
    if (value !== '') {
      parts.push(name + '=' + encodeURIComponent(value).replaceAll('%2C', ','));
    }
  };
  OPTIONS.forEach((name) => add(name, valueOf(name)));
  if (!byId('quality').disabled && byId('quality').value !== '80') {
    add('q', byId('quality').value);
  }
  add('bg', background());
  return imagePath(picture.path) + (parts.length ? '?' + parts.join('&') : '');
}

/* What depends on what. */

function followForm() {
  const fit = form.querySelector('input[name="fit"]:checked');
  byId('fit-hint').textContent = fit.dataset.hint;
  byId('position').disabled = !positionMatters();
  byId('position-note').hidden = positionMatters();
  byId('quality').disabled = ['png', 'gif'].includes(form.elements.format.value);
  byId('quality-value').textContent = byId('quality').disabled ? 'no effect' : byId('quality').value;
  const mark = byId('focal-mark');
  mark.hidden = !focalPoint;
  if (focalPoint) {
    mark.style.left = focalPoint[0] * 100 + '%';
    mark.style.top = focalPoint[1] * 100 + '%';
  }
  byId('focal-text').textContent = focalPoint
    ? 'Focal point ' + focalPoint.map((part) => part.toFixed(2)).join(', ')
    : 'Click for a focal point';
}

function changed() {
  followForm();
  clearTimeout(timer);
  timer = setTimeout(show, DELAY_MS);
}

/* Asking for the image, and what came back. */

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
  byId('working').hidden = false;
  const start = performance.now();
  try {
    // Past the browser's own cache, so that the server's is seen.
    const reply = await fetch(url, {
      cache: 'no-store',
      headers: { Accept: ACCEPT },
      signal: abort.signal,
    });
    const body = await reply.blob();
    const wall = performance.now() - start;
    await (reply.ok ? showImage(reply, body, wall) : showProblem(reply, body, wall));
  } catch (failure) {
    if (failure.name !== 'AbortError') {
      showMessage('The server does not answer', 'Is it still running?');
      showFacts(null, 0);
    }
  } finally {
    if (running === abort) {
      byId('working').hidden = true;
    }
  }
}

async function showImage(reply, body, wall) {
  const image = byId('image');
  const old = image.src;
  image.src = URL.createObjectURL(body);
  await image.decode();
  if (old) {
    URL.revokeObjectURL(old);
  }
  const ratio = Number(form.elements.dpr.value || 1);
  image.style.width = image.naturalWidth / ratio + 'px';
  image.alt = 'The result: ' + picture.path + ' at ' + image.naturalWidth + ' × ' + image.naturalHeight + ' pixels';
  image.hidden = false;
  byId('problem').hidden = true;
  showFacts(reply, wall);
  byId('fact-dimensions').textContent = image.naturalWidth + ' × ' + image.naturalHeight;
  showBytes(body.size);
  byId('fact-format').textContent = body.type;
}

async function showProblem(reply, body, wall) {
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
  showFacts(reply, wall);
}

function showMessage(title, detail) {
  byId('image').hidden = true;
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
    const share = document.createElement('small');
    share.textContent = ' ' + number((100 * count) / picture.bytes, 1) + ' % of ' + bytes(picture.bytes);
    fact.append(share);
  }
}

function showFacts(reply, wall) {
  const status = reply?.headers.get('Cache-Status') ?? '';
  const cache = byId('fact-cache');
  cache.textContent = status ? '' : '–';
  if (status) {
    const badge = document.createElement('span');
    const hit = /;\s*hit/.test(status);
    badge.className = 'badge ' + (hit ? 'hit' : 'miss');
    badge.textContent = hit ? 'hit' : 'miss';
    badge.title = status;
    cache.append(badge);
  }
  const timing = /dur=([\d.]+)/.exec(reply?.headers.get('Server-Timing') ?? '');
  byId('fact-server').textContent = timing ? milliseconds(Number(timing[1])) : '–';
  byId('fact-wall').textContent = reply ? milliseconds(wall) : '–';
}

const milliseconds = (time) => number(time, time < 10 ? 2 : 0) + ' ms';

/* The pictures. */

function choose(chosen) {
  picture = chosen;
  focalPoint = null;
  byId('focal-image').src = imagePath(chosen.path) + '?w=240&h=240';
  changed();
}

function thumbnail(entry) {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = 'radio';
  input.name = 'picture';
  input.addEventListener('change', () => choose(entry));
  const image = document.createElement('img');
  const source = imagePath(entry.path) + '?w=116&h=84&fit=cover';
  image.loading = 'lazy';
  image.alt = '';
  image.width = 116;
  image.height = 84;
  image.srcset = source + ' 1x, ' + source + '&dpr=2 2x';
  image.src = source;
  const name = document.createElement('span');
  name.textContent = entry.path;
  name.title = entry.path;
  label.append(input, image, name);
  return label;
}

async function loadPictures() {
  const note = byId('pictures-note');
  try {
    const reply = await fetch('/pictures.json');
    pictures = await reply.json();
  } catch {
    note.textContent = 'The list of pictures can’t be had.';
    note.hidden = false;
    return;
  }
  if (pictures.length === 0) {
    note.textContent = 'There are no images in this folder.';
    note.hidden = false;
    return;
  }
  byId('pictures').replaceChildren(...pictures.map(thumbnail));
  const first = pictures.find((entry) => entry.path === 'landscape.jpg') ?? pictures[0];
  byId('pictures').querySelectorAll('input')[pictures.indexOf(first)].checked = true;
  choose(first);
}

/* The focal point, by pointer or by keys. */

function setFocalPoint(x, y) {
  const within = (value) => Math.min(1, Math.max(0, value));
  focalPoint = [within(x), within(y)];
  form.querySelectorAll('input[name="position"]').forEach((input) => (input.checked = false));
  changed();
}

byId('focal-picker').addEventListener('click', (event) => {
  if (!byId('position').disabled) {
    const box = byId('focal-image').getBoundingClientRect();
    setFocalPoint((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }
});

byId('focal-picker').addEventListener('keydown', (event) => {
  const steps = { ArrowLeft: [-0.02, 0], ArrowRight: [0.02, 0], ArrowUp: [0, -0.02], ArrowDown: [0, 0.02] };
  const step = steps[event.key];
  if (step && !byId('position').disabled) {
    event.preventDefault();
    const [x, y] = focalPoint ?? [0.5, 0.5];
    setFocalPoint(x + step[0], y + step[1]);
  }
});

/* The rest of the form. */

form.addEventListener('input', (event) => {
  if (event.target.name === 'position') {
    focalPoint = null;
  }
  if (event.target.id === 'width-slider') {
    form.elements.w.value = event.target.value;
  } else if (event.target.name === 'w') {
    byId('width-slider').value = event.target.value || 600;
  }
  if (event.target.id === 'background-colour' || event.target.id === 'background-alpha') {
    byId('background-on').checked = true;
  }
  changed();
});

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => {
  focalPoint = null;
  setTimeout(changed);
});

byId('again').addEventListener('click', show);
byId('copy').addEventListener('click', async () => {
  const button = byId('copy');
  try {
    await navigator.clipboard.writeText(byId('url').href);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Not allowed';
  }
  setTimeout(() => (button.textContent = 'Copy'), 1500);
});

followForm();
loadPictures();
