// A part of the talk in an order of its own: newest first, not yet heard first, the questions, one thread with its
// replies. It stands still while it is read; what comes in meanwhile is counted, and shown when the reader asks.

import { follow } from './said.js';

export class Reading {
  constructor({ get, changed }) {
    Object.assign(this, { get, changed, what: null });
    this.empty();
  }

  empty() {
    Object.assign(this, { items: [], replies: {}, more: false, fresh: 0, loading: false, failed: false });
  }

  // `what` is what is asked for: `order=newest`, `questions=1`, `thread=12`.
  open(what) {
    this.what = what;
    this.empty();
    return what ? this.fetch(0) : Promise.resolve();
  }

  again() {
    return this.what ? this.fetch(0) : Promise.resolve();
  }

  on() {
    return this.loading || !this.more ? Promise.resolve() : this.fetch(this.items.length);
  }

  fetch(start) {
    const { what } = this;
    Object.assign(this, { loading: true, failed: false });
    this.changed();
    return this.get(`talk?${what}&start=${start}`).then((found) => {
      if (what !== this.what) return;
      const known = new Set(start ? this.items.map((one) => one.seq) : []);
      this.items = (start ? this.items : []).concat(found.items.filter((one) => !known.has(one.seq)));
      this.replies = Object.assign(start ? this.replies : {}, found.replies);
      Object.assign(this, { more: found.more, loading: false, fresh: start ? this.fresh : 0 });
      this.changed();
    }).catch(() => {
      if (what !== this.what) return;
      Object.assign(this, { loading: false, failed: true });
      this.changed();
    });
  }

  concerns(item) {
    if (item.verb !== 'discussion.contributed') return false;
    const [key, value] = (this.what || '').split('=');
    if (key === 'thread') return String(item.data.root_id) === value;
    return key === 'questions' ? item.data.stance === 'question' : true;
  }

  take(items) {
    if (!this.what) return;
    for (const item of items) this.items = follow(this.items, item);
    this.fresh += items.filter((item) => this.concerns(item)).length;
  }
}
