// What was written but has not arrived: kept on the phone, sent in order, sent again until it is answered.
// Each message carries an id made here, so that sending twice counts once.

const PATIENCE = [1000, 2000, 4000, 8000, 15000];
// Answers that only mean "later", not "no".
const LATER = new Set(['web.too_often', 'web.broken', 'discussion.too_fast']);

export function newId() {
  const bytes = new Uint8Array(16);
  window.crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export class Outbox {
  // `send(message)` resolves with the answer, or rejects when the network failed.
  constructor({ owner, meeting, store, send, changed, now }) {
    Object.assign(this, { owner, meeting, store, send, changed, now });
    this.messages = [];
    this.busy = false;
    this.tries = 0;
  }

  load() {
    return this.store.all().then((kept) => {
      const mine = kept.filter((one) => one.owner === this.owner && one.meeting === this.meeting);
      this.messages = mine.sort((a, b) => a.order - b.order);
      for (const one of this.messages) if (one.state !== 'refused') one.state = 'waiting';
      this.changed();
      return this.pump();
    });
  }

  add(verb, data) {
    const last = this.messages.length ? this.messages[this.messages.length - 1].order : 0;
    const message = {
      id: newId(), verb, data, owner: this.owner, meeting: this.meeting, at: this.now(),
      order: Math.max(Date.now(), last + 1), state: 'sending', error: null,
    };
    this.messages = this.messages.concat(message);
    this.changed();
    this.store.put(message).catch(() => null).then(() => this.pump());
    return message;
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
    this.store.put(message).catch(() => null);
    this.changed();
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
    } else if (LATER.has(answer.error.code)) this.later(message);
    else this.mark(message, 'refused', answer.error);
  }

  later(message) {
    this.mark(message, 'waiting', null);
    const pause = PATIENCE[Math.min(this.tries, PATIENCE.length - 1)];
    this.tries += 1;
    this.timer = window.setTimeout(() => this.pump(), pause);
  }

  // The network is back: do not wait for the next try.
  hurry() {
    this.tries = 0;
    if (!this.busy) this.pump();
  }
}
