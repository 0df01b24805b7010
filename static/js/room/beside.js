// What stands beside the thread comes when somebody opens it, has room for it, is in charge of it, or shows by a hand that
// they are there.

export class Desk {
  constructor({ changed }) {
    this.Side = null;
    this.Moderating = null;
    this.missing = false;
    this.tries = 0;
    this.stops = 0;
    this.changed = changed;
    const begin = () => this.begin();
    for (const sign of ['pointerdown', 'keydown']) window.addEventListener(sign, begin, { once: true, passive: true });
  }

  begin() {
    if (!this.tries) this.fetch();
  }

  // The way to end the meeting at once is in the strip on top; the reason is asked for here.
  stop() {
    this.stops += 1;
    this.begin();
    this.changed();
  }

  hurry() {
    if (this.missing) this.fetch();
  }

  // A browser remembers that an address failed, so the next try has another one.
  fetch() {
    const again = this.tries ? `?again=${this.tries}` : '';
    this.tries += 1;
    this.missing = false;
    import(`./desk.js${again}`).then(({ Moderating, Side }) => Object.assign(this, { Moderating, Side }), () => { this.missing = true; }).then(this.changed);
  }
}
