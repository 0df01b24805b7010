// What keeps a talk in order, for whoever leads: slow mode, a pause in writing, reading first; and what waits to be read.

import { html } from '../../../vendor/preact.js';
import { name, say } from '../words.js';
import { stanceTone, Tag, Text } from './parts.js';

const SLOW = [0, 30, 60, 120, 300];
const REASONS = ['personal_attack', 'personal_data', 'unlawful', 'advertising', 'off_topic', 'repeated'];

const WHY = ['heated', 'said', 'answered', 'elsewhere'];
const pace = (seconds) => (seconds ? say('talk_seconds', { seconds }) : say('talk_free'));

export function talkOf(state) {
  return state.talks.find((one) => one.agenda_item_id === state.meeting.current_item_id)
    || { slow: 0, slow_in: {}, locked: false, screened: false, reason: null };
}

// How slow it is at the moment: a phase may have a pace of its own.
export function slowNow(state) {
  const talk = talkOf(state);
  const item = state.agenda.find((one) => one.id === state.meeting.current_item_id);
  const own = item && item.phase ? talk.slow_in[item.phase] : undefined;
  return own === undefined ? talk.slow : own;
}

// The phase an item is in, and its pace: as in the others, or its own.
function PhasePace({ state, talk, set }) {
  const { phase } = state.agenda.find((one) => one.id === state.meeting.current_item_id) || {};
  if (!phase) return null;
  const choose = (event) => {
    const paces = Object.assign({}, talk.slow_in, { [phase]: Number(event.target.value) });
    if (event.target.value === '') delete paces[phase];
    set({ slow_in: paces });
  };
  const own = talk.slow_in[phase];
  return html`<p class="keeping-row"><label>${say('talk_slow_in', { phase: name('phases', phase) })} <select class="input" value=${own === undefined ? '' : String(own)} onChange=${choose}>
    <option value="">${say('talk_as_item')}</option>${SLOW.map((seconds) => html`<option key=${seconds} value=${String(seconds)}>${pace(seconds)}</option>`)}</select></label></p>`;
}

function Held({ item, act }) {
  const { data } = item;
  const about = { contribution_id: data.contribution_id };
  return html`<li class="held-item"><p><b>${data.author_label}</b> <${Tag} text=${name('stances', data.stance)} tone=${stanceTone(data.stance)} /></p>
    <${Text} text=${data.body || ''} lang=${data.language} />
    <p><button type="button" class="button button-small release" onClick=${() => act('release', about)}>${say('release')}</button></p>
    <details class="post-hide"><summary>${say('hide_held')}</summary><div class="hide-reasons">${REASONS.map((reason) => html`
      <button type="button" class="button button-second button-small" key=${reason} onClick=${() => act('hide', Object.assign({ reason }, about))}>${name('reasons', reason)}</button>`)}</div></details></li>`;
}

export function Keeping({ feed, act, busy }) {
  const { state, me } = feed;
  if (!me.hide || state.meeting.current_item_id === null) return null;
  const talk = talkOf(state);
  const set = (changes) => act('set_talk', Object.assign({ agenda_item_id: state.meeting.current_item_id }, changes));
  const flip = (key) => html`<button type="button" class="button button-second button-small" aria-pressed=${talk[key] ? 'true' : 'false'}
    aria-disabled=${busy ? 'true' : undefined} onClick=${() => set({ [key]: !talk[key] })}>${say(`talk_${key}`)}</button>`;
  return html`<section class="side-part keeping"><h2>${say('keep_order')}</h2>
    <p class="keeping-row"><label>${say('talk_slow')} <select class="input" value=${String(talk.slow)} onChange=${(event) => set({ slow: Number(event.target.value) })}>
      ${SLOW.concat(SLOW.includes(talk.slow) ? [] : talk.slow).map((seconds) => html`<option key=${seconds} value=${String(seconds)}>${pace(seconds)}</option>`)}</select></label></p>
    <${PhasePace} state=${state} talk=${talk} set=${set} />
    <p class="keeping-row">${flip('locked')} ${flip('screened')}</p>
    ${talk.locked ? html`<p class="keeping-row"><label>${say('lock_why')} <select class="input" value=${talk.reason || ''} onChange=${(event) => set({ reason: event.target.value })}>
      ${talk.reason ? null : html`<option value="">${say('lock_none')}</option>`}${WHY.map((one) => html`<option key=${one} value=${one}>${name('locks', one)}</option>`)}</select></label></p>` : null}
    ${state.held.length ? html`<h3>${say('held', { count: state.held.length })}</h3><ol class="held-list">${state.held.map((item) => html`<${Held} key=${item.seq} item=${item} act=${act} />`)}</ol>` : null}
    <p><a href="/desk/moderation" target="_blank" rel="noopener">${say('workbench')}</a></p></section>`;
}
