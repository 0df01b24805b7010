// The strip on top: what the meeting is talking about at this moment, for how long, and the way to the agenda.

import { Component, html } from '../../../vendor/preact.js';
import { phasesOf } from '../evening.js';
import { clock, ended, name, notBegun, say, since, titleOf } from '../words.js';
import { FloorLine } from './floor.js';
import { slowNow, talkOf } from './keeping.js';
import { Icon } from './parts.js';
import { Captions } from './captions.js';

const MINUTE = 60000;

export class Now extends Component {
  componentDidMount() {
    this.timer = window.setInterval(() => this.setState({ tick: Date.now() }), MINUTE / 4);
    this.watch(this.base.closest('.room-top'));
  }

  componentWillUnmount() {
    window.clearInterval(this.timer);
  }

  // What stands beside the words begins below the strip, however tall that is just now; what stands under the thumb ends there.
  watch(strip) {
    const measure = () => document.documentElement.style.setProperty('--strip', `${strip.offsetHeight}px`);
    measure();
    if (window.ResizeObserver) new window.ResizeObserver(measure).observe(strip);
  }

  about() {
    const { meeting, agenda } = this.props.feed.state;
    if (meeting.state === 'announced') return { title: notBegun() };
    if (meeting.state === 'cancelled') return { title: say('cancelled', { reason: meeting.cancel_reason }) };
    if (meeting.state === 'closed') return { title: ended(meeting) };
    const item = agenda.find((one) => one.id === meeting.current_item_id);
    if (!item) return { title: say('no_item') };
    const passed = Math.max(0, Math.floor((this.props.feed.now() - Date.parse(item.started_at)) / MINUTE));
    return {
      over: say('now', { number: item.position, count: agenda.length }),
      title: titleOf(item),
      time: say('minutes_of', { passed, planned: item.planned_minutes }),
      late: passed > item.planned_minutes,
      phase: phasesOf(item, this.props.feed.now()).find((one) => one.now),
    };
  }

  // Whoever leads at a desk has the hour and the way to end it at once always in sight.
  ends() {
    const { feed, onStop } = this.props;
    if (!feed.me.lead || feed.state.meeting.state !== 'in_session') return null;
    return html`<p class="now-ends"><time>${clock(feed.now())}</time><button type="button" class="button button-second button-small now-stop" onClick=${onStop}>${say('stop')}</button></p>`;
  }

  link() {
    const { link, presence } = this.props.feed;
    if (link === 'live') return presence ? say('present', { count: presence }) : say('live');
    return say(link === 'joining' ? 'joining' : `${link}_short`);
  }

  banner() {
    const { feed } = this.props;
    if (feed.refusal) return html`<div class="room-banner is-offline" role="alert"><${Icon} name="warn" />${feed.refusal.message}</div>`;
    if (feed.link === 'offline') {
      return html`<div class="room-banner is-offline"><${Icon} name="warn" />${say(feed.lastSeen ? 'last_seen' : 'offline', { time: since(feed.lostSince) })}</div>`;
    }
    const vote = feed.state.meeting.vote_id;
    if (vote) return html`<a class="room-banner" href=${`/votes/${vote}`}><${Icon} name="vote" />${say('vote_open')}</a>`;
    const { locked, reason } = talkOf(feed.state);
    const slow = slowNow(feed.state);
    if (locked) return html`<div class="room-banner"><${Icon} name="lock" />${reason ? say('talk_is_locked_why', { reason: name('locks', reason) }) : say('talk_is_locked')}</div>`;
    const until = feed.state.meeting.resumes_at;
    if (until) return html`<div class="room-banner"><${Icon} name="clock" />${say('break_until', { time: clock(until) })}</div>`;
    if (slow) return html`<div class="room-banner"><${Icon} name="clock" />${say('talk_is_slow', { seconds: slow })}</div>`;
    return feed.link === 'polling' ? html`<div class="room-banner">${say('polling')}</div>` : null;
  }

  // What the moderator keeps on top, one line each; a tap shows the whole.
  pinned() {
    const { feed, pins, onPin } = this.props;
    return pins.shown(feed.state).map((item) => html`<button type="button" class="pinned" key=${item.seq} onClick=${() => onPin(item)}>
      <${Icon} name="pin" /><span class="unseen">${say('pinned')}</span><b>${item.data.author_label}</b><span>${item.data.body}</span></button>`);
  }

  render({ feed, open, onAgenda }) {
    const { over, title, time, late, phase } = this.about();
    return html`<div class="now-strip"><div class="now">
      <div class="now-words">
        <p class="now-over">${over || ''} ${time ? html`<span class=${`now-time${late ? ' is-late' : ''}`}>${time}</span>` : null}
          <span class=${`now-link is-${feed.link}`}>${this.link()}</span></p>
        <p class="now-title">${title}</p>
        ${phase ? html`<p class="now-phase"><b>${name('phases', phase.phase)}</b> <span class=${`now-time${phase.used > phase.minutes * MINUTE / 1000 ? ' is-late' : ''}`}>${say('minutes_of', { passed: Math.floor(phase.used / 60), planned: phase.minutes })}</span></p>` : null}
      </div>
      ${this.ends()}
      <button type="button" class="now-agenda" aria-expanded=${open ? 'true' : 'false'} onClick=${onAgenda}>
        <b>${say('agenda')}</b><span>${say('here', { present: feed.state.attendance.total })}</span></button>
    </div><${FloorLine} feed=${feed} /><${Captions} state=${feed.state} />${this.pinned()}${this.banner()}</div>`;
  }
}
