// A form that is sent by itself when the network comes back: what was written, with its photos, is kept on this phone
// first and then sent, so that a lift, a reload or an empty battery loses nothing.
// <form data-behaviour="outbox" data-outbox="{{ _("Proposal") }}"> … {{ outbox_note() }}</form>

import { openForms, pack, reader, watch } from '../outbox/forms.js';

const EDIT = 'outbox-edit';
const SOON = 1000;

function show(note, state, reason) {
  note.hidden = false;
  for (const part of note.querySelectorAll('[data-when]')) part.hidden = part.dataset.when.split(' ').indexOf(state) < 0;
  const said = note.querySelector('[data-outbox-reason]');
  if (said) said.textContent = reason || '';
}

function forgetDraft(form) {
  try {
    window.localStorage.removeItem(`draft:${form.dataset.draft || window.location.pathname}`);
    window.sessionStorage.removeItem('draft-sent');
  } catch (error) {
    // Then there was no draft either.
  }
}

function faults(error) {
  const named = Object.keys((error && error.fields) || {}).map((name) => error.fields[name]);
  return [error && error.message].concat(named.map((one) => `${one.label} — ${one.fault}`)).filter(Boolean).join(' · ');
}

// What was refused comes back into the form it was written in, photos too.
function fill(form, data) {
  for (const field of Array.from(form.elements)) {
    const values = data.fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.indexOf(field.value) >= 0;
    else if (values.length && field.type !== 'file' && field.name !== 'client_id' && field.name !== 'csrf_token') field.value = values[0];
  }
  try {
    const chosen = new DataTransfer();
    for (const one of data.files) chosen.items.add(new File([one.bytes], one.name, { type: one.type }));
    const input = data.files.length && form.querySelector(`input[type="file"][name="${data.files[0].field}"]`);
    if (!input) return data.files;
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return [];
  } catch (error) {
    return data.files; // An old browser cannot put them back into the field; they are sent along all the same.
  }
}

class Keeper {
  constructor(form) {
    this.form = form;
    this.note = form.querySelector('[data-outbox-note]');
    this.button = form.querySelector('.button:not([type="button"])');
    this.id = '';
    this.busy = false;
    this.photosBack = [];
    form.addEventListener('submit', (event) => this.submit(event));
  }

  submit(event) {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.form.dataset.sent = '1';
    this.rest(false);
    show(this.note, 'sending');
    Promise.all([watch((outbox) => this.follow(outbox)), pack(this.form, this.photosBack)]).then(([outbox, data]) => {
      this.id = (this.id ? outbox.replace(this.id, data) : outbox.add('form', data)).id;
    }).catch(() => this.form.submit());
  }

  rest(calm) {
    this.button.classList.toggle('is-busy', !calm);
    if (calm) this.button.removeAttribute('aria-disabled');
    else this.button.setAttribute('aria-disabled', 'true');
  }

  follow(outbox) {
    const mine = outbox.messages.find((one) => one.id === this.id);
    if (!mine || !this.busy) return;
    if (mine.state === 'sent') this.arrived(outbox, mine);
    else if (mine.state === 'refused') this.refused(mine);
    else if (outbox.signIn) this.wait('sign_in');
    else if (mine.state === 'waiting' && mine.kept) this.wait(mine.kept);
  }

  arrived(outbox, message) {
    this.busy = false;
    forgetDraft(this.form);
    if (this.form.dataset.kept) {
      show(this.note, 'sent');
      this.note.querySelector('[data-outbox-url]').href = message.url;
      return;
    }
    // A page that is left ends what its storage has not finished: what arrived would wait there once more.
    const soon = new Promise((done) => window.setTimeout(done, SOON));
    Promise.race([outbox.drop(message.id), soon]).then(() => window.location.assign(message.url));
  }

  refused(message) {
    this.busy = false;
    delete this.form.dataset.sent;
    this.rest(true);
    forgetDraft(this.form);
    const named = Object.keys(message.error.fields || {});
    for (const field of Array.from(this.form.elements)) {
      if (named.indexOf(field.name) >= 0) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
    }
    show(this.note, 'refused', faults(message.error));
    this.note.focus();
  }

  // From here on the outbox has it; the form has nothing more to say, and no second press may send it again.
  wait(kept) {
    forgetDraft(this.form);
    show(this.note, kept);
    if (this.form.dataset.kept) return;
    this.form.dataset.kept = '1';
    this.rest(true);
    for (const part of Array.from(this.form.children)) if (part !== this.note) part.hidden = true;
    this.note.focus();
  }

  restore(outbox) {
    const id = window.sessionStorage.getItem(EDIT);
    const found = id && outbox.messages.find((one) => one.id === id);
    if (!found || found.data.action !== this.form.getAttribute('action')) return;
    window.sessionStorage.removeItem(EDIT);
    this.id = id;
    this.photosBack = fill(this.form, found.data);
    const fold = this.form.closest('details');
    if (fold) fold.open = true;
    show(this.note, 'refused', faults(found.error));
    this.form.scrollIntoView();
  }
}

export default function keepAndSend(form) {
  if (!reader || !form.querySelector('[data-outbox-note]')) return;
  const keeper = new Keeper(form);
  try {
    if (window.sessionStorage.getItem(EDIT)) openForms().then((outbox) => keeper.restore(outbox));
  } catch (error) {
    // Nothing was kept, so nothing comes back.
  }
}
