// One chip over the thumb says in which order the talk is read, and changes it.

import { html } from '../../../vendor/preact.js';
import { name, say } from '../words.js';

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
