// Quick questions: for everybody a card with large answers, for the chair the means to ask, close, count and show.

import { Component, html } from '../../../vendor/preact.js';
import { name, say } from '../words.js';
import { HallCount } from './counting.js';
import { Icon } from './parts.js';

const TEMPERATURES = ['agree', 'can_live', 'not_yet'];

export const answersOf = (poll) => (poll.kind === 'temperature' ? TEMPERATURES.map((one) => name('temperatures', one)) : poll.options);

// How many have answered, while nobody may see what.
export function answeredBy(poll, feed) {
  const told = feed.answered;
  return poll.state === 'open' && told && told.poll_id === poll.poll_id ? say('poll_count', { count: told.count }) : null;
}

function Answered(props) {
  const text = answeredBy(props.poll, props.feed);
  return text ? html`<p class="soft poll-answered">${text}</p>` : null;
}

function Result({ poll }) {
  const { by_phone: phone, assisted, in_hall: hall } = poll.result;
  const sums = phone.map((number, index) => number + assisted[index] + hall[index]);
  const most = Math.max(1, ...sums);
  return html`<ul class="poll-result">${answersOf(poll).map((text, index) => html`<li key=${index}>
    <span>${text}</span><b>${sums[index]}</b>
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width=${(sums[index] * 100) / most} height="8"></rect></svg>
    ${hall[index] || assisted[index] ? html`<small>${say('poll_parts', { phone: phone[index], assisted: assisted[index], hall: hall[index] })}</small>` : null}</li>`)}</ul>`;
}

// A question that waits for this person's answer: it has the room under the thumb for itself.
export function unanswered(feed) {
  const poll = feed.state.polls[feed.state.polls.length - 1];
  return Boolean(poll && poll.state === 'open' && feed.me.attended && feed.me.leans[poll.poll_id] === undefined);
}

export class PollCard extends Component {
  constructor(props) {
    super(props);
    this.state = { error: null, changing: false, away: false };
  }


  choose(index) {
    const { poll, feed } = this.props;
    this.props.act('answer_poll', { poll_id: poll.poll_id, choice: index }).then((answer) => {
      if (answer.ok) feed.me.leans = Object.assign({}, feed.me.leans, { [poll.poll_id]: index });
      this.setState(answer.ok ? { error: null, changing: false } : { error: answer.error });
      this.props.onAnswered();
    });
  }

  // Once answered, one line is enough: the room under the thumb belongs to the talk again.
  answers() {
    const { poll, feed } = this.props;
    const chosen = feed.me.leans[poll.poll_id];
    if (chosen !== undefined && !this.state.changing) {
      return html`<p class="poll-own" role="status">${say('poll_yours', { answer: answersOf(poll)[chosen] })}
        <button type="button" class="button button-plain button-small" onClick=${() => this.setState({ changing: true })}>${say('poll_change')}</button></p>`;
    }
    return html`<div class="poll-answers">${answersOf(poll).map((text, index) => html`<button type="button" class="poll-answer"
        aria-pressed=${chosen === index ? 'true' : 'false'} onClick=${() => this.choose(index)}>${text}</button>`)}</div>`;
  }

  render({ poll, feed }, { error, away }) {
    if (away) return null;
    return html`<section class="poll-card" aria-label=${say('poll_not_decision')}>
      <p class="poll-kind">${say('poll_not_decision')}
        ${poll.state === 'shown' ? html`<button type="button" class="saying-close" aria-label=${say('close')} onClick=${() => this.setState({ away: true })}><${Icon} name="cross" /></button>` : null}</p>
      <p class="poll-question">${poll.question}</p>
      ${poll.state === 'shown' ? html`<${Result} poll=${poll} />` : null}
      ${poll.state === 'closed' ? html`<p class="soft" role="status">${say('poll_closed')}</p>` : null}
      ${poll.state === 'open' && feed.me.attended ? this.answers() : null}
      <${Answered} poll=${poll} feed=${feed} />
      ${poll.state === 'open' && !feed.me.attended ? html`<p class="soft">${say('poll_sign_in')}</p>` : null}
      ${error ? html`<p class="refused-why" role="alert"><${Icon} name="info" />${error.message}</p>` : null}
    </section>`;
  }
}

export class PollDesk extends Component {
  constructor(props) {
    super(props);
    this.state = { kind: 'temperature', question: '', options: '', error: null };
  }

  act(verb, data) {
    return this.props.act(verb, data).then((answer) => {
      this.setState({ error: answer.ok ? null : answer.error });
      return answer;
    });
  }

  put(event) {
    event.preventDefault();
    const { kind, question, options } = this.state;
    const data = { agenda_item_id: this.props.feed.state.meeting.current_item_id, kind, question };
    if (kind === 'straw') data.options = options.split('\n').map((text) => text.trim()).filter(Boolean);
    this.act('open_poll', data).then((answer) => answer.ok && this.setState({ question: '', options: '' }));
  }

  form() {
    const { kind, question, options } = this.state;
    const set = (field) => (event) => this.setState({ [field]: event.target.value });
    return html`<details class="fold"><summary>${say('poll_ask')}</summary><form onSubmit=${(event) => this.put(event)}>
      <div class="field"><label class="field-label" for="poll-kind">${say('poll_kind')}</label>
        <select class="input" id="poll-kind" value=${kind} onChange=${set('kind')}>${['temperature', 'straw'].map((one) => html`<option value=${one}>${name('poll_kinds', one)}</option>`)}</select></div>
      <div class="field"><label class="field-label" for="poll-question">${say('poll_question')}</label>
        <input class="input" id="poll-question" maxlength="120" value=${question} onInput=${set('question')} /></div>
      ${kind === 'straw' ? html`<div class="field"><label class="field-label" for="poll-options">${say('poll_options')}</label>
        <textarea class="input" id="poll-options" rows="3" value=${options} onInput=${set('options')}></textarea></div>` : null}
      <button class="button button-small" type="submit">${say('poll_put')}</button></form></details>`;
  }

  running(poll) {
    const of = { poll_id: poll.poll_id };
    const lead = this.props.feed.me.lead;
    return html`<div class="poll-running"><p><b>${poll.question}</b></p><${Answered} poll=${poll} feed=${this.props.feed} />
      ${poll.state === 'closed' ? html`<${HallCount} key=${poll.poll_id} poll=${poll} me=${this.props.feed.me} onCount=${(counts) => this.act('count_hall', Object.assign(counts, of))} />` : null}
      ${lead ? html`<div class="actions">
        ${poll.state === 'open' ? html`<button type="button" class="button button-small" onClick=${() => this.act('close_poll', of)}>${say('poll_close')}</button>` : null}
        ${poll.state === 'closed' ? html`<button type="button" class="button button-small" onClick=${() => this.act('show_poll', of)}>${say('poll_show')}</button>` : null}
        <button type="button" class="button button-plain button-small" onClick=${() => this.act('withdraw_poll', of)}>${say('poll_withdraw')}</button></div>` : null}
    </div>`;
  }

  render({ feed }, { error }) {
    const { meeting, polls } = feed.state;
    if (!feed.me.staff || meeting.state !== 'in_session' || meeting.current_item_id === null) return null;
    const poll = polls.find((one) => one.state !== 'shown');
    return html`<section class="side-part poll-desk"><h2>${say('polls')}</h2>
      ${poll ? this.running(poll) : feed.me.lead ? this.form() : html`<p class="soft">${say('poll_none')}</p>`}
      ${error ? html`<p class="refused-why" role="alert"><${Icon} name="info" />${error.message}</p>` : null}
    </section>`;
  }
}
