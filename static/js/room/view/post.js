// One contribution: who, what, where it belongs, and what can be done with it.

import { Component, html } from '../../../vendor/preact.js';
import { clock, name, say, translation } from '../words.js';
import { Icon, stanceTone, Tag, Text } from './parts.js';

const KEYS = ['item', 'parent', 'mine', 'canReply', 'canReport', 'canEdit', 'canModerate', 'agreed', 'replies', 'deep', 'pinned', 'with'];
const SMALL = 480;

function Answer({ data }) {
  if (data.stance !== 'question') return null;
  if (!data.answered_by) return html`<${Tag} text=${say('question_open')} tone="soon" />`;
  return html`<${Tag} text=${say('answered_by', { name: data.answered_by })} tone="good" />`;
}

function Head({ item, mine }) {
  const { data, actor } = item;
  const byAnother = data.channel !== 'phone' && actor && actor.name !== data.author_label;
  return html`<header class="post-head">
    <span class="post-name">${data.author_label}${mine ? html` <small>(${say('mine')})</small>` : null}</span>
    ${data.stance !== 'neutral' && html`<${Tag} text=${name('stances', data.stance)} tone=${stanceTone(data.stance)} />`}
    <${Answer} data=${data} />
    ${data.closed ? html`<${Tag} text=${say('replies_closed', { reason: name('locks', data.closed) })} />` : null}
    ${actor && actor.role && !byAnother ? html`<span class="post-role">${name('roles', actor.role)}</span>` : null}
    ${byAnother ? html`<span>${say('written_down', { name: actor.name })}</span>` : null}
    ${data.edited ? html`<a href=${`/contributions/${data.contribution_id}/wordings`}>${say('edited', { time: clock(data.edited) })}</a>` : null}
    <time datetime=${item.at}>${clock(item.at)}</time>
  </header>`;
}

function To({ parent, id }) {
  if (!parent) return html`<p class="quote"><${Icon} name="reply" />${say('reply_to_gone')}</p>`;
  const { author_label: who, body = '' } = parent.data;
  return html`<a class="quote" href=${`#said-${id}`}><${Icon} name="reply" />
    <span><b>${say('reply_to', { name: who || '' })}</b> ${body.slice(0, 60)}${body.length > 60 ? '…' : ''}</span></a>`;
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

function fitted({ width, height }) {
  const share = Math.min(1, SMALL / Math.max(width, height));
  return { width: Math.round(width * share), height: Math.round(height * share) };
}

function Photos({ data }) {
  if (!data.photos || !data.photos.length) return null;
  return html`<div class="photo-row">${data.photos.map((one, index) => html`<figure class="photo" key=${one.digest}>
    <a href=${`/photos/${one.digest}.jpg`}><img src=${`/photos/${one.digest}/small.jpg`} loading="lazy" decoding="async"
      alt=${say('photo_of', { number: index + 1, name: data.author_label })} width=${fitted(one).width} height=${fitted(one).height} /></a></figure>`)}</div>`;
}

function Agreeing({ item, mine, canReply, agreed, onAgree }) {
  const { agrees, author_label: who } = item.data;
  if (mine || !canReply) return agrees ? html`<span class="post-agrees">${say('agrees', { count: agrees })}</span>` : null;
  return html`<button type="button" class="button button-plain button-small agree" aria-pressed=${agreed ? 'true' : 'false'}
    aria-label=${`${say('agree_with', { name: who })}, ${clock(item.at)}`} onClick=${() => onAgree(item, !agreed)}>
    <${Icon} name="check" />${say('agree')}${agrees ? html` <b>${agrees}</b>` : null}</button>`;
}

// What says the same as others stands with them: its words are one tap away.
function Words({ data, with: other }) {
  const words = html`<${Said} data=${data} /><${Photos} data=${data} />`;
  if (!data.merged_into) return words;
  return html`<details class="post-hide merged"><summary>${say('merged', { name: other ? other.data.author_label : '' })}</summary>${words}
    <p><a href=${`#said-${data.merged_into}`}>${say('merged_to')}</a></p></details>`;
}

export class Post extends Component {
  shouldComponentUpdate(next) {
    return KEYS.some((key) => next[key] !== this.props[key]);
  }

  foot({ item, parent, mine, canReply, canReport, canEdit, canModerate, agreed, replies, pinned, acts }) {
    const { data } = item;
    const about = `${data.author_label}, ${clock(item.at)}`;
    return html`<footer class="post-foot">
      ${canReply ? html`<button type="button" class="button button-plain button-small reply"
        aria-label=${`${say('reply_to', { name: data.author_label })}, ${clock(item.at)}`}
        onClick=${() => acts.reply(item)}><${Icon} name="reply" />${say('reply')}</button>` : null}
      <${Agreeing} item=${item} mine=${mine} canReply=${canReply} agreed=${agreed} onAgree=${acts.agree} />
      ${replies ? html`<button type="button" class="button button-plain button-small" aria-label=${`${say('replies', { count: replies })}: ${about}`}
        onClick=${() => acts.thread(item)}>${say('replies', { count: replies })}</button>` : null}
      ${data.answer_id ? html`<button type="button" class="button button-plain button-small" onClick=${() => acts.thread(item)}>${say('to_answer')}</button>` : null}
      ${canEdit ? html`<button type="button" class="button button-plain button-small" aria-label=${`${say('edit')}: ${clock(item.at)}`}
        onClick=${() => acts.edit(item)}><${Icon} name="pen" />${say('edit')}</button>` : null}
      ${canReport ? html`<a class="button button-plain button-small" href=${`/report/contribution/${data.contribution_id}`}
        aria-label=${`${say('report')}: ${about}`}>${say('report')}</a>` : null}
      ${canModerate && canModerate.Moderating ? html`<${canModerate.Moderating} item=${item} parent=${parent} pinned=${pinned} acts=${acts} may=${canModerate} />` : null}
    </footer>`;
  }

  render(props) {
    const { item, parent, mine, deep, quiet, fresh, canReply, canReport, canEdit, canModerate, replies } = props;
    const { data } = item;
    const gone = data.erased ? say('erased') : data.hidden !== undefined && (data.hidden === 'held' ? say('held_back') : say('hidden', { reason: name('reasons', data.hidden) }));
    const foot = !gone && (canReply || canReport || canEdit || canModerate || replies || data.agrees || data.answer_id);
    return html`<li><article class=${`post${mine ? ' is-mine' : ''}${fresh ? ' is-fresh' : ''}${deep ? ` is-deep-${Math.min(deep, 2)}` : ''}`}
        id=${`said-${data.contribution_id}`} tabindex="-1" data-seq=${item.seq} data-stance=${data.stance}>
      ${gone ? null : html`<${Head} item=${item} mine=${mine} />`}
      ${data.parent_id && !gone && !quiet ? html`<${To} parent=${parent} id=${data.parent_id} />` : null}
      ${gone ? html`<p class="post-gone">${gone}</p>` : html`<${Words} data=${data} with=${props.with} />`}
      ${data.hidden === 'held' && canModerate && canModerate.hide ? html`<footer class="post-foot"><button type="button" class="button button-second button-small" onClick=${() => props.acts.release(item)}>${say('release')}</button></footer>` : null}
      ${foot ? this.foot(props) : null}
    </article></li>`;
  }
}

// One's own words that a moderator reads before everybody does.
export function Waiting({ said }) {
  return html`<li><article class="post is-mine is-held" data-held=${said.contribution_id}>
    <${Text} text=${said.body} />
    <p class="post-way" role="status"><${Icon} name=${said.reason ? 'warn' : 'clock'} />${said.reason ? say('held_hidden', { reason: name('reasons', said.reason) }) : say('held_own')}</p>
  </article></li>`;
}

const STATES = { sending: 'clock', waiting: 'clock', sent: 'check', refused: 'warn' };

export function Pending({ message, me, onChange, onDrop, onAgain }) {
  const { state, error, data, verb } = message;
  const told = state === 'waiting' && error ? error.message : say(state);
  const said = state === 'refused' ? say('refused', { reason: error ? error.message : '' }) : told;
  const photos = (data.files || []).length;
  return html`<li><article class=${`post is-mine is-${state}`} data-outbox=${message.id}>
    <header class="post-head">
      <span class="post-name">${data.said_by || me.name} <small>(${say('mine')})</small></span>
      ${verb === 'edit' ? html`<${Tag} text=${say('edit')} />` : null}
      ${data.stance && data.stance !== 'neutral' && html`<${Tag} text=${name('stances', data.stance)} tone=${stanceTone(data.stance)} />`}
    </header>
    <${Text} text=${data.body} />
    ${photos ? html`<p class="soft">${say('photos_with', { count: photos })}</p>` : null}
    ${data.lost ? html`<p class="post-way">${say('photos_lost')}</p>` : null}
    <p class="post-way" role=${state === 'refused' ? 'alert' : 'status'}><${Icon} name=${STATES[state]} />${said}</p>
    ${state === 'refused' ? html`<footer class="post-foot">
      <button type="button" class="button button-second button-small" onClick=${() => onChange(message)}>${say('change')}</button>
      <button type="button" class="button button-plain button-small" onClick=${() => onAgain(message)}>${say('again')}</button>
      <button type="button" class="button button-plain button-small" onClick=${() => onDrop(message)}>${say('discard')}</button>
    </footer>` : null}
  </article></li>`;
}
