// A long talk in pieces of a few contributions: only those near the reader stand on the page, the others are a space of
// their height. Which piece a contribution belongs to is told by its seq alone, so that pieces stay what they are when
// earlier or later words are added. Knows no page.

const SIZE = 3;
const GUESS = 150;
const ENOUGH = 12;

export const pieceOf = (seq) => Math.floor(seq / SIZE);

export function inPieces(items) {
  const found = [];
  items.forEach((item, index) => {
    const key = pieceOf(item.seq);
    const last = found[found.length - 1];
    if (last && last.key === key) last.to = index + 1;
    else found.push({ key, from: index, to: index + 1 });
  });
  return found;
}

// What each piece is high: measured once it has been on the page, before that what the first ones were on average. That
// guess stays as it is: if it changed, thousands of pieces nobody has seen would move what somebody reads.
export class Heights {
  constructor() {
    Object.assign(this, { known: new Map(), sum: 0, count: 0 });
  }

  learn(piece, height) {
    const size = piece.to - piece.from;
    if (this.count < ENOUGH && !this.known.has(piece.key)) {
      this.sum += height;
      this.count += size;
    }
    this.known.set(piece.key, { height, size });
  }

  of(piece) {
    const size = piece.to - piece.from;
    const known = this.known.get(piece.key);
    if (known && known.size === size) return known.height;
    return size * (this.count ? this.sum / this.count : GUESS);
  }

  all(pieces, from, to) {
    let sum = 0;
    for (let index = from; index < to; index += 1) sum += this.of(pieces[index]);
    return sum;
  }
}

// The pieces that meet what lies between two heights, as [first, behind the last].
export function between(pieces, heights, above, below) {
  let first = 0;
  let top = 0;
  while (first < pieces.length - 1 && top + heights.of(pieces[first]) < above) {
    top += heights.of(pieces[first]);
    first += 1;
  }
  let end = first;
  while (end < pieces.length && top < below) {
    top += heights.of(pieces[end]);
    end += 1;
  }
  return [first, Math.max(end, first + 1)];
}

// One step from what is shown towards what is wanted: a slow phone draws one piece a frame. Far away, all at once.
export function step([first, end], [wantedFirst, wantedEnd]) {
  if (wantedFirst >= end || wantedEnd <= first) return [wantedFirst, wantedEnd];
  if (wantedFirst < first) return [first - 1, Math.max(wantedEnd, Math.min(end, wantedEnd + 1))];
  if (wantedEnd > end) return [Math.min(wantedFirst, Math.max(first, wantedFirst - 1)), end + 1];
  return [wantedFirst > first + 1 ? wantedFirst : first, wantedEnd < end - 1 ? wantedEnd : end];
}
