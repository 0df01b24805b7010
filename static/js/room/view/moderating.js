// What those in charge can do with one contribution: hide it with a reason, keep it on top, mark a question as answered.

import { Component, html } from '../../../vendor/preact.js';
import { clock, name, say } from '../words.js';
import { stepsOf } from '../order.js';
import { Asking } from './asking.js';
import { Small } from './parts.js';
import { Tidying } from './tidying.js';

const REASONS = ['personal_attack', 'personal_data', 'unlawful', 'advertising', 'off_topic', 'repeated'];

class Answered extends Component {
  constructor(props) {
    super(props);
    this.state = { by: '' };
  }

  render({ item, about, acts }, { by }) {
    const send = (event) => {
      event.preventDefault();
      if (by.trim()) acts.answered(item, by.trim(), null);
    };
    return html`<form class="answered-form" onSubmit=${send}>
      <input class="input" maxlength="40" value=${by} aria-label=${say('answered_who')} placeholder=${say('answered_who')}
        onInput=${(event) => this.setState({ by: event.target.value })} />
      <${Small} text=${say('answered_do')} about=${about} /></form>`;
  }
}

// Words written down for somebody were sent by whoever holds the pen.
const author = ({ actor, data }) => ({ account_id: data.channel === 'phone' ? actor.id : null, label: data.author_label });

export function Moderating({ item, parent, pinned, acts, may }) {
  const { data } = item;
  const about = `${data.author_label}, ${clock(item.at)}`;
  const asked = parent && parent.data.stance === 'question' && !parent.data.answered_by;
  return html`<details class="post-hide moderating">
    <summary aria-label=${say('moderate_from', { name: data.author_label })}>${say('moderate')}</summary>
    ${may.hide ? html`<p>${say('hide_why')}</p>
    <div class="hide-reasons">
      ${REASONS.map((reason) => html`<${Small} key=${reason} text=${name('reasons', reason)} about=${about} onClick=${() => acts.hide(item, reason)} />`)}
    </div>
    <p><${Small} text=${say('hold')} about=${about} kind="hold" onClick=${() => acts.hold(item)} /></p>
    <p><${Small} text=${say(pinned ? 'unpin' : 'pin')} about=${about} onClick=${() => acts.pin(item, !pinned)} /></p>` : null}
    ${may.hide ? html`<${Tidying} item=${item} about=${about} may=${may} acts=${acts} />` : null}
    ${may.hide && item.actor ? html`<${Asking} who=${item.data.author_label} about=${about} inHall=${item.data.channel !== 'phone'} steps=${stepsOf(may.steps, author(item))} onAsk=${(kind, reason) => acts.restrain(item, kind, reason)} />` : null}
    ${data.stance === 'question' && data.answered_by
    ? html`<p><${Small} text=${say('reopen_question')} about=${about} onClick=${() => acts.reopen(item)} /></p>` : null}
    ${data.stance === 'question' && !data.answered_by ? html`<${Answered} item=${item} about=${about} acts=${acts} />` : null}
    ${asked ? html`<p><${Small} text=${say('this_answers')} about=${about} onClick=${() => acts.answered(parent, data.author_label, data.contribution_id)} /></p>` : null}
  </details>`;
}
