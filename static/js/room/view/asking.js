// The form a moderator asks somebody with: a warning, silence for this item, or to leave; always with a reason.

import { Component, html } from '../../../vendor/preact.js';
import { name, say } from '../words.js';
import { Small } from './parts.js';

const KINDS = ['warning', 'mute', 'removal'];
const REASONS = ['disturbs', 'personal_attack', 'personal_data', 'unlawful', 'advertising', 'off_topic', 'repeated', 'danger'];

export class Asking extends Component {
  constructor(props) {
    super(props);
    this.state = { kind: 'warning', reason: 'disturbs' };
  }

  render({ who, about, steps, onAsk, inHall }, { kind, reason }) {
    const choice = (label, key, values, names) => html`<label>${label} <select class="input" value=${this.state[key]} onChange=${(event) => this.setState({ [key]: event.target.value })}>
      ${values.map((one) => html`<option key=${one} value=${one}>${name(names, one)}</option>`)}</select></label>`;
    return html`<form class="asking-form" onSubmit=${(event) => { event.preventDefault(); onAsk(kind, reason); }}>
      <p><b>${say('step', { name: who })}</b>${steps.length ? html` <small>${say('step_before', { steps: steps.map((one) => name('steps', one.kind)).join(' · ') })}</small>` : null}</p>
      <p class="keeping-row">${choice(say('step_what'), 'kind', KINDS, 'steps')} ${choice(say('why'), 'reason', REASONS, 'reasons')}</p>
      <p class="soft">${say(inHall ? 'step_why_hall' : 'step_why')}</p>
      <${Small} text=${say('step_do')} about=${about || who} /></form>`;
  }
}
