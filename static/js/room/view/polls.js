// Quick questions: for everybody a card with large answers.

import { Component, html } from '../../../vendor/preact.js';
import { resultStands, stakeOf } from '../turns.js';
import { name, say } from '../words.js';
import { Icon } from './parts.js';

// How often it is looked whether a result still stands.
const OFTEN = 15000;
const TEMPERATURES = ['agree', 'can_live', 'not_yet'];

export const answersOf = (poll) => (poll.kind === 'temperature' ? TEMPERATURES.map((one) => name('temperatures', one)) : poll.options);

// How many have answered, while nobody may see what.
export function answeredBy(poll, feed) {
  const told = feed.answered;
  return poll.state === 'open' && told && told.poll_id === poll.poll_id ? say('poll_count', { count: told.count }) : null;
}

export function Answered(props) {
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
  return Boolean(poll && poll.state === 'open' && feed.me.attended && !stakeOf(feed) && feed.me.leans[poll.poll_id] === undefined);
}

// Whether a question, or what came of it, has the room over the thumb.
export function pollStands(feed) {
  const poll = feed.state.polls[feed.state.polls.length - 1];
  return Boolean(poll && resultStands(poll, feed.state, feed.now()));
}

export class PollCard extends Component {
  constructor(props) {
    super(props);
    // `open`: as this person folded it; until then as the meeting goes on.
    this.state = { error: null, changing: false, open: null };
  }

  componentDidMount() {
    this.timer = window.setInterval(() => this.props.poll.state === 'shown' && this.setState({ tick: Date.now() }), OFTEN);
  }

  componentWillUnmount() {
    window.clearInterval(this.timer);
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
    const stake = stakeOf(feed);
    if (stake) return html`<p class="soft">${say('stake_said', { reason: stake.reason })}</p>`;
    const chosen = feed.me.leans[poll.poll_id];
    if (chosen !== undefined && !this.state.changing) {
      return html`<p class="poll-own" role="status">${say('poll_yours', { answer: answersOf(poll)[chosen] })}
        <button type="button" class="button button-plain button-small" onClick=${() => this.setState({ changing: true })}>${say('poll_change')}</button></p>`;
    }
    return html`<div class="poll-answers">${answersOf(poll).map((text, index) => html`<button type="button" class="poll-answer"
        aria-pressed=${chosen === index ? 'true' : 'false'} onClick=${() => this.choose(index)}>${text}</button>`)}</div>`;
  }

  render({ poll, feed }, { error, open }) {
    if (poll.state === 'shown' && !(open === null ? resultStands(poll, feed.state, feed.now()) : open)) {
      return html`<p class="poll-folded"><button type="button" class="button button-plain button-small" onClick=${() => this.setState({ open: true })}>${say('poll_again', { question: poll.question })}</button></p>`;
    }
    return html`<section class="poll-card" aria-label=${say('poll_not_decision')}>
      <p class="poll-kind">${say('poll_not_decision')}
        ${poll.state === 'shown' ? html`<button type="button" class="saying-close" aria-label=${say('close')} onClick=${() => this.setState({ open: false })}><${Icon} name="cross" /></button>` : null}</p>
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
