// The floor for those who lead: the queue in its order, the clock, and how the time was shared.

import { Component, html } from '../../../vendor/preact.js';
import { balance, queue, speaker, asClock } from '../turns.js';
import { name, say } from '../words.js';
import { Clock } from './floor.js';
import { Icon, Small, stanceTone, Tag } from './parts.js';

const STANCES = ['for', 'against', 'supplement', 'question'];
const CHANNELS = ['hall', 'phone_in', 'assisted'];
const MORE = 60;

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
    this.props.act('ask_floor', { agenda_item_id: this.props.item, label, stance, channel }).then((answer) => {
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
        <select class="input" aria-label=${say('ask_how')} value=${stance} onChange=${set('stance')}>${STANCES.map((one) => html`<option value=${one}>${name('stances', one)}</option>`)}</select>
        <select class="input" aria-label=${say('enter_how')} value=${channel} onChange=${set('channel')}>${CHANNELS.map((one) => html`<option value=${one}>${name('channels', one)}</option>`)}</select>
        <${Small} text=${say('enter_do')} about=${say('put_in_queue')} />
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

  render({ feed }, { error }) {
    const { floor, meeting } = feed.state;
    if (meeting.state !== 'in_session' || meeting.current_item_id === null) return null;
    const now = speaker(floor);
    const waiting = queue(floor);
    return html`<section class="side-part floor-desk"><h2>${say('floor')}</h2>
      ${now ? this.current(now) : null}
      ${waiting.length ? html`<ol class="queue">${waiting.map((one, index) => this.row(one, index, Boolean(now)))}</ol>`
        : html`<p class="soft">${say('nobody_waits')}</p>`}
      ${this.shares()}
      ${error ? html`<p class="refused-why" role="alert"><${Icon} name="info" />${error.message}</p>` : null}
      ${feed.me.staff ? html`<${Enter} item=${meeting.current_item_id} people=${feed.state.attendance.people} act=${(verb, data) => this.act(verb, data)} />` : null}
    </section>`;
  }
}
