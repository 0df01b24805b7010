// The floor for those who lead: the queue in its order, the clock, and how the time was shared.

import { Component, html } from '../../../vendor/preact.js';
import { balance, byPerson, queue, speaker, asClock } from '../turns.js';
import { name, say } from '../words.js';
import { Clock } from './floor.js';
import { Icon, Small, stanceTone, Tag } from './parts.js';

const STANCES = ['for', 'against', 'supplement', 'question'];
const CHANNELS = ['hall', 'phone_in', 'assisted'];
const MORE = 60;
const ORDER = 'point_of_order';

function what(request) {
  return request.kind === 'turn'
    ? html`<${Tag} text=${name('stances', request.stance)} tone=${stanceTone(request.stance)} />`
    : html`<${Tag} text=${say('point_of_order')} tone="accent" />`;
}

class Enter extends Component {
  constructor(props) {
    super(props);
    this.state = { label: '', stance: 'for', channel: 'hall' };
  }

  send(event) {
    event.preventDefault();
    const { label, stance, channel } = this.state;
    const wanted = stance === ORDER ? { kind: ORDER } : { stance };
    this.props.act('ask_floor', Object.assign({ agenda_item_id: this.props.item, label, channel }, wanted)).then((answer) => {
      if (answer.ok) this.setState({ label: '' });
    });
  }

  render({ people }, { label, stance, channel }) {
    const set = (field) => (event) => this.setState({ [field]: event.target.value });
    const names = (people || []).filter((one) => one.channel !== 'phone').map((one) => html`<option value=${one.label}></option>`);
    return html`<details class="fold"><summary>${say('put_in_queue')}</summary>
      <form class="enter-row" onSubmit=${(event) => this.send(event)}>
        <input class="input" list="known-people" maxlength="40" aria-label=${say('enter_name')} placeholder=${say('enter_name')} value=${label} onInput=${set('label')} />
        <datalist id="known-people">${names}</datalist>
        <select class="input" aria-label=${say('ask_how')} value=${stance} onChange=${set('stance')}>${STANCES.map((one) => html`<option value=${one}>${name('stances', one)}</option>`)}<option value=${ORDER}>${say('point_of_order')}</option></select>
        <select class="input" aria-label=${say('enter_how')} value=${channel} onChange=${set('channel')}>${CHANNELS.map((one) => html`<option value=${one}>${name('channels', one)}</option>`)}</select>
        <${Small} text=${say('enter_do')} about=${say('put_in_queue')} />
      </form></details>`;
  }
}

// Somebody in the hall has an interest of their own in the matter, and takes no side.
class Stake extends Component {
  constructor(props) {
    super(props);
    this.state = { label: '', reason: '' };
  }

  send(event) {
    event.preventDefault();
    const { label, reason } = this.state;
    this.props.act('recuse', { agenda_item_id: this.props.item, label, reason }).then((answer) => {
      if (answer.ok) this.setState({ label: '', reason: '' });
    });
  }

  render({ people }, { label, reason }) {
    const names = (people || []).filter((one) => !one.account_id).map((one) => html`<option value=${one.label}></option>`);
    return html`<details class="fold"><summary>${say('stake_of')}</summary>
      <form class="enter-row" onSubmit=${(event) => this.send(event)}>
        <input class="input" list="stake-people" maxlength="40" aria-label=${say('enter_name')} placeholder=${say('enter_name')} value=${label} required onInput=${(event) => this.setState({ label: event.target.value })} />
        <datalist id="stake-people">${names}</datalist>
        <input class="input" maxlength="200" aria-label=${say('stake_why')} placeholder=${say('stake_why')} value=${reason} onInput=${(event) => this.setState({ reason: event.target.value })} />
        <${Small} text=${say('stake_note')} about=${say('stake_of')} />
      </form></details>`;
  }
}

export class Queue extends Component {
  constructor(props) {
    super(props);
    this.state = { error: null };
  }

  act(verb, data) {
    return this.props.act(verb, data).then((answer) => {
      this.setState({ error: answer.ok ? null : answer.error });
      return answer;
    });
  }

  turn(verb, request, more) {
    return () => this.act(verb, Object.assign({ request_id: request.request_id }, more));
  }

  current(now) {
    const { feed } = this.props;
    const stop = now.paused_at ? ['resume', say('resume')] : ['pause', say('pause')];
    return html`<div class="turn-now"><p><b>${now.label}</b> ${what(now)} <${Clock} request=${now} feed=${feed} /></p>
      ${feed.me.lead ? html`<div class="actions turn-acts">
        <button type="button" class="button button-small end-turn" onClick=${this.turn('end_turn', now)}>${say('end_turn')}</button>
        <button type="button" class="button button-second button-small pause-turn" onClick=${this.turn(stop[0], now)}>${stop[1]}</button>
        <button type="button" class="button button-second button-small more-time" onClick=${this.turn('extend', now, { seconds: now.seconds + MORE })}>${say('more_time')}</button>
      </div>` : null}</div>`;
  }

  row(request, index, busy) {
    return html`<li key=${request.request_id} class="queue-row"><span class="queue-who"><b>${request.label}</b> ${what(request)}
        ${request.channel === 'phone' ? null : html`<small>${name('channels', request.channel)}</small>`}</span>
      ${this.props.feed.me.lead ? html`<span class="queue-acts">
        <button type="button" class=${`button button-small call${index ? ' button-second' : ''}`} aria-label=${say('call_of', { name: request.label })}
          aria-disabled=${busy && request.kind === 'turn' ? 'true' : undefined} onClick=${this.turn('call', request)}>${say('call')}</button>
        <button type="button" class="button button-plain button-small pass-over" aria-label=${say('skip_of', { name: request.label })} onClick=${this.turn('skip', request)}>${say('skip')}</button>
      </span>` : null}</li>`;
  }

  shares() {
    const { feed } = this.props;
    const { for: yes, against: no } = balance(feed.state.floor, feed.now());
    const all = yes + no;
    if (!all) return null;
    const share = Math.round((yes * 100) / all);
    return html`<p class="floor-shares"><span class="unseen">${say('shares')}: </span>${name('stances', 'for')} ${asClock(yes)}
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="is-for" width=${share} height="8"></rect><rect class="is-against" x=${share} width=${100 - share} height="8"></rect></svg>
      ${name('stances', 'against')} ${asClock(no)}</p>`;
  }

  persons() {
    const { feed } = this.props;
    const had = byPerson(feed.state.floor, feed.now());
    if (!feed.me.staff || !had.length) return null;
    return html`<details class="fold floor-persons"><summary>${say('by_person')}</summary>
      <ol class="plain-list">${had.map((one) => html`<li key=${one.key}>${one.label} <small>${say('turns_had', { turns: one.turns, time: asClock(one.seconds) })}</small></li>`)}</ol></details>`;
  }

  recused() {
    const { floor, meeting } = this.props.feed.state;
    const here = floor.recused.filter((one) => one.agenda_item_id === meeting.current_item_id);
    return here.length ? html`<ul class="plain-list floor-recused">${here.map((one) => html`<li key=${one.label}>${say('takes_no_side', { name: one.label, reason: one.reason })}</li>`)}</ul>` : null;
  }

  render({ feed }, { error }) {
    const { floor, meeting } = feed.state;
    if (meeting.state !== 'in_session' || meeting.current_item_id === null) return null;
    const now = speaker(floor);
    const waiting = queue(floor);
    return html`<section class="side-part floor-desk"><h2>${say('floor')}</h2>
      ${now ? this.current(now) : null}
      ${waiting.length ? html`<ol class="queue">${waiting.map((one, index) => this.row(one, index, Boolean(now)))}</ol>`
        : html`<p class="soft">${say('nobody_waits')}</p>`}
      ${this.shares()}${this.persons()}${this.recused()}
      ${error ? html`<p class="refused-why" role="alert"><${Icon} name="info" />${error.message}</p>` : null}
      ${feed.me.staff ? html`<${Enter} item=${meeting.current_item_id} people=${feed.state.attendance.people} act=${(verb, data) => this.act(verb, data)} /><${Stake} item=${meeting.current_item_id} people=${feed.state.attendance.people} act=${(verb, data) => this.act(verb, data)} />` : null}
    </section>`;
  }
}
