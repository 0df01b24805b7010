// What the hall sees: the item, who speaks and how long still, a quick question or the last words, and the way in.

import { html } from '../../../vendor/preact.js';
import { ahead, phasesOf } from '../evening.js';
import { quorumOf } from '../quorum.js';
import { asClock, left, queue, resultStands, speaker } from '../turns.js';
import { clock, ended, headOf, name, notBegun, say, titleOf } from '../words.js';
import { stanceTone, Tag } from './parts.js';
import { latest } from './captions.js';
import { answeredBy, answersOf } from './polls.js';

const MINUTE = 60000;
const SOON = 30;
const LAST = 2;
const SPOKEN = 2;
// Past this many letters words stand smaller, so that they stand whole.
const LONG = { title: 34, caption: 80 };
const OVER = ['closed', 'cancelled'];
// More answers, or longer ones, take the whole width; the way in is the word beside the hour meanwhile.
const MANY = { answers: 4, letters: 40 };

function about({ state, now }) {
  const { meeting, agenda } = state;
  if (meeting.state === 'announced') return { title: notBegun() };
  if (meeting.state === 'cancelled') return { title: say('cancelled', { reason: meeting.cancel_reason }) };
  if (meeting.state === 'closed') return { title: ended(meeting) };
  const item = agenda.find((one) => one.id === meeting.current_item_id);
  if (meeting.resumes_at) return { over: item ? titleOf(item) : '', title: say('break_until', { time: clock(meeting.resumes_at) }) };
  if (!item) return { title: say('no_item') };
  const passed = Math.max(0, Math.floor((now - Date.parse(item.started_at)) / MINUTE));
  return {
    over: say('now', { number: item.position, count: agenda.length }),
    title: titleOf(item),
    time: say('minutes_of', { passed, planned: item.planned_minutes }),
    late: passed > item.planned_minutes,
    phase: phasesOf(item, now).find((one) => one.now),
  };
}

// A clock that might be wrong is worse than none: without a line it says only since when somebody speaks.
function Turn({ request, now, stale }) {
  const seconds = left(request, now);
  const tone = seconds < 0 ? ' is-late' : seconds <= SOON ? ' is-soon' : '';
  const paused = request.paused_at ? ' is-paused' : '';
  return html`<p class="screen-turn"><span class="screen-who"><b>${request.label}</b> ${request.kind === 'turn'
    ? html`<${Tag} text=${name('stances', request.stance)} tone=${stanceTone(request.stance)} />`
    : html`<${Tag} text=${say('point_of_order')} tone="accent" />`}</span>
    ${stale ? html`<span class="screen-since">${say('speaks_since', { time: clock(request.granted_at) })}</span>`
      : html`<span class=${`screen-clock${tone}${paused}`} role="timer">${asClock(seconds)}</span>`}</p>`;
}

function Floor({ floor, now, stale }) {
  const speaks = speaker(floor);
  const waiting = queue(floor);
  if (!speaks && !waiting.length) return null;
  return html`<section class="screen-floor">
    ${speaks ? html`<${Turn} request=${speaks} now=${now} stale=${stale} />` : null}
    ${waiting.length ? html`<p class="screen-next">${say('next', { name: waiting.slice(0, 3).map((one) => one.label).join(' · ') })}
      ${waiting.length > 3 ? html` <small>+${waiting.length - 3}</small>` : null}</p>` : null}
  </section>`;
}

function Poll({ poll, feed }) {
  const { result } = poll;
  const sums = answersOf(poll).map((_, index) => (result ? result.by_phone[index] + result.assisted[index] + result.in_hall[index] : null));
  const most = Math.max(1, ...sums);
  return html`<section class="screen-poll"><p class="screen-kind">${say('poll_not_decision')}</p>
    <h2>${poll.question}</h2>
    <ul class=${result ? 'screen-result' : 'screen-answers'}>${answersOf(poll).map((text, index) => html`<li key=${index}>
      <span>${text}</span>${result ? html`<b>${sums[index]}</b>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width=${(sums[index] * 100) / most} height="8"></rect></svg>` : null}</li>`)}</ul>
    ${poll.state === 'closed' ? html`<p class="screen-kind">${say('poll_closed')}</p>` : null}
    ${answeredBy(poll, feed) ? html`<p class="screen-kind">${answeredBy(poll, feed)}</p>` : null}
  </section>`;
}

// Who has a phone answers on it; the others see at least what the hall is asked.
function Opinions({ opinions }) {
  return html`<section class="screen-poll screen-opinions"><p class="screen-kind">${say('opinions_hall')}</p>
    ${opinions.map((one) => html`<h2 key=${one.conversation_id}>${one.title}</h2>`)}</section>`;
}

function Words({ contributions, many }) {
  const shown = contributions.filter(({ data }) => data.body && !data.hidden && !data.erased).slice(-(many ? LAST * 2 : LAST));
  if (!shown.length) return null;
  return html`<ol class="screen-words">${shown.map(({ seq, data }) => html`<li key=${seq} data-stance=${data.stance}>
    <b>${data.author_label}</b> <span lang=${data.language || undefined}>${data.body}</span></li>`)}</ol>`;
}

function Captions({ state }) {
  const shown = latest(state, SPOKEN);
  if (!shown.length) return null;
  return html`<section class=${`screen-captions${shown[shown.length - 1].text.length > LONG.caption ? ' is-long' : ''}`} aria-label=${say('captions')}>${shown.map((one) => html`<p key=${one.note_id} lang=${one.language || undefined}>${one.text}</p>`)}</section>`;
}

// Before it begins, and between two items, the hall reads what comes.
function Ahead({ state: { meeting, agenda } }) {
  const left = meeting.resumes_at ? [] : ahead(meeting, agenda);
  if (!left.length) return null;
  return html`<section class="screen-ahead"><h2>${say('ahead')}</h2><ol>${left.map((one) => html`<li key=${one.id}>${titleOf(one)}</li>`)}</ol></section>`;
}

function Here({ running, attendance }) {
  const { needed } = attendance;
  const { words, guests, missing, share } = quorumOf(attendance);
  return html`<div class="screen-here"><p>${words}</p>${guests ? html`<p>${guests}</p>` : null}${running && missing ? html`<p class="screen-listening">${say('listening', { missing })}</p>` : null}${needed ? html`<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect class=${missing ? '' : 'is-enough'} width=${share} height="8"></rect></svg>` : null}</div>`;
}

function Lost({ feed, stale }) {
  if (feed.refusal) return html`<p class="screen-lost" role="alert">${feed.refusal.message}</p>`;
  return stale ? html`<p class="screen-lost" role="status">${say('screen_offline', { time: clock(feed.lostSince) })}</p>` : null;
}

function many(poll) {
  const texts = poll ? answersOf(poll) : [];
  return texts.length > MANY.answers || texts.join('').length > MANY.letters;
}

export function Big({ feed, join, picture }) {
  const { state } = feed;
  const now = feed.now();
  const stale = feed.link === 'offline';
  const { over, title, time, late, phase } = about({ state, now });
  const last = state.polls[state.polls.length - 1];
  const poll = last && resultStands(last, state, now) ? last : null;
  return html`<div class=${`screen-grid${stale ? ' is-stale' : ''}${poll ? ' has-poll' : ''}${many(poll) ? ' has-many' : ''}`}>
    <header class="screen-head"><p>${headOf(state.meeting)}</p><p class="screen-join">${join.code}</p>${stale ? null : html`<p class="screen-now">${clock(now)}</p>`}</header>
    <${Lost} feed=${feed} stale=${stale} />
    <div class="screen-main">
      <section class="screen-item"><p class="screen-over">${over || ''} ${time && !stale ? html`<span class=${late ? 'is-late' : ''}>${time}</span>` : null}</p>
        <h1 class=${title.length > LONG.title ? 'is-long' : ''}>${title}</h1>${phase ? html`<p class="screen-phase">${name('phases', phase.phase)}</p>` : null}</section>
      <${Ahead} state=${state} />
      <${Floor} floor=${state.floor} now=${now} stale=${stale} />
      ${!poll && state.opinions.length ? html`<${Opinions} opinions=${state.opinions} />` : null}
      ${poll ? html`<${Poll} poll=${poll} feed=${feed} />` : html`<${Words} contributions=${state.contributions} many=${!speaker(state.floor) && !latest(state, 1).length} />`}
      <${Captions} state=${state} />
    </div>
    <aside class="screen-side">
      ${OVER.includes(state.meeting.state) ? null : html`<div class="screen-code"><div dangerouslySetInnerHTML=${{ __html: picture }}></div>
        <p>${say('code_say')}</p><p class="screen-word">${join.code}</p></div>`}
      <${Here} running=${state.meeting.state === 'in_session'} attendance=${state.attendance} />
    </aside>
  </div>`;
}
