// What the chair does with the evening as a whole: a break, another chair, an early end.

import { Component, html } from '../../../vendor/preact.js';
import { pace } from '../pace.js';
import { clock, say } from '../words.js';
import { Icon } from './parts.js';
import { Undo } from './undo.js';

const BREAKS = [5, 10, 15, 30];
const MINUTE = 60000;

// The moment a break ends, by the server's clock and on a whole minute: that is what people are told.
function ends(feed, minutes) {
  return new Date(Math.ceil((feed.now() + minutes * MINUTE) / MINUTE) * MINUTE).toISOString();
}

// What changes when something was done that can be taken back.
const acted = ({ meeting, agenda, polls, parked, attendance }) => [meeting, agenda, polls, parked, attendance];

export class Conduct extends Component {
  constructor(props) {
    super(props);
    this.state = { doing: '', reason: '', to: '', day: '', hour: '', urgent: '', error: null };
  }

  componentDidMount() {
    this.timer = window.setInterval(() => this.setState({ tick: Date.now() }), MINUTE / 2);
    if (this.props.stops) this.hurry();
  }

  componentDidUpdate(before) {
    if (this.props.stops !== before.stops) this.hurry();
  }

  componentWillUnmount() {
    window.clearInterval(this.timer);
  }

  // Asked for from the strip on top: one sentence more, and the meeting is over.
  hurry() {
    this.setState({ doing: 'stopping', error: null }, () => document.getElementById('conduct-reason').focus());
  }

  act(verb, data) {
    this.props.act(verb, data).then((answer) =>
      this.setState(answer.ok ? { doing: '', reason: '', to: '', day: '', hour: '', urgent: '', error: null } : { error: answer.error }));
  }

  button(text, onClick, kind = 'second') {
    return html`<button type="button" class=${`button button-${kind}`} aria-disabled=${this.props.busy ? 'true' : undefined} onClick=${onClick}>${text}</button>`;
  }

  back() {
    return this.button(say('cancel'), () => this.setState({ doing: '', error: null }), 'plain');
  }

  // Why not stands over the buttons: under them it could lie below the edge of the screen.
  refused() {
    const { error } = this.state;
    return error ? html`<p class="refused-why" role="alert"><${Icon} name="info" />${error.message}</p>` : null;
  }

  reason(hint) {
    return html`<div class="field"><label class="field-label" for="conduct-reason">${say('why')}</label><p class="field-hint">${hint}</p>
      <input class="input" id="conduct-reason" maxlength="200" value=${this.state.reason} onInput=${(event) => this.setState({ reason: event.target.value })} /></div>`;
  }

  pausing() {
    const { feed } = this.props;
    return html`<p>${say('break_how_long')}</p>${this.refused()}<div class="actions">
      ${BREAKS.map((minutes) => this.button(say('minutes', { minutes }), () => this.act('pause_meeting', { until: ends(feed, minutes) })))}
      ${this.back()}</div>`;
  }

  handing() {
    const { feed } = this.props;
    const others = (feed.me.chairs || []).filter((one) => one.account_id !== feed.state.meeting.chair_id);
    if (!others.length) return html`<p>${say('no_other_chair')}</p><div class="actions">${this.back()}</div>`;
    const to = this.state.to || String(others[0].account_id);
    return html`<div class="field"><label class="field-label" for="conduct-chair">${say('chair_who')}</label>
        <select class="input" id="conduct-chair" value=${to} onChange=${(event) => this.setState({ to: event.target.value })}>
          ${others.map((one) => html`<option value=${one.account_id}>${one.name}</option>`)}</select></div>
      ${this.reason(say('chair_why'))}${this.refused()}
      <div class="actions">${this.button(say('chair_do'), () => this.act('hand_over', { account_id: Number(to), reason: this.state.reason }))}${this.back()}</div>`;
  }

  box(name, label, kind, hint) {
    return html`<div class="field"><label class="field-label" for=${`conduct-${name}`}>${say(label)}</label>${hint ? html`<p class="field-hint">${say(hint)}</p>` : null}
      <input class="input" id=${`conduct-${name}`} type=${kind} maxlength="200" value=${this.state[name]} onInput=${(event) => this.setState({ [name]: event.target.value })} /></div>`;
  }

  // The notice period of the rules counts for the next session too; a refusal names the first lawful day.
  adjourning() {
    const { day, hour, reason, urgent } = this.state;
    return html`${this.box('day', 'adjourn_day', 'date')}${this.box('hour', 'adjourn_hour', 'time')}${this.reason(say('adjourn_why'))}
      ${this.box('urgent', 'adjourn_urgent', 'text', 'adjourn_urgent_hint')}${this.refused()}
      <div class="actions">${this.button(say('adjourn_do'), () => this.act('adjourn', { day, time: hour, reason, urgent_reason: urgent }), 'grave')}${this.back()}</div>`;
  }

  stopping() {
    return html`${this.reason(say('stop_why'))}${this.refused()}
      <div class="actions">${this.button(say('stop_do'), () => this.act('stop_meeting', { reason: this.state.reason }), 'grave')}${this.back()}</div>`;
  }

  choices() {
    const until = this.props.feed.state.meeting.resumes_at;
    const choose = (doing) => () => this.setState({ doing, error: null });
    return html`<div class="actions">
      ${until ? this.button(say('go_on'), () => this.act('resume_meeting', {})) : this.button(say('break'), choose('pausing'))}
      ${this.button(say('chair_do'), choose('handing'))}
      ${this.button(say('adjourn'), choose('adjourning'))}
      ${this.button(say('stop'), choose('stopping'), 'second stop-here')}</div>`;
  }

  render({ feed }, { doing }) {
    const { chair, resumes_at: until } = feed.state.meeting;
    const { planned, passed, late } = pace(feed.state, feed.now());
    return html`<div class="conduct"><h2>${say('conduct')}</h2>
      <p class="soft">${say('chair_is', { name: chair })}</p>
      <p>${say('evening_so_far', { time: say('minutes_of', { passed, planned }) })}${late ? html` <b class="now-time is-late">${say('evening_late', { minutes: late })}</b>` : null}</p>
      ${until ? html`<p><${Icon} name="clock" />${say('break_until', { time: clock(until) })}</p>` : null}
      ${doing ? this[doing]() : this.choices()}
      ${doing ? null : this.refused()}
      <${Undo} feed=${feed} mark=${acted(feed.state)} act=${this.props.act} /></div>`;
  }
}
