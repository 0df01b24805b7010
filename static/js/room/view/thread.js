// What was said, strictly in the order of the record; what is still on its way stands below it.

import { Component, html } from '../../../vendor/preact.js';
import { clock, name, say, translation } from '../words.js';
import { Icon, stanceTone, Tag, Text } from './parts.js';

const REASONS = ['personal_attack', 'personal_data', 'unlawful', 'advertising', 'off_topic', 'repeated'];

class Hiding extends Component {
  render({ who, onHide }) {
    return html`<details class="post-hide">
      <summary aria-label=${say('hide_from', { name: who })}>${say('hide')}</summary>
      <p>${say('hide_why')}</p>
      <div class="hide-reasons">
        ${REASONS.map((reason) => html`<button type="button" class="button button-second button-small"
          onClick=${() => onHide(reason)}>${name('reasons', reason)}</button>`)}
      </div>
    </details>`;
  }
}

function Head({ item, mine }) {
  const { data, actor } = item;
  const byAnother = data.channel !== 'phone' && actor && actor.name !== data.author_label;
  return html`<header class="post-head">
    <span class="post-name">${data.author_label}${mine ? html` <small>(${say('mine')})</small>` : null}</span>
    ${data.stance !== 'neutral' && html`<${Tag} text=${name('stances', data.stance)} tone=${stanceTone(data.stance)} />`}
    ${actor && actor.role && !byAnother ? html`<span class="post-role">${name('roles', actor.role)}</span>` : null}
    ${byAnother ? html`<span>${say('written_down', { name: actor.name })}</span>` : null}
    <time datetime=${item.at}>${clock(item.at)}</time>
  </header>`;
}

function To({ parent, id }) {
  if (!parent) return html`<p class="quote"><${Icon} name="reply" />${say('reply_to_gone')}</p>`;
  const { author_label: who, body } = parent.data;
  return html`<a class="quote" href=${`#said-${id}`}><${Icon} name="reply" />
    <span><b>${say('reply_to', { name: who })}</b> ${body.slice(0, 60)}${body.length > 60 ? '…' : ''}</span></a>`;
}

// A translation a neighbour wrote, with the original one tap away; or the way to ask for one.
function Said({ data }) {
  const { foreign, found } = translation(data);
  if (found) {
    return html`<${Text} text=${found.text} /><details class="post-hide">
      <summary>${say('translated_by', { name: found.by })}</summary><${Text} text=${data.body} lang=${data.language} /></details>`;
  }
  return html`<${Text} text=${data.body} lang=${data.language} />
    ${foreign ? html`<p class="rendered-by"><a href=${`/renderings/contribution/${data.contribution_id}`}>${say('ask_translation')}</a></p>` : null}`;
}

export class Post extends Component {
  shouldComponentUpdate(next) {
    return ['item', 'parent', 'mine', 'canReply', 'canReport', 'canHide', 'fresh'].some((key) => next[key] !== this.props[key]);
  }

  render({ item, parent, mine, canReply, canReport, canHide, fresh, onReply, onHide }) {
    const { data } = item;
    const gone = data.erased ? say('erased') : data.hidden && say('hidden', { reason: name('reasons', data.hidden) });
    return html`<li><article class=${`post${mine ? ' is-mine' : ''}${fresh ? ' is-fresh' : ''}`}
        id=${`said-${data.contribution_id}`} tabindex="-1" data-seq=${item.seq} data-stance=${data.stance}>
      ${gone ? null : html`<${Head} item=${item} mine=${mine} />`}
      ${data.parent_id && !gone ? html`<${To} parent=${parent} id=${data.parent_id} />` : null}
      ${gone ? html`<p class="post-gone">${gone}</p>` : html`<${Said} data=${data} />`}
      ${!gone && (canReply || canReport || canHide) ? html`<footer class="post-foot">
        ${canReply ? html`<button type="button" class="button button-plain button-small"
          aria-label=${`${say('reply_to', { name: data.author_label })}, ${clock(item.at)}`}
          onClick=${() => onReply(item)}><${Icon} name="reply" />${say('reply')}</button>` : null}
        ${canReport ? html`<a class="button button-plain button-small" href=${`/report/contribution/${data.contribution_id}`}
          aria-label=${`${say('report')}: ${data.author_label}, ${clock(item.at)}`}>${say('report')}</a>` : null}
        ${canHide ? html`<${Hiding} who=${data.author_label} onHide=${(reason) => onHide(item, reason)} />` : null}
      </footer>` : null}
    </article></li>`;
  }
}

const STATES = { sending: 'clock', waiting: 'clock', sent: 'check', refused: 'warn' };

export function Pending({ message, me, onChange, onDrop, onAgain }) {
  const { state, error, data } = message;
  const said = state === 'refused' ? say('refused', { reason: error ? error.message : '' }) : say(state);
  return html`<li><article class=${`post is-mine is-${state}`} data-outbox=${message.id}>
    <header class="post-head">
      <span class="post-name">${data.said_by || me.name} <small>(${say('mine')})</small></span>
      ${data.stance && data.stance !== 'neutral' && html`<${Tag} text=${name('stances', data.stance)} tone=${stanceTone(data.stance)} />`}
    </header>
    <${Text} text=${data.body} />
    <p class="post-way" role=${state === 'refused' ? 'alert' : 'status'}><${Icon} name=${STATES[state]} />${said}</p>
    ${state === 'refused' ? html`<footer class="post-foot">
      <button type="button" class="button button-second button-small" onClick=${() => onChange(message)}>${say('change')}</button>
      <button type="button" class="button button-plain button-small" onClick=${() => onAgain(message)}>${say('again')}</button>
      <button type="button" class="button button-plain button-small" onClick=${() => onDrop(message)}>${say('discard')}</button>
    </footer>` : null}
  </article></li>`;
}

function Divider({ item }) {
  return html`<li class="thread-item" key=${`item-${item.id}`}><h2>${item.position}. ${item.title}</h2></li>`;
}

// One list: a heading wherever the meeting turned to another item. `most`: how many a slow phone draws in this go.
export function Thread({ feed, most, fresh, canReply, onReply, onHide }) {
  const { contributions, agenda } = feed.state;
  const known = new Map(contributions.map((item) => [item.data.contribution_id, item]));
  const rows = [];
  let under;
  for (const item of contributions.slice(0, most)) {
    const { agenda_item_id: about, contribution_id: id, parent_id: to } = item.data;
    const heading = about !== under && agenda.find((one) => one.id === about);
    if (heading) rows.push(html`<${Divider} item=${heading} key=${`item-${about}-${item.seq}`} />`);
    under = about;
    const mine = Boolean(feed.me.account_id && item.actor && item.actor.id === feed.me.account_id);
    rows.push(html`<${Post} key=${item.seq} item=${item} parent=${known.get(to)} mine=${mine} fresh=${item.seq > fresh}
      canReply=${canReply && about === feed.state.meeting.current_item_id} canReport=${feed.me.account_id && !mine && !feed.me.hide} canHide=${feed.me.hide} onReply=${onReply} onHide=${onHide} id=${id} />`);
  }
  return html`${rows}`;
}
