// Captions: what the recorder has finished writing, for those who hear badly or not at all. Behind a fold on phones, so that
// nobody has it read out or on the screen who has not asked for it.

import { Component, html } from '../../../vendor/preact.js';
import { say } from '../words.js';

const OPEN = 'captions';
const LINES = 4;
const NEAR = 30;

// The last lines about the item of the moment; what was said under another item would only mislead.
export function latest({ captions, meeting }, most) {
  if (meeting.state !== 'in_session') return [];
  return captions.filter((one) => !one.struck && one.text && one.agenda_item_id === meeting.current_item_id).slice(-most);
}

function wanted() {
  try {
    return window.localStorage.getItem(OPEN) === '1';
  } catch (error) {
    return false;
  }
}

export class Captions extends Component {
  constructor(props) {
    super(props);
    this.open = wanted();
  }

  componentDidMount() {
    this.toEnd();
  }

  componentDidUpdate() {
    this.toEnd();
  }

  // The newest line is in view, unless somebody is reading an earlier one.
  toEnd() {
    const { box } = this;
    if (!box) return;
    if (this.end === undefined || box.scrollTop + box.clientHeight >= this.end - NEAR) box.scrollTop = box.scrollHeight;
    this.end = box.scrollHeight;
  }

  keep(event) {
    this.open = event.target.open;
    this.toEnd();
    try {
      window.localStorage.setItem(OPEN, this.open ? '1' : '');
    } catch (error) {
      // It is asked again next time.
    }
  }

  render({ state }) {
    const shown = latest(state, LINES);
    if (!shown.length) return null;
    return html`<details class="captions" open=${this.open} onToggle=${(event) => this.keep(event)}><summary>${say('captions')}</summary>
      <div class="captions-lines" aria-live="off" tabindex="0" role="group" aria-label=${say('captions')} ref=${(box) => { this.box = box; }}>
        <p class="captions-are">${say('captions_are')}</p>
        ${shown.map((one) => html`<p key=${one.note_id} lang=${one.language || undefined}>${one.text}</p>`)}</div></details>`;
  }
}
