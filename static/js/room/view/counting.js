// Two people count the hands in the hall and those who were helped; only what both have alike counts.

import { Component, html } from '../../../vendor/preact.js';
import { say } from '../words.js';
import { Icon } from './parts.js';
import { answersOf } from './polls.js';

const KINDS = ['hall', 'helped'];

// What has been counted: a first count without its figures, and two that differ beside each other.
function Counted({ poll, me }) {
  if (!poll.hall) return null;
  const { agrees, counts } = poll.hall;
  const figures = (one) => answersOf(poll).map((text, index) => `${text} ${one.hall[index]} + ${one.helped[index]}`).join(' · ');
  if (counts.length < 2) return html`<p class="soft" role="status">${say(counts[0].account_id === me.account_id ? 'hall_own' : 'hall_other', { name: counts[0].name })}</p>`;
  return html`<div role="status"><p class=${agrees ? 'soft' : 'refused-why'}><${Icon} name=${agrees ? 'done' : 'info'} />${say(agrees ? 'hall_agrees' : 'hall_differs')}</p>
    <ul class="hall-counts">${counts.map((one) => html`<li key=${one.account_id}><b>${one.name}</b> ${figures(one)}</li>`)}</ul></div>`;
}

export class HallCount extends Component {
  constructor(props) {
    super(props);
    const empty = answersOf(props.poll).map(() => '');
    this.state = { hall: empty, helped: empty.slice() };
  }

  set(kind, index, value) {
    this.setState({ [kind]: this.state[kind].map((one, at) => (at === index ? value : one)) });
  }

  send(event) {
    event.preventDefault();
    const [counts, helped] = KINDS.map((kind) => this.state[kind].map((one) => (one === '' ? 0 : Number(one))));
    this.props.onCount({ counts, helped });
  }

  render({ poll, me }) {
    return html`<form class="hall-count" onSubmit=${(event) => this.send(event)}><h3>${say('hall_count')}</h3><p class="soft">${say('hall_count_how')}</p>
      <table><thead><tr><td></td>${KINDS.map((kind) => html`<th key=${kind} scope="col" id=${`hall-${kind}`}>${say(`hall_${kind}`)}</th>`)}</tr></thead>
        <tbody>${answersOf(poll).map((text, index) => html`<tr key=${index}><th scope="row" id=${`hall-row-${index}`}>${text}</th>${KINDS.map((kind) => html`<td key=${kind}>
          <input class="input" type="number" min="0" max="9999" inputmode="numeric" aria-labelledby=${`hall-row-${index} hall-${kind}`} value=${this.state[kind][index]} onInput=${(event) => this.set(kind, index, event.target.value)} /></td>`)}</tr>`)}</tbody></table>
      <button type="submit" class="button button-second button-small">${say('hall_count_do')}</button><${Counted} poll=${poll} me=${me} /></form>`;
  }
}
