// Where somebody left off reading: the seq of the last words that were in sight. It is kept on this device, and told to the
// server when the page is left or now and then, so that another device goes on from there; never for every scroll.

const OFTEN = 60000;

export class Told {
  // `send(seq)` sends one small message that may be lost; what the server knows already is not told again.
  constructor({ send, known, now }) {
    Object.assign(this, { send, now, known: known || 0, at: now(), seen: 0 });
  }

  reach(seq) {
    this.seen = Math.max(this.seen, seq);
    if (this.now() - this.at >= OFTEN) this.tell();
  }

  tell() {
    if (this.seen <= this.known) return;
    Object.assign(this, { known: this.seen, at: this.now() });
    this.send(this.seen);
  }
}

export function keepPlace(key, seq) {
  try {
    window.localStorage.setItem(key, String(seq));
  } catch (error) {
    // Nothing can be kept here; then the page opens at its end.
  }
}

export function keptPlace(key) {
  try {
    return Number(window.localStorage.getItem(key)) || 0;
  } catch (error) {
    return 0;
  }
}

// The last words whose end is in sight, above what lies over the foot of the page.
export function lastInSight(box, below) {
  const posts = Array.from(box.querySelectorAll('[data-seq]'));
  let low = 0;
  let high = posts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (posts[middle].getBoundingClientRect().bottom <= below) low = middle + 1;
    else high = middle;
  }
  return low ? Number(posts[low - 1].dataset.seq) : 0;
}
