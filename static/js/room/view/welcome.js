// For whoever is not on the list yet: one large button, or why it cannot be pressed.

import { Component, html } from '../../../vendor/preact.js';
import { say } from '../words.js';
import { Icon } from './parts.js';

const waits = ({ me, state }) => Boolean(me.account_id && !me.attended && ['announced', 'in_session'].includes(state.meeting.state));
export const canAttend = (feed) => waits(feed) && !feed.me.attend;

export class Welcome extends Component {
  constructor(props) {
    super(props);
    this.state = { refused: null };
  }

  attend() {
    this.props.act('attend', {}).then((answer) => this.setState({ refused: answer.ok ? null : answer.error }));
  }

  render({ feed, busy }, { refused }) {
    if (!waits(feed)) return null;
    if (feed.me.attend) return html`<p class="welcome welcome-why">${feed.me.attend.message}</p>`;
    return html`<div class="welcome"><button type="button" class="button button-wide" aria-disabled=${busy ? 'true' : undefined} onClick=${() => this.attend()}>
      <${Icon} name="hand" />${say('attend')}</button><p>${refused ? refused.message : say('attend_why')}</p></div>`;
  }
}
