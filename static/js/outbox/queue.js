// What was written but has not arrived: kept on the phone, sent in order, sent again until it is answered.
// Each message carries an id made here, so that sending twice counts once.

const PATIENCE = [1000, 2000, 4000, 8000, 15000];
// Answers that only mean "later", not "no".
const LATER = new Set(['web.too_often', 'web.broken', 'web.form_expired', 'discussion.too_fast', 'discussion.slow_mode']);
// What has been answered is not sent again by itself.
export const ANSWERED = new Set(['sent', 'refused']);

// A mark that costs nothing to look for tells the next page that something waits.
export function flag(what) {
  try {
    if (what) window.localStorage.setItem('outbox', what);
    else window.localStorage.removeItem('outbox');
  } catch (error) {
    // Where nothing can be kept, nothing waits on the next page.
  }
}

export function newId() {
  const bytes = new Uint8Array(16);
  window.crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export class Outbox {
  // `send(message)` resolves with the answer, or rejects when the network failed.
  constructor({ owner, box, store, send, changed, now }) {
    Object.assign(this, { owner, box, store, send, changed, now });
    this.patience = PATIENCE;
    this.messages = [];
    this.busy = false;
    this.tries = 0;
  }

  load() {
    return this.store.all().then((kept) => {
      const mine = kept.filter((one) => one.owner === this.owner && one.box === this.box);
      this.messages = mine.sort((a, b) => a.order - b.order);
      for (const one of this.messages) if (!ANSWERED.has(one.state)) one.state = 'waiting';
      this.changed();
      return this.pump();
    });
  }

  add(verb, data) {
    const last = this.messages.length ? this.messages[this.messages.length - 1].order : 0;
    const message = {
      id: newId(), verb, data, owner: this.owner, box: this.box, at: this.now(), page: window.location.pathname,
      order: Math.max(Date.now(), last + 1), state: 'sending', error: null,
    };
    this.messages = this.messages.concat(message);
    this.changed();
    this.keep(message);
    return message;
  }

  // How much of it the phone keeps stands in `kept`: null until it is known.
  keep(message) {
    message.kept = null;
    flag('1');
    this.store.put(message).catch(() => 'none').then((kept) => {
      message.kept = kept;
      this.changed();
      this.pump();
    });
  }

  drop(id) {
    this.messages = this.messages.filter((one) => one.id !== id);
    this.changed();
    return this.store.remove(id).catch(() => null);
  }

  again(id) {
    const found = this.messages.find((one) => one.id === id);
    if (found) this.mark(found, 'waiting', null);
    this.pump();
  }

  // What the feed has shown under our id has arrived, whatever became of its answer.
  arrived(ids) {
    for (const one of this.messages) if (ids.has(one.id)) this.drop(one.id);
  }

  // An answer names the place in the record; once the feed has passed it, the words stand in the thread.
  settle(seq) {
    for (const one of this.messages) if (one.state === 'sent' && one.seq <= seq) this.drop(one.id);
  }

  mark(message, state, error) {
    this.messages = this.messages.map((one) => (one.id === message.id ? Object.assign(one, { state, error }) : one));
    this.save(message);
    this.changed();
  }

  save(message) {
    this.store.put(message).catch(() => null);
  }

  pump() {
    window.clearTimeout(this.timer);
    const next = this.messages.find((one) => one.state === 'waiting' || one.state === 'sending');
    if (this.busy || !next) return;
    this.busy = true;
    this.mark(next, 'sending', null);
    this.send(next).then((answer) => this.answered(next, answer), () => this.later(next)).then(() => {
      this.busy = false;
      if (next.state !== 'waiting') this.pump();
    });
  }

  answered(message, answer) {
    if (answer.ok) {
      this.tries = 0;
      this.mark(Object.assign(message, { seq: answer.seq }), 'sent', null);
    } else if (LATER.has(answer.error.code)) this.later(message, answer.error);
    else this.mark(message, 'refused', answer.error);
  }

  // `why`: what the server asks to wait for; a network that is gone says nothing.
  later(message, why = null) {
    this.mark(message, 'waiting', why);
    const pause = this.patience[Math.min(this.tries, this.patience.length - 1)];
    this.tries += 1;
    this.timer = window.setTimeout(() => this.pump(), pause);
  }

  // The network is back: do not wait for the next try.
  hurry() {
    this.tries = 0;
    if (!this.busy) this.pump();
  }
}
