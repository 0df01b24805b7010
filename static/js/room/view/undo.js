// Taking back what was done last: the list is asked for when it is opened, because only the server knows what still stands.

import { Component, html } from '../../../vendor/preact.js';
import { clock, say } from '../words.js';
import { Icon } from './parts.js';

const SOON = 300;

export class Undo extends Component {
  constructor(props) {
    super(props);
    this.state = { acts: null, error: null };
  }

  // What was done meanwhile stands on top, else one would take back the act before it.
  componentDidUpdate(before) {
    if (!this.state.acts || before.mark.every((one, index) => one === this.props.mark[index])) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.list(), SOON);
  }

  componentWillUnmount() {
    window.clearTimeout(this.timer);
  }

  list() {
    const { feed } = this.props;
    return feed.get('undoable').then(({ acts }) => this.setState({ acts }), () => this.setState({ error: { message: say('no_answer') } }));
  }

  toggle(event) {
    if (event.currentTarget.open) this.list();
    else this.setState({ acts: null, error: null });
  }

  back(one) {
    this.props.act('undo', { seq: one.seq }).then((answer) => {
      this.setState({ error: answer.ok ? null : answer.error });
      if (answer.ok) this.list();
    });
  }

  render(props, { acts, error }) {
    return html`<details class="fold undo" onToggle=${(event) => this.toggle(event)}><summary class="take-back">${say('undo')}</summary>
      <p class="soft">${acts && !acts.length ? say('undo_none') : say('undo_why')}</p>
      <ul class="undoable">${(acts || []).map((one) => html`<li key=${one.seq}><span><time datetime=${one.at}>${clock(one.at)}</time> ${one.says}</span>
        <button type="button" class="button button-second button-small" aria-label=${say('undo_of', { act: one.says })} onClick=${() => this.back(one)}>${say('undo_do')}</button></li>`)}</ul>
      ${error ? html`<p class="refused-why" role="alert"><${Icon} name="info" />${error.message}</p>` : null}</details>`;
  }
}
