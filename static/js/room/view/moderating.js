// What those in charge can do with one contribution: hide it with a reason, keep it on top, mark a question as answered.

import { Component, html } from '../../../vendor/preact.js';
import { name, say } from '../words.js';
import { stepsOf } from '../order.js';
import { Asking } from './asked.js';
import { Tidying } from './tidying.js';

const REASONS = ['personal_attack', 'personal_data', 'unlawful', 'advertising', 'off_topic', 'repeated'];

class Answered extends Component {
  constructor(props) {
    super(props);
    this.state = { by: '' };
  }

  render({ item, acts }, { by }) {
    const send = (event) => {
      event.preventDefault();
      if (by.trim()) acts.answered(item, by.trim(), null);
    };
    return html`<form class="answered-form" onSubmit=${send}>
      <input class="input" maxlength="40" value=${by} aria-label=${say('answered_who')} placeholder=${say('answered_who')}
        onInput=${(event) => this.setState({ by: event.target.value })} />
      <button type="submit" class="button button-second button-small">${say('answered_do')}</button></form>`;
  }
}

// Words written down for somebody were sent by whoever holds the pen.
const author = ({ actor, data }) => ({ account_id: data.channel === 'phone' ? actor.id : null, label: data.author_label });

export function Moderating({ item, parent, pinned, acts, may }) {
  const { data } = item;
  const asked = parent && parent.data.stance === 'question' && !parent.data.answered_by;
  return html`<details class="post-hide moderating">
    <summary aria-label=${say('moderate_from', { name: data.author_label })}>${say('moderate')}</summary>
    ${may.hide ? html`<p>${say('hide_why')}</p>
    <div class="hide-reasons">
      ${REASONS.map((reason) => html`<button type="button" class="button button-second button-small" key=${reason}
        onClick=${() => acts.hide(item, reason)}>${name('reasons', reason)}</button>`)}
    </div>
    <p><button type="button" class="button button-second button-small hold" onClick=${() => acts.hold(item)}>${say('hold')}</button></p>
    <p><button type="button" class="button button-second button-small" onClick=${() => acts.pin(item, !pinned)}>${say(pinned ? 'unpin' : 'pin')}</button></p>` : null}
    ${may.hide ? html`<${Tidying} item=${item} may=${may} acts=${acts} />` : null}
    ${may.hide && item.actor ? html`<${Asking} who=${item.data.author_label} inHall=${item.data.channel !== 'phone'} steps=${stepsOf(may.steps, author(item))} onAsk=${(kind, reason) => acts.restrain(item, kind, reason)} />` : null}
    ${data.stance === 'question' && data.answered_by
    ? html`<p><button type="button" class="button button-second button-small" onClick=${() => acts.reopen(item)}>${say('reopen_question')}</button></p>` : null}
    ${data.stance === 'question' && !data.answered_by ? html`<${Answered} item=${item} acts=${acts} />` : null}
    ${asked ? html`<p><button type="button" class="button button-second button-small"
      onClick=${() => acts.answered(parent, data.author_label, data.contribution_id)}>${say('this_answers')}</button></p>` : null}
  </details>`;
}
