// The outbox of plain forms: what each holds, how it is sent, and how many wait. One for a page; the room has its own
// box in the same store. Nobody's forms but the reader's are shown or sent.

import { ask } from './ask.js';
import { ANSWERED, Outbox, flag } from './queue.js';
import { openStore } from './store.js';

const BOX = 'forms';
const PATIENCE = [2000, 5000, 15000, 30000, 60000, 120000];
const READY = 8000;
const ANSWER = 30000;
const PHOTOS = 240000;
// How long the list says of something that it has been sent.
const REMEMBERED = 24 * 3600 * 1000;
const SKIPPED = new Set(['csrf_token', 'client_id']);
const meta = document.querySelector('meta[name="reader"]');
// Each script that needs the outbox brings this module with it; the page has one all the same.
const page = window.deliberateOutbox = window.deliberateOutbox || { opened: null, watchers: new Set() };

// Whose phone this is; nothing is kept for guests and on shared devices.
export const reader = meta ? meta.content : '';

function read(file) {
  return new Promise((done, failed) => {
    const reading = new FileReader();
    reading.onload = () => done(reading.result);
    reading.onerror = () => failed(reading.error);
    reading.readAsArrayBuffer(file);
  });
}

// Everything a form says, with its photos, in a shape that every phone can keep; photos just chosen are still being made
// smaller, and what the camera made takes a bad line a minute.
export function pack(form, photosBack) {
  const choosing = Array.from(form.querySelectorAll('[type="file"]'), (input) => input.madeSmaller);
  return Promise.all(choosing).then(() => packed(form, photosBack));
}

function packed(form, photosBack) {
  const fields = [];
  const files = [];
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string') {
      if (!SKIPPED.has(name)) fields.push([name, value]);
    } else if (value.size) files.push({ field: name, file: value });
  });
  const title = form.querySelector('[data-outbox-title]') || form.querySelector('[name="title"], [name="body"], [name="text"]');
  const said = ((title && (title.dataset.outboxTitle || title.value)) || '').trim().slice(0, 80);
  const about = { what: form.dataset.outbox, said, page: window.location.pathname + window.location.search };
  return Promise.all(files.map((one) => read(one.file).then((bytes) => (
    { field: one.field, name: one.file.name, type: one.file.type, bytes })))).then((kept) => (
    Object.assign(about, { action: form.getAttribute('action'), fields, files: kept.concat(files.length ? [] : photosBack), lost: 0 })));
}

// First who is signed in and a fresh token: a form may have waited for days.
function send(message) {
  return ask(meta.dataset.ready, {}, READY).then((found) => {
    if (String(found.reader || '') !== message.owner) return { ok: false, error: { code: 'web.sign_in_first', message: '' } };
    const body = new FormData();
    body.append('csrf_token', found.token);
    body.append('client_id', message.id);
    for (const [name, value] of message.data.fields) body.append(name, value);
    for (const one of message.data.files) body.append(one.field, new Blob([one.bytes], { type: one.type }), one.name);
    const patience = message.data.files.length ? PHOTOS : ANSWER;
    return ask(message.data.action, { method: 'POST', body }, patience).then((answer) => (
      answer.ok ? { ok: true, url: answer.url } : { ok: false, error: answer.error }));
  });
}

class Forms extends Outbox {
  constructor(store) {
    super({ owner: reader, box: BOX, store, send, changed: () => this.tell(), now: () => Date.now() });
    this.patience = PATIENCE;
    this.others = 0;
    this.rooms = [];
    this.signIn = false;
  }

  load() {
    return this.store.all().then((kept) => {
      const forms = kept.filter((one) => one.box === BOX);
      this.others = reader ? 0 : forms.filter((one) => !ANSWERED.has(one.state)).length;
      // What was said in a meeting is sent by its room, which knows what has arrived already.
      const said = kept.filter((one) => one.box !== BOX && String(one.owner) === reader && !ANSWERED.has(one.state));
      // In that room itself each message stands with its state already.
      this.rooms = Array.from(new Set(said.map((one) => one.page))).filter((one) => one !== window.location.pathname);
      this.foreign = said.length > 0 || forms.some((one) => one.owner !== reader);
      const old = forms.filter((one) => one.owner === reader && one.state === 'sent' && Date.now() - one.at > REMEMBERED);
      return Promise.all(old.map((one) => this.store.remove(one.id))).then(() => super.load());
    });
  }

  // Only answers are written down again: photos are large, and what waits is known to wait.
  save(message) {
    if (ANSWERED.has(message.state)) super.save(message);
  }

  answered(message, answer) {
    this.signIn = !answer.ok && answer.error.code === 'web.sign_in_first';
    if (this.signIn) {
      this.later(message);
      return;
    }
    if (answer.ok) Object.assign(message, { url: answer.url, data: Object.assign({}, message.data, { fields: [], files: [] }) });
    super.answered(message, answer);
    // It stands in nobody's way while the server asks for patience.
    if (message.state === 'waiting') message.order = Date.now();
    this.messages.sort((a, b) => a.order - b.order);
  }

  replace(id, data) {
    const found = this.messages.find((one) => one.id === id);
    if (!found) return this.add('form', data);
    Object.assign(found, { data, state: 'sending', error: null });
    this.keep(found);
    return found;
  }

  count(state) {
    const found = this.messages.filter((one) => (state === 'waiting' ? !ANSWERED.has(one.state) : one.state === state));
    return found.length + (state === 'waiting' ? this.rooms.length : 0);
  }

  tell() {
    flag(this.count('waiting') || this.count('refused') || this.foreign ? '1' : '');
    for (const watcher of page.watchers) watcher(this);
  }
}

export function watch(watcher) {
  page.watchers.add(watcher);
  return openForms();
}

export function openForms() {
  if (page.opened) return page.opened;
  page.opened = openStore().then((store) => {
    const outbox = new Forms(store);
    window.addEventListener('online', () => outbox.hurry());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') outbox.hurry();
    });
    return outbox.load().then(() => outbox);
  });
  return page.opened;
}
