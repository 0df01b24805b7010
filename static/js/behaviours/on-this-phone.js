// Lists what waits to be sent and which pages can be read without a network; works offline itself.

import { reader, watch } from '../outbox/forms.js';

const language = document.documentElement.lang || 'zh';

function clock(at) {
  return new Date(at).toLocaleString(language, { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' });
}

function draw(pattern, message) {
  const row = pattern.content.cloneNode(true).firstElementChild;
  const part = (name) => row.querySelector(`[data-part="${name}"]`);
  for (const one of row.querySelectorAll('[data-when]')) one.hidden = one.dataset.when.split(' ').indexOf(message.state) < 0;
  const { data, error } = message;
  const faults = Object.keys((error && error.fields) || {}).map((name) => error.fields[name]);
  part('what').textContent = data.what;
  part('when').textContent = clock(message.at);
  part('said').textContent = data.said;
  part('reason').textContent = [error && error.message].concat(faults.map((one) => `${one.label} — ${one.fault}`)).filter(Boolean).join(' · ');
  part('words').textContent = data.fields.map(([, value]) => value).filter((value) => value.length > 3).join('\n');
  part('lost').hidden = !data.lost;
  if (message.url) part('url').href = message.url;
  return row;
}

function act(outbox, message, row, what) {
  if (what === 'again') outbox.again(message.id);
  if (what === 'drop') row.querySelector('[data-part="sure"]').hidden = false;
  if (what === 'really') outbox.drop(message.id);
  if (what === 'edit') {
    window.sessionStorage.setItem('outbox-edit', message.id);
    window.location.assign(message.data.page);
  }
}

function showWaiting(box, outbox) {
  const list = box.querySelector('[data-list="waiting"]');
  const pattern = box.querySelector('[data-row]');
  list.textContent = '';
  for (const message of outbox.messages) {
    const row = draw(pattern, message);
    row.addEventListener('click', (event) => {
      const pressed = event.target.closest('[data-do]');
      if (pressed) act(outbox, message, row, pressed.dataset.do);
    });
    list.appendChild(row);
  }
  const rooms = box.querySelector('[data-list="rooms"]');
  rooms.textContent = '';
  for (const page of outbox.rooms) {
    const row = box.querySelector('[data-room]').content.cloneNode(true);
    row.querySelector('a').href = page;
    rooms.appendChild(row);
  }
  box.querySelector('[data-none="waiting"]').hidden = outbox.messages.length + outbox.rooms.length > 0;
  box.querySelector('[data-sign-in]').hidden = !(outbox.others || outbox.signIn);
}

function title(text) {
  const found = new DOMParser().parseFromString(text, 'text/html').title;
  return found.split(' · ')[0];
}

function entry(cache, request) {
  return cache.match(request, { ignoreVary: true }).then((answer) => answer.text().then((text) => {
    if (answer.headers.get('X-Keep') === 'any') return null; // An empty form, which its first page leads to.
    const link = document.createElement('a');
    link.href = request.url;
    link.textContent = title(text);
    const when = document.createElement('span');
    when.className = 'soft';
    when.textContent = ` ${clock(Date.parse(answer.headers.get('Date')))}`;
    const row = document.createElement('li');
    row.appendChild(link);
    row.appendChild(when);
    return row;
  }));
}

function showKept(box) {
  const list = box.querySelector('[data-list="kept"]');
  return window.caches.open(`pages-${reader || 'guest'}`).then((cache) => cache.keys().then((all) => {
    const aside = (path) => path === box.dataset.self || path.endsWith('/last-seen'); // Part of a room's own page.
    const pages = all.reverse().filter((one) => !aside(new URL(one.url).pathname));
    return Promise.all(pages.map((one) => entry(cache, one)));
  })).then((found) => {
    const rows = found.filter(Boolean);
    for (const row of rows) list.appendChild(row);
    box.querySelector('[data-none="kept"]').hidden = rows.length > 0;
  });
}

export default function onThisPhone(box) {
  watch((outbox) => showWaiting(box, outbox)).then((outbox) => showWaiting(box, outbox));
  if (window.caches) showKept(box).catch(() => null);
}
