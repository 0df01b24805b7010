// The talk in the order of the record, however long: what is near the reader stands on the page, earlier words are loaded
// in pieces on the way to them, and what is far away leaves again (pieces.js).

import { Component, html } from '../../../vendor/preact.js';
import { between, Heights, inPieces, pieceOf, step } from '../pieces.js';
import { titleOf } from '../words.js';
import { row } from './thread.js';

const AHEAD = 1.5;
const AT_FIRST = 10;

function Divider({ item }) {
  return html`<li class="thread-item"><h2>${item.position}. ${titleOf(item)}</h2></li>`;
}

// Pieces are drawn anew only when something in them, or what may be done with it, has changed.
class Piece extends Component {
  shouldComponentUpdate({ items, mark, answers, under }) {
    const before = this.props.items;
    return under !== this.props.under || mark !== this.props.mark || answers !== this.props.answers || items.length !== before.length || items.some((one, index) => one !== before[index]);
  }

  render({ items, under, known, replies, props, piece }) {
    const rows = [];
    let about = under;
    for (const item of items) {
      const { agenda_item_id: now, contribution_id: id, parent_id: to } = item.data;
      const heading = now !== about && props.feed.state.agenda.find((one) => one.id === now);
      if (heading) rows.push(html`<${Divider} item=${heading} key=${`item-${now}-${item.seq}`} />`);
      about = now;
      rows.push(row({ feed: props.feed, item, parent: known.get(to), fresh: props.greet(item.seq), canReply: props.canReply,
        acts: props.acts, replies: replies.get(id) || 0, deep: 0, others: known }));
    }
    return html`<ol class="thread piece" data-piece=${piece}>${rows}</ol>`;
  }
}

export class Talk extends Component {
  constructor(props) {
    super(props);
    this.heights = new Heights();
    this.bases = new Map();
    this.frame = 0;
    // What has just come in arrives with a small movement, once.
    this.greeted = props.fresh;
    this.greet = (seq) => {
      if (seq <= this.greeted) return false;
      this.greeted = seq;
      return true;
    };
    this.hold = (box) => { this.box = box; };
    // First and last piece on the page; no last one: up to the end, whatever comes.
    this.state = { first: null, last: null };
    this.moved = () => {
      if (!this.frame) this.frame = window.requestAnimationFrame(() => this.look());
    };
  }

  componentDidMount() {
    this.props.handle(this);
    window.addEventListener('scroll', this.moved, { passive: true });
    window.addEventListener('resize', this.moved);
  }

  componentWillUnmount() {
    window.cancelAnimationFrame(this.frame);
    window.removeEventListener('scroll', this.moved);
    window.removeEventListener('resize', this.moved);
  }

  // Contributions by number, and how many replies each has: put together once for a list, however often it is drawn.
  index() {
    const said = this.props.feed.state.contributions;
    if (this.said === said) return;
    this.said = said;
    this.pieces = inPieces(said);
    this.known = new Map();
    this.replies = new Map();
    for (const item of said) {
      this.known.set(item.data.contribution_id, item);
      const to = item.data.parent_id;
      if (to) this.replies.set(to, (this.replies.get(to) || 0) + 1);
    }
  }

  // How many replies the contributions of a piece have, so that a new one is counted where it belongs.
  answers({ from, to }) {
    let sum = 0;
    for (const item of this.said.slice(from, to)) sum += this.replies.get(item.data.contribution_id) || 0;
    return sum;
  }

  range() {
    const { first, last } = this.state;
    const all = this.pieces;
    let end = last === null ? all.length : all.findIndex((one) => one.key > last);
    if (end < 0) end = all.length;
    let begin = first === null ? -1 : all.findIndex((one) => one.key >= first);
    if (begin < 0 || begin >= end) {
      begin = end;
      for (let count = 0; begin > 0 && count < AT_FIRST; begin -= 1) count += all[begin - 1].to - all[begin - 1].from;
    }
    return [begin, end];
  }

  show([first, end], then) {
    const last = end >= this.pieces.length ? null : this.pieces[end - 1].key;
    const from = this.pieces[first] ? this.pieces[first].key : null;
    if (from === this.state.first && last === this.state.last) return then && then();
    return this.setState({ first: from, last }, then);
  }

  // What is in sight stays where it is, whatever is added or measured above it.
  getSnapshotBeforeUpdate() {
    if (!this.box || !this.box.isConnected || this.still) return null;
    for (const [key, base] of this.bases) {
      const box = base.getBoundingClientRect();
      if (box.bottom > 0) return { key, base, top: box.top };
    }
    return null;
  }

  componentDidUpdate(_props, _state, held) {
    this.measure();
    if (held && held.base.isConnected) {
      const off = held.base.getBoundingClientRect().top - held.top;
      if (Math.abs(off) >= 1) window.scrollBy(0, off);
    }
    this.moved();
  }

  measure() {
    if (!this.box || !this.box.isConnected) return;
    const shown = new Map(this.pieces.map((one) => [one.key, one]));
    this.bases = new Map();
    for (const base of Array.from(this.box.querySelectorAll('.piece'))) {
      const key = Number(base.dataset.piece);
      if (shown.has(key)) this.heights.learn(shown.get(key), base.offsetHeight);
      this.bases.set(key, base);
    }
  }

  look() {
    this.frame = 0;
    if (!this.box || !this.box.isConnected || !this.pieces.length) return;
    const { feed } = this.props;
    const above = -this.box.getBoundingClientRect().top;
    const height = window.innerHeight;
    const wanted = between(this.pieces, this.heights, above - AHEAD * height, above + (1 + AHEAD) * height);
    const now = this.range();
    const next = step(now, wanted);
    if (next[0] !== now[0] || next[1] !== now[1]) this.show(next);
    if (above < AHEAD * height && feed.state.more && !this.loading) {
      this.loading = true;
      feed.earlier().then(() => { this.loading = false; }, () => { this.loading = false; });
    }
  }

  toEnd() {
    const all = this.pieces || [];
    const last = this.state.last;
    const go = () => window.scrollTo(0, document.documentElement.scrollHeight);
    if (last === null) return go();
    this.still = true;
    return this.setState({ first: null, last: null }, () => { this.still = false; go(); return all; });
  }

  atEnd() {
    return this.state.last === null;
  }

  // Goes to some words by their seq, wherever they are among those on this phone.
  reach(seq, then) {
    const at = this.pieces.findIndex((one) => one.key === pieceOf(seq));
    if (at < 0) return false;
    this.still = true;
    this.show([Math.max(0, at - 2), Math.min(this.pieces.length, at + 4)], () => {
      this.still = false;
      const found = this.box.querySelector(`[data-seq="${seq}"]`);
      if (found) then(found);
    });
    return true;
  }

  render({ feed, canReply, acts }) {
    this.index();
    const [first, end] = this.range();
    const { state, me } = feed;
    const mark = [canReply, state.meeting.current_item_id, state.meeting.state, state.agenda, me, state.pins, state.steps, feed.desk.Moderating];
    if (!this.mark || mark.some((one, index) => one !== this.mark[index])) this.mark = mark;
    const shown = this.pieces.slice(first, end);
    const props = { feed, canReply, acts, greet: this.greet };
    const above = this.heights.all(this.pieces, 0, first);
    const below = this.heights.all(this.pieces, end, this.pieces.length);
    return html`<div class="room-thread talk" ref=${this.hold}>
      <div class="thread-space" style=${{ height: `${above}px` }}></div>
      ${shown.map((piece) => html`<${Piece} key=${piece.key} items=${state.contributions.slice(piece.from, piece.to)} mark=${this.mark}
        under=${piece.from ? state.contributions[piece.from - 1].data.agenda_item_id : undefined} known=${this.known} replies=${this.replies}
        answers=${this.answers(piece)} props=${props} piece=${piece.key} />`)}
      <div class="thread-space" style=${{ height: `${below}px` }}></div></div>`;
  }
}
