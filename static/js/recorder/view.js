// The recorder's two panes: the lines being written, and the record they rest on. Everything by keyboard.

import { Component, html } from '../../vendor/preact.js';
import { Icon } from '../room/view/parts.js';
import { name, say } from '../room/words.js';

const KINDS = ['said', 'agreed', 'not_agreed', 'minority', 'answer', 'action'];
const MOST_FINGER = 14;

// The keys of an input method are its own until the word is made.
const composing = (event) => event.isComposing || event.keyCode === 229;

function grow(box) {
  if (!box) return;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight + 2}px`;
}

function Way({ line }) {
  if (line.state === 'refused') return html`<span class="line-way is-refused" role="alert"><${Icon} name="warn" />${say('refused', { reason: line.error.message })}</span>`;
  const words = { saving: 'saving', dirty: 'typing', waiting: 'waiting', saved: line.recorded ? 'on_record' : 'saved' }[line.state];
  return words ? html`<span class=${`line-way is-${line.state}`}>${say(words)}${line.by ? html` · ${say('by', { name: line.by })}` : null}</span>` : null;
}

function Sources({ line, onUnlink }) {
  return line.sources.map((seq) => html`<button key=${seq} type="button" class="line-source" aria-label=${say('unlink', { number: seq })} title=${say('unlink', { number: seq })}
    onClick=${() => onUnlink(seq)}>${seq} ×</button>`);
}

function Conflict({ line, onChoose }) {
  const { theirs } = line;
  return html`<div class="line-conflict" role="group" aria-label=${say('theirs', { name: theirs.by })}>
    <p>${theirs.why}</p><p class="field-label">${say('theirs', { name: theirs.by })}</p><p class="line-theirs">${theirs.text}</p>
    <p class="row">${['theirs', 'both', 'mine'].map((how) => html`<button key=${how} type="button" class="button button-second button-small" onClick=${() => onChoose(how)}>${say(`keep_${how}`)}</button>`)}</p></div>`;
}

class Line extends Component {
  componentDidMount() {
    grow(this.box);
  }

  componentDidUpdate() {
    grow(this.box);
  }

  // A phone's keyboard often tells no keys: there the end of a line comes as a letter.
  type(value) {
    const { line, lines, onFinish } = this.props;
    lines.edit(line, { text: value.replace(/\n+/g, ' ') });
    if (value.endsWith('\n')) onFinish(line);
  }

  press(event) {
    if (composing(event)) return;
    const { line, lines, onFinish, onMove, onRecord, onLatest } = this.props;
    const { selectionStart: from, selectionEnd: to, value } = event.target;
    const digit = event.altKey && /^Digit[1-6]$/.test(event.code) ? KINDS[Number(event.code.slice(5)) - 1] : null;
    const keys = {
      Enter: () => !event.shiftKey && onFinish(line),
      ArrowUp: () => from === 0 && to === 0 && onMove(line, -1),
      ArrowDown: () => from === value.length && onMove(line, 1),
      Escape: () => onRecord(),
    };
    let done = false;
    if (digit) done = lines.edit(line, { kind: digit }) || true;
    else if (event.altKey && event.code === 'KeyL') done = onLatest(line) || true;
    else if (keys[event.key]) done = keys[event.key]() !== false;
    if (done) event.preventDefault();
  }

  render({ line, lines, number, onUnlink, onFocus }) {
    const fresh = line.state === 'new';
    return html`<li class=${`line is-${line.state}`}>
      <textarea class="input" rows="1" maxlength="1000" aria-label=${fresh ? say('new_line') : say('line', { number })} placeholder=${fresh ? say('new_line') : undefined}
        ref=${(box) => { this.box = box; }} data-key=${line.key} value=${line.text} onFocus=${() => onFocus(line)}
        onInput=${(event) => this.type(event.target.value)} onKeyDown=${(event) => this.press(event)}></textarea>
      ${line.state === 'conflict' ? html`<${Conflict} line=${line} onChoose=${(how) => lines.resolve(line, how)} />` : null}
      <div class="line-foot"><select class="input line-kind" aria-label=${say('about')} value=${line.kind} onChange=${(event) => lines.edit(line, { kind: event.target.value })}>
        ${KINDS.map((one) => html`<option key=${one} value=${one}>${name('kinds', one)}</option>`)}</select>
        <${Sources} line=${line} onUnlink=${(seq) => onUnlink(line, seq)} /><${Way} line=${line} /></div>
    </li>`;
  }
}

export class Text extends Component {
  componentDidMount() {
    this.props.handle(this);
    const { lines } = this.props;
    if (!lines.all.some((line) => line.state === 'new')) this.fresh();
  }

  fresh() {
    this.props.lines.add(this.props.state.item);
    this.setState({});
  }

  box(line) {
    return line && document.querySelector(`.line textarea[data-key="${line.key}"]`);
  }

  // The empty line at the end is always about the item of the moment.
  last() {
    const { lines, state } = this.props;
    let found = lines.all.find((line) => line.state === 'new');
    if (!found) found = lines.add(state.item);
    found.item = state.item;
    return found;
  }

  go(line) {
    this.setState({}, () => {
      const box = this.box(line);
      if (box) box.focus();
    });
  }

  finish(line) {
    this.props.lines.finish(line);
    this.go(this.last());
  }

  move(line, step) {
    const shown = this.shown();
    const next = shown[shown.indexOf(line) + step];
    if (!next) return false;
    this.go(next);
    return true;
  }

  shown() {
    return this.props.lines.all.filter((line) => line.state !== 'saved' || line.text);
  }

  take(row) {
    const { lines } = this.props;
    const line = this.last();
    lines.edit(line, { text: row.sentence, sources: [row.seq] });
    this.go(line);
  }

  link(row) {
    const line = this.held && this.props.lines.all.includes(this.held) ? this.held : this.last();
    if (!line.sources.includes(row.seq)) this.props.lines.edit(line, { sources: line.sources.concat(row.seq).sort((a, b) => a - b) });
    this.go(line);
  }

  latest(line) {
    const rows = this.props.state.rows.filter((row) => !row.own);
    if (rows.length && !line.sources.includes(rows[rows.length - 1].seq)) {
      this.props.lines.edit(line, { sources: line.sources.concat(rows[rows.length - 1].seq) });
    }
  }

  // Whoever goes on to another line has finished the one before; a look at the record finishes nothing.
  hold(line) {
    if (this.held && this.held !== line) this.props.lines.finish(this.held);
    this.held = line;
  }

  back() {
    this.go(this.held || this.last());
  }

  toRecord() {
    const found = document.querySelectorAll('.beside-take');
    if (found.length) found[found.length - 1].focus();
  }

  over() {
    const { lines } = this.props;
    const left = lines.unsaved;
    return html`<p class="line-over">${say('over')}</p>
      ${left.length ? html`<h2>${say('left')}</h2><ul class="plain-list">${left.map((line) => html`<li key=${line.key}>${line.text}
        <button type="button" class="button button-plain button-small" onClick=${() => lines.drop(line)}>${say('discard')}</button></li>`)}</ul>` : null}
      <ol class="lines">${lines.all.filter((line) => line.state === 'saved' && line.text).map((line) => html`<li key=${line.key} class="line"><p>${line.text}</p></li>`)}</ol>`;
  }

  // Runs of lines about one item, each with the number its first line has among all; a run keeps its key while lines are
  // added, so that nobody loses the place where they write.
  groups(shown) {
    const found = [];
    const runs = {};
    shown.forEach((line, index) => {
      const last = found[found.length - 1];
      if (last && last.item === line.item) last.part.push(line);
      else {
        runs[line.item] = (runs[line.item] || 0) + 1;
        found.push({ key: `${line.item}-${runs[line.item]}`, item: line.item, from: index, part: [line] });
      }
    });
    return found;
  }

  line(line, index) {
    const { lines } = this.props;
    return html`<${Line} key=${line.key} line=${line} lines=${lines} number=${index + 1}
      onFinish=${(one) => this.finish(one)} onMove=${(one, step) => this.move(one, step)} onRecord=${() => this.toRecord()} onLatest=${(one) => this.latest(one)}
      onFocus=${(one) => this.hold(one)} onUnlink=${(one, seq) => lines.edit(one, { sources: one.sources.filter((other) => other !== seq) })} />`;
  }

  render({ lines, state, items, offline }) {
    if (state.over) return this.over();
    this.last();
    const shown = this.shown();
    return html`${offline ? html`<p class="line-offline" role="status"><${Icon} name="warn" />${offline}</p>` : null}
      ${this.groups(shown).map(({ key, item, from, part }) => html`<section key=${key}><h2 class="lines-item">${items[item] || say('before')}</h2>
        <ol class="lines" start=${from + 1}>${part.map((line, index) => this.line(line, from + index))}</ol></section>`)}`;
  }
}

export class Beside extends Component {
  componentDidMount() {
    this.toEnd();
  }

  // The newest entry stays in view for whoever was looking at it; who has scrolled up to read stays there.
  toEnd() {
    const pane = this.list && this.list.closest('.pane-inner');
    const near = pane && (this.end === undefined || pane.scrollTop + pane.clientHeight >= this.end - MOST_FINGER);
    if (near) pane.scrollTop = pane.scrollHeight;
    if (pane) this.end = pane.scrollHeight;
  }

  componentDidUpdate() {
    this.toEnd();
  }

  press(event, row) {
    const all = Array.from(document.querySelectorAll('.beside-take'));
    const here = all.findIndex((one) => event.currentTarget.contains(one));
    const next = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined) {
      if (all[next]) all[next].focus();
    } else if (event.key === 'Escape') this.props.onBack();
    else if (event.key === 'l' && !event.altKey && !event.ctrlKey && !event.metaKey) this.props.onLink(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  render({ rows, onTake, onLink }) {
    return html`<ol class="beside" ref=${(list) => { this.list = list; }}>${rows.filter((row) => !row.own).map((row) => html`<li key=${row.seq} onKeyDown=${(event) => this.press(event, row)}>
      <p class="beside-said"><a href=${row.url} target="_blank" rel="noopener">${row.seq}</a> <time>${row.at}</time> ${row.sentence}</p>
      <p class="beside-acts"><button type="button" class="button button-plain button-small beside-take" aria-label=${say('take_of', { number: row.seq })} onClick=${() => onTake(row)}>${say('take')}</button>
        <button type="button" class="button button-plain button-small" aria-label=${say('link_of', { number: row.seq })} onClick=${() => onLink(row)}>${say('link')}</button></p></li>`)}</ol>`;
  }
}
