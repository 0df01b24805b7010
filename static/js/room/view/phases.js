// The phases of an item, planned against used, and what was put aside.

import { Component, html } from '../../../vendor/preact.js';
import { around, phasesOf } from '../evening.js';
import { name, say } from '../words.js';
import { Icon } from './parts.js';

// A new second is worth drawing only where somebody looks at minutes: four times a minute.
const OFTEN = 15000;

export class Phases extends Component {
  componentDidMount() {
    this.timer = window.setInterval(() => this.props.item.phase && this.setState({ tick: Date.now() }), OFTEN);
  }

  componentWillUnmount() {
    window.clearInterval(this.timer);
  }

  move(phase, text, kind) {
    const { item, act } = this.props;
    if (!phase) return null;
    return html`<button type="button" class=${`button button-small ${kind}`}
      onClick=${() => act('turn_to', { agenda_item_id: item.id, phase })}>${say(text, { phase: name('phases', phase) })}</button>`;
  }

  render({ item, feed }) {
    const used = Object.keys(item.spent).length > 0;
    if (item.state === 'pending' || (!item.phase && !used)) return null;
    const leads = feed.me.lead && feed.state.meeting.state === 'in_session' && item.phase;
    const { back, on } = around(item);
    return html`<ol class="phases">${phasesOf(item, feed.now()).map((one) => html`
        <li key=${one.phase} class=${one.now ? 'is-now' : ''} aria-current=${one.now ? 'step' : undefined}>
          <span>${name('phases', one.phase)}</span>
          <span class=${`phase-time${one.used > one.minutes * 60 ? ' is-late' : ''}`}>${say('used_of', { used: Math.floor(one.used / 60), minutes: one.minutes })}</span></li>`)}</ol>
      ${leads ? html`<p class="actions phase-acts">${this.move(on, 'phase_on', 'phase-on')}${this.move(back, 'phase_back', 'button-plain phase-back')}</p>` : null}`;
  }
}

export class Parking extends Component {
  constructor(props) {
    super(props);
    this.state = { text: '', by: '', error: null, done: '' };
  }

  send(event) {
    event.preventDefault();
    const { text, by } = this.state;
    this.props.act('park', { text, said_by: by }).then((answer) => this.setState(answer.ok
      ? { text: '', by: '', error: null, done: say('parked') } : { error: answer.error, done: '' }));
  }

  form() {
    const { text, by, error, done } = this.state;
    return html`<details class="fold park"><summary>${say('park')}</summary><form onSubmit=${(event) => this.send(event)}>
      <div class="field"><label class="field-label" for="park-text">${say('park_what')}</label>
        <input class="input" id="park-text" maxlength="200" value=${text} onInput=${(event) => this.setState({ text: event.target.value, done: '' })} /></div>
      <div class="field"><label class="field-label" for="park-by">${say('park_who')}</label>
        <input class="input" id="park-by" maxlength="40" value=${by} onInput=${(event) => this.setState({ by: event.target.value })} /></div>
      ${error ? html`<p class="refused-why" role="alert"><${Icon} name="info" />${error.message}</p>` : null}
      <div class="actions"><button class="button button-second" type="submit">${say('park_do')}</button></div>
    </form></details><p class="soft" role="status">${done}</p>`;
  }

  render({ feed }) {
    const { parked, meeting } = feed.state;
    const may = feed.me.staff && meeting.state === 'in_session';
    if (!parked.length && !may) return null;
    return html`<section class="side-part parking"><h2>${say('parking')}</h2>
      ${parked.length ? html`<ul class="parked">${parked.map((one) => html`<li key=${one.parked_id}>${one.text}
        ${one.said_by ? html` <small>${say('parked_by', { name: one.said_by })}</small>` : null}</li>`)}</ul>` : html`<p class="soft">${say('parking_none')}</p>`}
      ${may ? this.form() : null}</section>`;
  }
}
