// The way into the meeting, large enough for the big screen: one thing until it is closed.

import { Component, html } from '../../../vendor/preact.js';
import { holdFocus } from '../../sheet.js';
import { say } from '../words.js';
import { Icon } from './parts.js';

export class Code extends Component {
  componentDidMount() {
    this.release = holdFocus(this.base, this.props.onClose);
    this.base.querySelector('button').focus();
  }

  componentWillUnmount() {
    this.release();
  }

  render({ title, join, picture, onClose }) {
    return html`<div class="room-code" role="dialog" aria-modal="true" aria-label=${say('code')}>
      <button type="button" class="saying-close" aria-label=${say('close')} onClick=${onClose}><${Icon} name="cross" /></button>
      <h2>${title}</h2>
      <div class="room-code-picture" dangerouslySetInnerHTML=${{ __html: picture }}></div>
      <p class="room-code-word">${join.code}</p><p class="mono">${join.address}</p></div>`;
  }
}
