// One chip says in which order the talk is read, and changes it: at a desk in the foot, on a phone at the end of the talk.

import { html } from '../../../vendor/preact.js';
import { ahead } from '../evening.js';
import { name, say, titleOf } from '../words.js';
import { Icon } from './parts.js';

export const ORDERS = ['oldest', 'newest', 'not_yet_heard'];

export function Chip({ feed, view, onSee }) {
  const { contributions } = feed.state;
  if (contributions.length < 2 && view === 'oldest') return null;
  const open = contributions.filter(({ data }) => data.stance === 'question' && data.body && !data.answered_by).length;
  return html`<label class="talk-order"><span class="unseen">${say('order')}</span>
    <select value=${view} onChange=${(event) => onSee(event.target.value)}>
      ${ORDERS.map((one) => html`<option key=${one} value=${one === 'oldest' ? one : `order=${one}`}>${name('orders', one)}</option>`)}
      <option value="questions=1">${open ? say('questions_open', { count: open }) : say('questions')}</option>
      ${view.startsWith('thread=') ? html`<option value=${view}>${say('one_thread')}</option>` : null}
    </select></label>`;
}

// While nothing is talked about there is nothing to read but what comes.
export function NothingYet({ state: { meeting, agenda } }) {
  if (meeting.current_item_id) return html`<p class="thread-empty"><${Icon} name="speak" />${say('nothing_yet')}</p>`;
  const left = ahead(meeting, agenda);
  return left.length ? html`<section class="ahead"><h2>${say('ahead')}</h2><ol>${left.map((one) => html`<li key=${one.id}>${titleOf(one)}</li>`)}</ol></section>` : null;
}
