// Small pieces every part of the room uses.

import { html } from '../../../vendor/preact.js';

const TONES = { for: 'good', against: 'other', supplement: 'run', question: 'soon', neutral: 'still' };
const ITEM_TONES = { pending: 'still', open: 'accent', closed: 'good', postponed: 'soon' };
let drawings = {};

export function learnIcons(template) {
  drawings = {};
  for (const holder of Array.from(template.content.querySelectorAll('[data-icon]'))) {
    drawings[holder.dataset.icon] = holder.innerHTML;
  }
}

export function Icon({ name }) {
  return html`<span class="drawn" aria-hidden="true" dangerouslySetInnerHTML=${{ __html: drawings[name] || '' }}></span>`;
}

export function Tag({ text, tone = 'still' }) {
  return html`<span class=${`tag tag-${tone}`}>${text}</span>`;
}

// One of many buttons of the same words: whoever hears it alone hears also what it is about.
export function Small({ text, about, onClick, kind = '', off }) {
  return html`<button type=${onClick ? 'button' : 'submit'} class=${`button button-second button-small ${kind}`} aria-label=${`${text}: ${about}`}
    aria-disabled=${off ? 'true' : undefined} onClick=${onClick}>${text}</button>`;
}

export const stanceTone = (stance) => TONES[stance] || 'still';
export const itemTone = (state) => ITEM_TONES[state] || 'still';

// A person's text: blank lines make paragraphs, single breaks stay; nothing in it is ever markup.
export function Text({ text, lang }) {
  const blocks = text.replace(/\r\n/g, '\n').split(/\n{2,}/).filter((block) => block.trim());
  const lines = (block) => block.split('\n').map((line, index) => (index ? [html`<br />`, line] : line));
  return html`<div class="post-text" lang=${lang || undefined}>${blocks.map((block) => html`<p>${lines(block)}</p>`)}</div>`;
}

export function Notice({ kind = 'info', icon = 'info', children }) {
  return html`<div class=${`notice notice-${kind}`}><${Icon} name=${icon} /><div class="notice-body">${children}</div></div>`;
}
