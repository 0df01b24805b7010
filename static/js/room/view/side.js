// Beside the thread: the agenda, who is here, and what only the moderator can do.

import { Component, html } from '../../../vendor/preact.js';
import { stepsOf } from '../order.js';
import { quorumOf } from '../quorum.js';
import { byLabel, name, say, titleOf, titlesBy } from '../words.js';
import { Asking } from './asking.js';
import { Conduct } from './conduct.js';
import { Icon, itemTone, Small, Tag } from './parts.js';
import { Keeping } from './keeping.js';
import { Parking, Phases } from './phases.js';
import { PollDesk } from './polldesk.js';
import { Queue } from './queue.js';

const OUTCOMES = ['agreed', 'not_agreed', 'second_round', 'pilot', 'deferred', 'to_assembly', 'to_vote', 'noted'];
// Only a matter that somebody proposed can be put off or left to the residents' meeting; noted is what nobody did.
const OF_AN_ISSUE = ['deferred', 'to_assembly'];
const CHANNELS = ['hall', 'phone_in', 'assisted', 'paper', 'proxy'];

function seated(seat) {
  const seats = seat ? seat.split(' ').length : 0;
  return seats > 1 ? say('seat_counts_many', { seats }) : say(seats ? 'seat_counts' : 'seat_guest');
}

function Refused({ error }) {
  return error ? html`<p class="refused-why" role="alert"><${Icon} name="info" />${error.message}</p>` : null;
}

class EndItem extends Component {
  constructor(props) {
    super(props);
    this.state = { outcome: '', conclusion: '' };
  }

  render({ item, busy, error, onEnd, onBack }, { outcome, conclusion }) {
    const send = (event) => {
      event.preventDefault();
      onEnd({ agenda_item_id: item.id, outcome, conclusion });
    };
    const choices = OUTCOMES.filter((one) => (item.issue_id ? one !== 'noted' : !OF_AN_ISSUE.includes(one)));
    return html`<form class="end-item" onSubmit=${send}>
      <fieldset class="field"><legend class="field-label">${say('outcome')}</legend>
        <ul class="choices choices-short">${choices.map((one) => html`<li key=${one}><label class="choice">
          <input type="radio" name="outcome" value=${one} checked=${outcome === one} onChange=${() => this.setState({ outcome: one })} />
          <span class="choice-text">${name('outcomes', one)}</span></label></li>`)}</ul>
      </fieldset>
      <div class="field"><label class="field-label" for="conclusion">${say('conclusion')}</label>
        <p class="field-hint">${say('conclusion_hint')}</p>
        <textarea class="input" id="conclusion" rows="3" maxlength="2000" value=${conclusion}
          onInput=${(event) => this.setState({ conclusion: event.target.value })}></textarea></div>
      <${Refused} error=${error} />
      <div class="actions"><button class="button" type="submit" aria-disabled=${busy ? 'true' : undefined}>${say('end_item_do')}</button>
        <button class="button button-plain" type="button" onClick=${onBack}>${say('cancel')}</button></div>
    </form>`;
  }
}

class Agenda extends Component {
  constructor(props) {
    super(props);
    this.state = { ending: null, errors: {} };
  }

  act(item, verb, data) {
    this.props.act(verb, data).then((answer) => {
      this.setState({ errors: { [item.id]: answer.ok ? null : answer.error } });
      if (answer.ok) this.setState({ ending: null });
    });
  }

  controls(item) {
    const { feed, busy } = this.props;
    const { meeting } = feed.state;
    if (!feed.me.lead || meeting.state !== 'in_session') return null;
    if (item.state === 'open') {
      if (this.state.ending === item.id) {
        return html`<${EndItem} item=${item} busy=${busy} error=${this.state.errors[item.id]}
          onBack=${() => this.setState({ ending: null })} onEnd=${(data) => this.act(item, 'close_item', data)} />`;
      }
      return html`<button type="button" class="button button-small" aria-label=${say('end_item_of', { title: titleOf(item) })} onClick=${() => this.setState({ ending: item.id })}>${say('end_item')}</button>`;
    }
    if (item.state !== 'pending') return null;
    const other = meeting.current_item_id !== null;
    return html`<button type="button" class="button button-second button-small" aria-label=${say('start_item_of', { title: titleOf(item) })} disabled=${other}
      aria-disabled=${busy ? 'true' : undefined} title=${other ? say('end_item_first') : undefined}
      onClick=${() => this.act(item, 'start_item', { agenda_item_id: item.id })}>${say('start_item')}</button>
      <${Refused} error=${this.state.errors[item.id]} />`;
  }

  render({ feed }) {
    return html`<section class="side-part"><h2>${say('agenda')}</h2>
      ${titlesBy() ? html`<p class="rendered-by"><a href=${`/meetings/${feed.state.meeting.id}`}>${say('translated_by', { name: titlesBy() })}</a></p>` : null}
      <ol class="agenda">${feed.state.agenda.map((item) => html`
        <li key=${item.id} class=${`agenda-item is-${item.state}`} aria-current=${item.state === 'open' ? 'step' : undefined}>
          <p class="agenda-title">${item.issue_id ? html`<a href=${`/issues/${item.issue_id}`}>${titleOf(item)}</a>` : titleOf(item)}</p>
          <p class="agenda-meta"><${Tag} text=${item.outcome ? name('outcomes', item.outcome) : name('item_states', item.state)} tone=${itemTone(item.state)} />
            <span>${say('planned', { minutes: item.planned_minutes })}</span></p>
          ${item.conclusion ? html`<p class="agenda-conclusion">${item.conclusion}</p>` : null}
          <${Phases} item=${item} feed=${feed} act=${(verb, data) => this.act(item, verb, data)} />
          ${this.controls(item)}
        </li>`)}</ol></section>`;
  }
}

class People extends Component {
  constructor(props) {
    super(props);
    this.state = { label: '', channel: 'hall', heldBy: '', proof: '', error: null, done: '' };
  }

  enter(event) {
    event.preventDefault();
    const { label, channel, heldBy, proof } = this.state;
    const asked = channel === 'proxy' ? ['enter_proxy', { label, held_by: heldBy, proof }] : ['enter', { label, channel }];
    this.props.act(...asked).then((answer) => this.setState(answer.ok
      ? { label: '', heldBy: '', proof: '', error: null, done: say('entered', { name: label }) } : { error: answer.error, done: '' }));
  }

  form() {
    const { label, channel, error, done } = this.state;
    const { body } = this.props.feed.state.attendance;
    const send = html`<${Small} text=${say('enter_do')} about=${say('enter')} off=${this.props.busy} />`;
    return html`<form class="enter" onSubmit=${(event) => this.enter(event)}>
      <h3>${say('enter')}</h3>${body ? html`<p class="soft">${say(`seat_how_${body}`)}</p>` : null}
      <div class="enter-row">
        <input class="input" aria-label=${say('enter_name')} placeholder=${say('enter_name')} maxlength="40" value=${label}
          onInput=${(event) => this.setState({ label: event.target.value, done: '' })} />
        <select class="input" aria-label=${say('enter_how')} value=${channel} onChange=${(event) => this.setState({ channel: event.target.value })}>
          ${CHANNELS.map((one) => html`<option value=${one}>${name('channels', one)}</option>`)}</select>
        ${channel === 'proxy' ? null : send}
      </div>
      ${channel === 'proxy' ? html`<div class="enter-row proxy">
        <input class="input" list="proxy-people" maxlength="40" aria-label=${say('proxy_who')} placeholder=${say('proxy_who')} value=${this.state.heldBy} onInput=${(event) => this.setState({ heldBy: event.target.value })} />
        <datalist id="proxy-people">${(this.props.feed.state.attendance.people || []).filter((one) => one.channel !== 'proxy').map((one) => html`<option value=${one.label}></option>`)}</datalist>
        <input class="input" maxlength="120" aria-label=${say('proxy_proof')} placeholder=${say('proxy_proof')} value=${this.state.proof} onInput=${(event) => this.setState({ proof: event.target.value })} />${send}</div>` : null}
      <${Refused} error=${error} /><p class="soft" role="status">${done}</p>
    </form>`;
  }

  render({ feed, act }, { asked }) {
    const { by_channel: channels, needed, people, body } = feed.state.attendance;
    const counted = quorumOf(feed.state.attendance);
    const open = ['announced', 'in_session'].includes(feed.state.meeting.state);
    const ask = (verb, data) => act(verb, data).then((answer) => this.setState({ asked: answer.ok ? null : answer.error }));
    return html`<section class="side-part"><h2>${say('people')}</h2>
      <p class="figure-line">${counted.words}</p>${counted.guests ? html`<p class="soft">${counted.guests}</p>` : null}
      ${needed ? html`<svg class="quorum" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class=${counted.missing ? '' : 'is-enough'} width=${counted.share} height="8"></rect></svg>` : null}
      ${counted.missing && feed.state.meeting.state === 'in_session' ? html`<p class="soft">${say('listening', { missing: counted.missing })}</p>` : null}
      <ul class="channels">${Object.keys(channels).map((one) => html`<li key=${one}><b>${channels[one]}</b> ${name('channels', one)}</li>`)}</ul>
      ${people ? html`<details class="fold people-list"><summary>${say('list')}</summary>
        <ol class="people">${byLabel(people).map((one) => html`<li key=${one.attendance_id}>${one.label} <small>${name('channels', one.channel)}${one.held_by ? html` · ${say('proxy_by', { name: one.held_by, proof: one.proof })}` : null}${body ? html` · ${seated(one.seat)}` : null}</small><${AskOf} one=${one} feed=${feed} act=${ask} /></li>`)}</ol><${Refused} error=${asked} /></details>` : null}
      ${feed.me.staff && open ? this.form() : null}</section>`;
  }
}

// Somebody on the list can be asked something whether they have said anything yet or not, and with a phone or without. The
// form is drawn once it is wanted: two hundred of them would be slow.
class AskOf extends Component {
  constructor(props) {
    super(props);
    this.state = { open: false };
  }

  render({ one, feed, act }, { open }) {
    if (!feed.me.hide || feed.state.meeting.state !== 'in_session' || one.channel === 'proxy' || one.account_id === feed.me.account_id) return null;
    const steps = stepsOf(feed.state.steps, one);
    return html`<details class="fold ask-of" onToggle=${(event) => this.setState({ open: event.target.open })}><summary>${steps.length ? steps.map((step) => name('steps', step.kind)).join(' · ') : say('step_person')}<span class="unseen">: ${one.label}</span></summary>
      ${open ? html`<${Asking} who=${one.label} inHall=${!one.account_id} steps=${steps} onAsk=${(kind, reason) => act('restrain_attendee', { attendance_id: one.attendance_id, kind, reason })} />` : null}</details>`;
  }
}

class Running extends Component {
  constructor(props) {
    super(props);
    this.state = { sure: false, error: null };
  }

  act(verb) {
    this.props.act(verb, {}).then((answer) => this.setState({ sure: false, error: answer.ok ? null : answer.error }));
  }

  render({ feed, busy, stops }, { sure, error }) {
    const { state } = feed.state.meeting;
    if (!feed.me.lead || !['announced', 'in_session'].includes(state)) return null;
    const begin = html`<button type="button" class="button button-wide begin-end" aria-disabled=${busy ? 'true' : undefined} onClick=${() => this.act('open')}>${say('open')}</button>`;
    const end = sure
      ? html`<p>${say('close_sure')}</p><div class="actions"><button type="button" class="button button-grave begin-end" aria-disabled=${busy ? 'true' : undefined} onClick=${() => this.act('close')}>${say('close_do')}</button>
        <button type="button" class="button button-plain" onClick=${() => this.setState({ sure: false })}>${say('cancel')}</button></div>`
      : html`<button type="button" class="button button-grave button-wide begin-end" onClick=${() => this.setState({ sure: true })}>${say('close_meeting')}</button>`;
    return html`<section class="side-part running">${state === 'announced' ? begin : html`<${Conduct} feed=${feed} act=${this.props.act} busy=${busy} stops=${stops} />${end}`}<${Refused} error=${error} /></section>`;
  }
}

export function Side({ feed, act, busy, stops, onCode }) {
  const before = feed.state.meeting.state === 'announced';
  const over = ['closed', 'cancelled'].includes(feed.state.meeting.state);
  return html`<div class="side-inner">
    ${before ? html`<${Running} feed=${feed} act=${act} busy=${busy} />` : null}
    <${Queue} feed=${feed} act=${act} />
    <${PollDesk} feed=${feed} act=${act} />
    <${Keeping} feed=${feed} act=${act} busy=${busy} />
    <${Agenda} feed=${feed} act=${act} busy=${busy} />
    <${Parking} feed=${feed} act=${act} />
    <${People} feed=${feed} act=${act} busy=${busy} />
    ${over ? null : html`<section class="side-part"><button type="button" class="button button-second button-wide show-code" onClick=${onCode}>${say('code')}</button>
      ${feed.me.staff ? html`<p><a class="button button-plain button-wide" href=${`/meetings/${feed.state.meeting.id}/screen`} target="_blank" rel="noopener">${say('screen')}</a></p>` : null}
      ${feed.me.record && !before ? html`<p><a class="button button-plain button-wide write-along" href=${`/meetings/${feed.state.meeting.id}/minutes/live`} target="_blank" rel="noopener">${say('write_along')}</a></p>` : null}</section>`}
    ${before ? null : html`<${Running} feed=${feed} act=${act} busy=${busy} stops=${stops} />`}
  </div>`;
}
