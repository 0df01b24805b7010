// One row of the talk, and a part of the talk in an order of its own.

import { html } from '../../../vendor/preact.js';
import { name, say } from '../words.js';
import { Icon } from './parts.js';
import { Post } from './post.js';

const MINUTE = 60000;

// What stands towards others is told to whoever may take another step; the same object until something changes.
function mayOf(feed) {
  const { Moderating } = feed.desk;
  feed.desk.begin();
  if (feed.may.steps !== feed.state.steps || feed.may.Moderating !== Moderating) {
    feed.may = Object.assign({}, feed.may, { Moderating, steps: feed.state.steps, said: () => feed.state.contributions, agenda: () => feed.state.agenda });
  }
  return feed.may;
}

// A thread is closed at its root, as far as the root is on this phone; the server knows it anyway.
function closedOf(item, others) {
  const root = item.data.root_id ? others.get(item.data.root_id) : item;
  return Boolean(root && root.data.closed);
}

// What one person may do with one contribution, and how it is drawn.
export function row({ feed, item, parent, fresh, canReply, acts, replies, deep, quiet, others = new Map() }) {
  const { me, state } = feed;
  const { contribution_id: id, agenda_item_id: about } = item.data;
  const mine = Boolean(me.account_id && item.actor && item.actor.id === me.account_id);
  const running = state.meeting.state === 'in_session';
  const open = !item.data.merged_into && !closedOf(item, others);
  const young = feed.now() < Date.parse(item.at) + state.meeting.edit_minutes * MINUTE;
  return html`<${Post} key=${item.seq} item=${item} parent=${parent} mine=${mine} fresh=${fresh} acts=${acts} replies=${replies} deep=${deep} quiet=${quiet}
    with=${others.get(item.data.merged_into)} canReply=${canReply && open && about === state.meeting.current_item_id} canReport=${Boolean(me.account_id && !mine && !me.hide)}
    canEdit=${mine && running && young && item.data.hidden === undefined} canModerate=${me.hide || me.mark_answered ? mayOf(feed) : null}
    agreed=${me.agrees.includes(id)} pinned=${state.pins.includes(id)} />`;
}

function title(what, items) {
  const [key, value] = what.split('=');
  if (key === 'thread') return items.length ? say('replies_to', { name: items[0].data.author_label || '' }) : '';
  return key === 'questions' ? say('questions') : name('orders', value);
}

// A part of the talk in an order of its own; a thread is stepped in, two steps at most, and then says to whom.
export function Listing({ feed, reading, canReply, acts, chip, onBack }) {
  const known = new Map(feed.state.contributions.concat(reading.items).map((item) => [item.data.contribution_id, item]));
  const thread = reading.what.startsWith('thread=');
  const quotes = (item) => !thread || item.data.depth > 2;
  return html`<div class="listing">
    <div class="listing-head"><h2 class=${chip ? 'unseen' : ''}>${title(reading.what, reading.items)}</h2>${chip}
      <button type="button" class="button button-second button-small listing-back" onClick=${onBack}>${say('back_to_talk')}</button></div>
    ${reading.fresh ? html`<p class="earlier"><button type="button" class="button button-small listing-new" onClick=${() => reading.again()}>${say('new', { count: reading.fresh })}</button></p>` : null}
    ${reading.failed ? html`<p class="refused" role="alert">${say('no_answer')} <button type="button" class="button button-second button-small" onClick=${() => reading.again()}>${say('again')}</button></p>` : null}
    ${!reading.items.length && !reading.loading && !reading.failed ? html`<p class="thread-empty"><${Icon} name="speak" />${say('nothing_here')}</p>` : null}
    <ol class="thread room-thread" aria-busy=${reading.loading ? 'true' : undefined}>${reading.items.map((item) => row({
    feed, item, canReply, acts, others: known, fresh: false, parent: known.get(item.data.parent_id), quiet: !quotes(item),
    replies: thread ? 0 : reading.replies[item.data.contribution_id] || 0, deep: thread ? item.data.depth : 0 }))}</ol>
    ${reading.more ? html`<p class="earlier"><button type="button" class="button button-second button-small listing-more" aria-disabled=${reading.loading ? 'true' : undefined}
      onClick=${() => reading.on()}>${say('more')}</button></p>` : null}
  </div>`;
}
