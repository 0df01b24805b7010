// For the chair the means to ask a quick question, close, count and show it; it comes with the desk, later than the talk.

import { Component, html } from '../../../vendor/preact.js';
import { name, say } from '../words.js';
import { HallCount } from './counting.js';
import { Icon } from './parts.js';
import { Answered } from './polls.js';

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
