// The floor for everybody: who speaks and how long still, and one's own way into the queue and out of it.

import { Component, html } from '../../../vendor/preact.js';
import { asClock, left, mine, place, queue, speaker, stakeOf, turnsOf } from '../turns.js';
import { name, say } from '../words.js';
import { Icon, stanceTone, Tag } from './parts.js';
import { pollStands } from './polls.js';

const STANCES = ['for', 'against', 'supplement', 'question'];
const SOON = 30;

// Ticks twice a second while somebody speaks; the seconds are the server's, whatever the phone's clock says.
export class Clock extends Component {
  componentDidMount() {
    this.timer = window.setInterval(() => this.setState({ tick: Date.now() }), 500);
  }

  componentWillUnmount() {
    window.clearInterval(this.timer);
  }

  render({ request, feed }) {
    const seconds = left(request, feed.now());
    const late = seconds < 0 ? ' is-late' : '';
    const soon = seconds >= 0 && seconds <= SOON ? ' is-soon' : '';
    const words = request.paused_at ? say('clock_stopped') : say(seconds < 0 ? 'time_over' : 'time_left');
    return html`<span class=${`turn-clock${late}${soon}${request.paused_at ? ' is-paused' : ''}`} role="timer">
      <span class="unseen">${words} </span>${asClock(seconds)}</span>`;
  }
}

// One line under the item being talked about.
export function FloorLine({ feed }) {
  const { floor } = feed.state;
  const now = speaker(floor);
  const next = queue(floor)[0];
  if (!now && !next) return null;
  const own = next && next.account_id && next.account_id === feed.me.account_id;
  return html`<div class=${`floor-line${own ? ' is-own' : ''}`}>
    ${now ? html`<span class="floor-now"><${Icon} name="speak" /><b>${now.label}</b> ${now.kind === 'turn'
      ? html`<${Tag} text=${name('stances', now.stance)} tone=${stanceTone(now.stance)} />` : html`<${Tag} text=${say('point_of_order')} tone="accent" />`}
      <${Clock} request=${now} feed=${feed} /></span>` : null}
    ${next ? html`<span class="floor-next">${own ? html`<b>${say('you_are_next')}</b>` : say('next', { name: next.label })}</span>` : null}
  </div>`;
}

// Under the thumb: raise a hand, see one's place, withdraw, and say that one has finished.
export class Ask extends Component {
  constructor(props) {
    super(props);
    this.state = { error: null, staking: false, reason: '' };
  }

  act(verb, data) {
    this.props.act(verb, data).then((answer) => {
      this.setState(answer.ok ? { error: null, staking: false, reason: '' } : { error: answer.error });
      this.props.onChoosing(false);
    });
  }

  ask(more) {
    this.act('ask_floor', Object.assign({ agenda_item_id: this.props.item.id }, more));
  }

  // Whoever has an interest of their own says so, and takes no side; everybody reads it.
  staking() {
    const send = (event) => {
      event.preventDefault();
      this.act('recuse', { agenda_item_id: this.props.item.id, reason: this.state.reason });
    };
    return html`<form class="asking" onSubmit=${send}><p class="saying-title">${say('stake')}</p>
      <div class="field"><label class="field-label" for="stake-why">${say('stake_why')}</label><p class="field-hint">${say('stake_hint')}</p>
        <input class="input" id="stake-why" maxlength="200" value=${this.state.reason} onInput=${(event) => this.setState({ reason: event.target.value })} /></div>
      <div class="actions"><button class="button button-small" type="submit">${say('stake_do')}</button>
        <button type="button" class="button button-plain button-small" onClick=${() => this.setState({ staking: false })}>${say('cancel')}</button></div></form>`;
  }

  choosing() {
    if (this.state.staking) return this.staking();
    const { floor } = this.props.feed.state;
    const rest = Math.max(0, floor.turns - turnsOf(floor, this.props.feed.me.account_id));
    const sides = stakeOf(this.props.feed) ? null : html`<p class="asking-rest">${say('turns_left', { turns: rest, time: asClock(floor.turn) })}</p>
      <div class="stances">${STANCES.map((one) => html`<button type="button" class="stance" data-stance=${one} onClick=${() => this.ask({ stance: one })}>${name('stances', one)}</button>`)}</div>`;
    return html`<div class="asking" role="group" aria-label=${say('ask_how')}>
      <p class="saying-title">${say('ask_how')}</p>
      ${sides}
      <div class="actions"><button type="button" class="button button-second button-small" onClick=${() => this.ask({ kind: 'point_of_order' })}>${say('point_of_order')}</button>
        <button type="button" class="button button-plain button-small" onClick=${() => this.props.onChoosing(false)}>${say('cancel')}</button>
        ${sides ? html`<button type="button" class="button button-plain button-small" onClick=${() => this.setState({ staking: true })}>${say('stake')}</button>` : null}</div>
    </div>`;
  }

  own(request) {
    const { floor } = this.props.feed.state;
    if (request.state === 'speaking') {
      return html`<p class="own-turn is-speaking"><span>${say('you_speak')} <${Clock} request=${request} feed=${this.props.feed} /></span>
        <button type="button" class="button button-small" onClick=${() => this.act('end_turn', { request_id: request.request_id })}>${say('finished')}</button></p>`;
    }
    const number = place(floor, request);
    return html`<p class="own-turn"><span>${number === 1 ? say('you_are_next') : say('your_place', { number })}</span>
      <button type="button" class="button button-plain button-small" onClick=${() => this.act('withdraw', { request_id: request.request_id })}>${say('withdraw')}</button></p>`;
  }

  render({ feed, item, choosing, passedOver, onChoosing }, { error }) {
    const { me } = feed;
    if (!item.id || !me.attended || me.chair) return null;
    const request = mine(feed.state.floor, me.account_id);
    const raise = html`<button type="button" class="button button-second button-wide raise-hand" onClick=${() => onChoosing(true)}>
      <${Icon} name="hand" />${say('raise_hand')}</button>`;
    const stake = request || choosing || pollStands(feed) ? null : stakeOf(feed);
    return html`<div class="ask-floor">
      ${!choosing && passedOver ? html`<p class="asking-rest">${say('skipped_you')}</p>` : null}
      ${stake ? html`<p class="asking-rest">${say('stake_said', { reason: stake.reason })}</p>` : null}
      ${request ? this.own(request) : choosing ? this.choosing() : raise}
      ${error ? html`<p class="refused-why" role="alert"><${Icon} name="info" />${error.message}</p>` : null}
    </div>`;
  }
}
