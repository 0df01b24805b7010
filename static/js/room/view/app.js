// The room on the screen: strip, banners, thread, composer, and beside it what the moderator works with.

import { Component, html } from '../../../vendor/preact.js';
import { newId } from '../../outbox/queue.js';
import { unpacked } from '../pictures.js';
import { keepPlace, keptPlace, lastInSight, Told } from '../place.js';
import { Reading } from '../reading.js';
import { stakeOf } from '../turns.js';
import { say } from '../words.js';
import { Code } from './code.js';
import { doings } from './doings.js';
import { Composer } from './composer.js';
import { Ask } from './floor.js';
import { Chip, NothingYet, ORDERS } from './order.js';
import { Asked } from './asked.js';
import { Icon } from './parts.js';
import { PollCard, unanswered } from './polls.js';
import { Pending, Waiting } from './post.js';
import { Talk } from './talk.js';
import { canAttend, Welcome } from './welcome.js';
import { whyNot } from './why.js';
import { Listing } from './thread.js';

const NEAR = 140;
// From here on the desk stands beside the thread; below, somebody has to open it first (css/room/room.css).
const BESIDE = '(min-width: 60em)';
const LOOK = 400;

function atEnd() {
  const page = document.documentElement;
  return page.scrollHeight - window.innerHeight - window.pageYOffset < NEAR;
}

export class App extends Component {
  constructor(props) {
    super(props);
    const said = props.feed.state.contributions;
    this.seen = said.length ? said[said.length - 1].seq : 0;
    this.state = { unread: 0, busy: false, code: false, writing: false, asking: false, view: 'oldest' };
    this.reading = new Reading({ get: props.feed.get, changed: () => this.setState({}) });
    this.begun = props.feed.begun;
    this.acts = doings(this);
    this.told = new Told({ send: props.onPlace, known: props.feed.me.place, now: () => Date.now() });
    this.stuck = true;
  }

  componentDidMount() {
    this.props.handle(this);
    window.addEventListener('scroll', () => {
      this.stuck = this.timeline() && atEnd() && this.talk.atEnd();
      this.props.feed.away = !this.stuck;
      if (this.stuck && this.state.unread) this.setState({ unread: 0 });
      if (!this.looking) this.looking = window.setTimeout(() => this.look(), LOOK);
    }, { passive: true });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.told.tell());
    this.beside = window.matchMedia(BESIDE);
    this.beside.addListener(() => this.setState({}));
  }

  // The room stands on the page now, and not before, so that there is something to go to.
  arrived() {
    this.composer.arrived();
    const asked = new URLSearchParams(window.location.search).get('order');
    if (ORDERS.includes(asked) && asked !== 'oldest') this.see(`order=${asked}`);
    else this.toPlace();
  }

  // The list is of another moment than the state when that was fetched anew.
  componentDidUpdate() {
    if (this.begun === this.props.feed.begun) return;
    this.begun = this.props.feed.begun;
    this.reading.again();
  }

  timeline() {
    return this.state.view === 'oldest';
  }

  look() {
    this.looking = null;
    if (!this.timeline() || this.props.open || !this.base) return;
    const seen = this.stuck ? this.last() : lastInSight(this.base.querySelector('.room-thread'), window.innerHeight - NEAR);
    if (seen) this.keep(seen);
  }

  keep(seq) {
    keepPlace(this.props.placeKey, seq);
    this.told.reach(seq);
  }

  last() {
    const said = this.props.feed.state.contributions;
    return said.length ? said[said.length - 1].seq : 0;
  }

  // Whoever comes back goes on where they left off; what came meanwhile is counted and one tap away.
  toPlace() {
    const kept = Math.max(keptPlace(this.props.placeKey), this.props.feed.me.place || 0);
    const later = this.props.feed.state.contributions.filter((item) => item.seq > kept);
    if (!kept || !later.length) return this.toEnd();
    return this.talk.reach(later[0].seq, (first) => {
      first.scrollIntoView();
      window.scrollBy(0, -window.innerHeight / 2);
      this.stuck = atEnd() && this.talk.atEnd();
      this.props.feed.away = !this.stuck;
      this.setState({ unread: this.stuck ? 0 : later.length });
    });
  }

  see(what) {
    this.left = this.timeline() ? window.pageYOffset : this.left;
    this.setState({ view: what, unread: 0 });
    this.stuck = false;
    this.reading.open(what === 'oldest' ? null : what);
    window.requestAnimationFrame(() => (what === 'oldest' ? window.scrollTo(0, this.left || 0) : window.scrollTo(0, 0)));
  }

  // New words never move what somebody is reading: at the end the page follows, elsewhere it only counts.
  heard(items) {
    this.reading.take(items);
    const others = items.filter((item) => item.verb === 'discussion.contributed');
    if (!others.length) return;
    const mine = others.some((item) => item.actor && item.actor.id === this.props.feed.me.account_id);
    if (!this.timeline()) {
      if (mine) this.reading.again();
      return;
    }
    if (this.stuck || mine) window.requestAnimationFrame(() => this.toEnd());
    else this.setState({ unread: this.state.unread + others.length });
  }

  toEnd() {
    if (this.talk && this.last()) this.talk.toEnd();
    this.stuck = true;
    this.props.feed.away = false;
    this.keep(this.last());
    if (this.state.unread) this.setState({ unread: 0 });
  }

  wide() {
    return (this.beside || window.matchMedia(BESIDE)).matches;
  }

  // On a phone it goes with the words: nothing lies over what somebody reads.
  chip() {
    return html`<${Chip} feed=${this.props.feed} view=${this.state.view} onSee=${(what) => this.see(what)} />`;
  }

  // What nobody sees is not drawn: a phone has enough to do with the words. Once opened it stays, with what is typed in it.
  aside(open) {
    this.opened = this.opened || open || this.wide();
    if (!this.opened) return null;
    const { feed, desk } = this.props;
    desk.begin();
    if (!desk.Side) return desk.missing ? html`<p class="refused-why" role="alert">${say('no_answer')}</p>` : null;
    return html`<${desk.Side} feed=${feed} busy=${this.state.busy} stops=${desk.stops} act=${(verb, data) => this.act(verb, data)} onCode=${() => this.setState({ code: true })} />`;
  }

  // A button that is pressed stays where it is, so that the focus stays too; pressing it again does nothing meanwhile.
  act(verb, data) {
    if (this.state.busy) return new Promise(() => null);
    this.setState({ busy: true });
    const done = (answer) => {
      this.setState({ busy: false });
      if (answer.me) this.props.feed.me = answer.me;
      return answer;
    };
    return this.props.act({ id: newId(), verb, data }).then(done, () =>
      done({ ok: false, error: { code: 'network', message: say('no_answer') } }));
  }

  signIn() {
    return `${this.props.data.urls.sign_in}?next=${encodeURIComponent(`${window.location.pathname}${window.location.search}#speak`)}`;
  }

  // The newest quick question stands over the thumb: while it runs, and with its answer until the next thing happens.
  polls() {
    const { feed } = this.props;
    const poll = feed.state.polls[feed.state.polls.length - 1];
    if (!poll) return null;
    return html`<${PollCard} key=${poll.poll_id} poll=${poll} feed=${feed} act=${(verb, data) => this.act(verb, data)} onAnswered=${() => this.setState({})} />`;
  }

  // What one answers on a page of its own, one statement after the other; the room waits meanwhile.
  opinions() {
    return this.props.feed.state.opinions.map((one) => html`<p class="room-opinion" key=${one.conversation_id}><a class="button button-second button-wide" href=${`/opinions/${one.conversation_id}`}>
      <${Icon} name="issues" />${say('opinions_now', { title: one.title })}</a></p>`);
  }

  reply(item) {
    this.composer.openFor({ replyTo: { id: item.data.contribution_id, name: item.data.author_label } });
  }

  change(message) {
    const { body, stance, said_by: saidBy, contribution_id: id } = message.data;
    this.props.outbox.drop(message.id);
    if (message.verb === 'edit') return this.composer.edit({ id, body });
    return this.composer.openFor({ body, stance: stance === 'neutral' ? '' : stance, saidBy: saidBy || '', replyTo: null, pictures: unpacked(message.data.files) });
  }

  thread(canReply) {
    const { feed, outbox } = this.props;
    const { state } = feed;
    const messages = outbox.messages.filter((one) => ['contribute', 'edit'].includes(one.verb));
    const waiting = (feed.me.held || []).map((said) => html`<${Waiting} key=${`held-${said.contribution_id}`} said=${said} />`);
    const pending = messages.map((one) => html`<${Pending} key=${one.id} message=${one} me=${feed.me} onChange=${(which) => this.change(which)}
      onDrop=${(which) => outbox.drop(which.id)} onAgain=${(which) => outbox.again(which.id)} />`);
    if (!this.timeline()) {
      return html`<${Listing} feed=${feed} reading=${this.reading} canReply=${canReply} acts=${this.acts} chip=${this.wide() ? null : this.chip()} onBack=${() => this.see('oldest')} />
        <ol class="thread room-thread">${waiting}${pending}</ol>`;
    }
    return html`
      ${state.more ? html`<p class="earlier"><button type="button" class="button button-second button-small" onClick=${() => feed.earlier()}>${say('earlier')}</button></p>` : null}
      ${!state.contributions.length && !messages.length ? html`<${NothingYet} state=${state} />` : null}
      <${Talk} handle=${(made) => { this.talk = made; }} feed=${feed} fresh=${this.seen} canReply=${canReply} acts=${this.acts} />
      <ol class="thread room-thread room-waiting">${waiting}${pending}</ol>
      ${this.wide() ? null : html`<div class="talk-end">${this.chip()}</div>`}`;
  }

  render({ feed, calls, data, open, draftKey, codePicture, onSend }, { unread, writing, asking }) {
    const item = feed.state.agenda.find((one) => one.id === feed.state.meeting.current_item_id);
    const { why, whyLink } = whyNot(feed, data.urls.meeting, this.signIn());
    return html`<div class=${`room-grid${open ? ' is-open' : ''}`}>
      <div class="room-main">
        ${this.thread(!why)}
        <div class="room-foot">
          <div class="foot-tools">${unread ? html`<button type="button" class="unread" onClick=${() => this.toEnd()}>${say('new', { count: unread })} ↓</button>` : null}${this.wide() && !writing ? this.chip() : null}</div>
          ${this.state.wrong ? html`<p class="room-wrong" role="alert"><span>${this.state.wrong.message}</span>
            <button type="button" class="saying-close" aria-label=${say('close')} onClick=${() => this.setState({ wrong: null })}><${Icon} name="cross" /></button></p>` : null}
          <${Asked} me=${feed.me} item=${feed.state.meeting.current_item_id} />
          ${writing ? null : html`<${Welcome} feed=${feed} busy=${this.state.busy} act=${(verb, about) => this.act(verb, about)} />`}
          ${writing || asking ? null : this.polls()}
          ${writing || asking ? null : this.opinions()}
          ${writing || why || unanswered(feed) ? null : html`<${Ask} feed=${feed} item=${item || { id: 0 }} choosing=${asking} passedOver=${calls.passedOver}
            onChoosing=${(yes) => this.setState({ asking: yes })} act=${(verb, data) => this.act(verb, data)} />`}
          <div class="writing" hidden=${asking}><${Composer} handle=${(composer) => { this.composer = composer; }} me=${feed.me} noSide=${Boolean(stakeOf(feed))} item=${item || { id: 0, title: '' }} why=${why} whyLink=${whyLink} second=${canAttend(feed)}
            onOpen=${(yes) => yes !== writing && this.setState({ writing: yes })}
            draftKey=${draftKey} onEdit=${this.props.onEdit} onSend=${(said) => { onSend(said); if (this.timeline()) window.requestAnimationFrame(() => this.toEnd()); }} /></div>
        </div>
      </div>
      <aside class="room-side" aria-label=${say('agenda_short')}>
        ${this.aside(open)}
      </aside>
      ${this.state.code ? html`<${Code} title=${feed.state.meeting.title} join=${data.join} picture=${codePicture} onClose=${() => this.setState({ code: false })} />` : null}
    </div>`;
  }
}
