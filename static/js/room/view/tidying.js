// Tidying the talk from one contribution: what says the same, where it belongs, and whether anybody still replies.

import { Component, html } from '../../../vendor/preact.js';
import { name, say, titleOf } from '../words.js';
import { Small } from './parts.js';

const WHY = ['answered', 'said', 'elsewhere', 'heated'];
const MOST = 40;

class Choice extends Component {
  constructor(props) {
    super(props);
    this.state = { value: '' };
  }

  render({ label, options, does, about, onDo }, { value }) {
    if (!options.length) return null;
    return html`<form class="answered-form" onSubmit=${(event) => { event.preventDefault(); if (value) onDo(value); }}>
      <select class="input" aria-label=${label} value=${value} onChange=${(event) => this.setState({ value: event.target.value })}>
        <option value="">${label}</option>${options.map(([key, text]) => html`<option key=${key} value=${String(key)}>${text}</option>`)}</select>
      <${Small} text=${does} about=${about} off=${!value} /></form>`;
  }
}

// What it could say the same as: what was said last under the same item, and is shown.
function alike(item, said) {
  const { agenda_item_id: about, contribution_id: id } = item.data;
  const others = said.filter(({ data }) => data.agenda_item_id === about && data.contribution_id !== id && data.body && !data.merged_into);
  return others.slice(-MOST).reverse().map(({ data }) => [data.contribution_id, `${data.author_label}: ${data.body.slice(0, 30)}`]);
}

export function Tidying({ item, about, may, acts }) {
  const { data } = item;
  const button = (text, onClick) => html`<p><${Small} text=${text} about=${about} onClick=${onClick} /></p>`;
  if (data.merged_into) return button(say('part'), () => acts.part(item));
  return html`<details class="fold tidying"><summary>${say('tidy')}</summary>
    <${Choice} label=${say('same_as')} options=${alike(item, may.said())} does=${say('merge')} about=${about} onDo=${(id) => acts.merge(item, Number(id))} />
    <${Choice} label=${say('move_to')} options=${may.agenda().filter((one) => one.id !== data.agenda_item_id).map((one) => [one.id, titleOf(one)])}
      does=${say('move')} about=${about} onDo=${(id) => acts.move(item, Number(id))} />
    ${data.root_id ? null : data.closed ? button(say('open_replies'), () => acts.close(item, ''))
    : html`<${Choice} label=${say('close_why')} options=${WHY.map((one) => [one, name('locks', one)])} does=${say('close_replies')} about=${about} onDo=${(why) => acts.close(item, why)} />`}
  </details>`;
}
