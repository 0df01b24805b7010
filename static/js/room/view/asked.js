// What the moderator has asked of this person, in kind words, with the way to appeal.

import { Component, html } from '../../../vendor/preact.js';
import { stepNow } from '../order.js';
import { name, say } from '../words.js';
import { Icon } from './parts.js';

export class Asked extends Component {
  constructor(props) {
    super(props);
    this.state = { read: 0 };
  }

  render({ me, item }, { read }) {
    const step = stepNow(me, item);
    if (!step || (step.kind === 'warning' && step.step_id === read)) return null;
    return html`<div class="asked" data-step=${step.kind}><p><${Icon} name="info" />${say(`step_${step.kind}`, { reason: name('reasons', step.reason) })}</p>
      <p><a href=${`/order/steps/${step.step_id}`}>${say('step_appeal')}</a>
      ${step.kind === 'warning' ? html`<button type="button" class="button button-second button-small" onClick=${() => this.setState({ read: step.step_id })}>${say('step_read')}</button>` : null}</p></div>`;
  }
}
