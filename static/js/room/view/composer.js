// Saying something: where one stands, then the words, then send. What is typed survives a reload and an empty battery.

import { Component, html } from '../../../vendor/preact.js';
import { keepDraft, keptDraft } from '../drafts.js';
import { packed, PHOTOS_MOST, takePictures } from '../pictures.js';
import { name, say, titleOf } from '../words.js';
import { Icon } from './parts.js';

const CHOSEN = ['for', 'against', 'supplement', 'question'];
const CHAIR = ['neutral', 'supplement', 'question'];
const NO_SIDE = ['supplement', 'question'];

export class Composer extends Component {
  constructor(props) {
    super(props);
    this.box = { current: null };
    const kept = keptDraft(props.draftKey) || {};
    this.state = {
      open: false, stance: kept.stance || '', body: kept.body || '', replyTo: kept.replyTo || null,
      saidBy: kept.saidBy || '', channel: 'assisted', hint: '', editing: kept.editing || null, pictures: [], taking: false,
    };
  }

  componentDidMount() {
    this.props.handle(this);
  }

  arrived() {
    // Whoever went to sign in because they wanted to speak comes back to just that.
    if (window.location.hash !== '#speak') return;
    window.history.replaceState(null, '', window.location.pathname);
    if (!this.props.why) this.openFor({});
  }

  // Done writing: the focus goes back to where writing begins, unless the person has already gone elsewhere.
  componentDidUpdate(props, before) {
    const speak = this.base && this.base.querySelector('.foot-speak');
    if (before.open && !this.state.open && speak && document.activeElement === document.body) speak.focus({ preventScroll: true });
  }

  write(changes) {
    this.setState(changes, () => {
      const { stance, body, replyTo, saidBy, editing } = this.state;
      this.props.onOpen(this.state.open);
      keepDraft(this.props.draftKey, body || saidBy ? { stance, body, replyTo, saidBy, editing } : null);
    });
  }

  openFor(changes) {
    this.write(Object.assign({ open: true, hint: '' }, changes));
    window.requestAnimationFrame(() => this.box.current && this.box.current.focus());
  }

  // What was being written waits beside, and is there again afterwards.
  edit({ id, body }) {
    const { stance, body: draft, replyTo, saidBy, editing } = this.state;
    if (!editing) this.aside = { stance, body: draft, replyTo, saidBy };
    this.openFor({ editing: { id }, body });
  }

  send() {
    const { body, replyTo, saidBy, channel, editing, pictures, taking } = this.state;
    const { me } = this.props;
    const stance = this.choices().includes(this.state.stance) ? this.state.stance : '';
    if (taking || (this.props.why && !editing)) {
      this.setState({ hint: taking ? say('photos_taking') : this.props.why });
      return;
    }
    if (!editing && !stance && !replyTo && !me.chair) {
      this.setState({ hint: say('choose_stance') });
      return;
    }
    if (!body.trim()) {
      this.setState({ hint: say('write_first') });
      this.box.current.focus();
      return;
    }
    if (editing) {
      this.props.onEdit({ contribution_id: editing.id, body: body.trim() });
      this.done();
      return;
    }
    const data = { agenda_item_id: this.props.item.id, body: body.trim(), stance: stance || 'neutral' };
    if (replyTo) data.parent_id = replyTo.id;
    if (saidBy.trim()) Object.assign(data, { said_by: saidBy.trim(), channel });
    if (pictures.length) data.files = packed(pictures);
    this.props.onSend(data);
    this.done();
  }

  done() {
    for (const one of this.state.pictures) URL.revokeObjectURL(one.shown);
    this.write({ open: false, stance: '', body: '', replyTo: null, saidBy: '', hint: '', editing: null, pictures: [] });
    if (this.aside) this.write(this.aside);
    this.aside = null;
  }

  take(event) {
    const files = event.target.files;
    if (!files.length) return;
    this.setState({ taking: true });
    takePictures(files).catch(() => []).then((made) => {
      const pictures = this.state.pictures.concat(made);
      this.setState({ taking: false, pictures: pictures.slice(0, PHOTOS_MOST), hint: pictures.length > PHOTOS_MOST ? say('photos_most', { most: PHOTOS_MOST }) : '' });
    });
    event.target.value = '';
  }

  photos() {
    const { pictures } = this.state;
    return html`<div class="saying-photos">
      <label class="button button-second button-small saying-photo"><${Icon} name="camera" />${say('photo_add')}
        <input type="file" class="unseen" multiple accept="image/jpeg,image/png,image/webp" onChange=${(event) => this.take(event)} /></label>
      ${pictures.map((one) => html`<button type="button" class="saying-picture" key=${one.shown} aria-label=${say('photo_drop', { name: one.name })}
        onClick=${() => this.setState({ pictures: pictures.filter((other) => other !== one) })}><img src=${one.shown} alt="" /><${Icon} name="cross" /></button>`)}
    </div>`;
  }

  // Whoever leads takes no side, nor does whoever said that they have an interest of their own; for others both may write.
  choices() {
    if (this.state.saidBy) return CHOSEN;
    return this.props.me.chair ? CHAIR : this.props.noSide ? NO_SIDE : CHOSEN;
  }

  stances() {
    const choices = this.choices();
    const word = (stance) => (stance === 'neutral' ? say('moderator_word') : name('stances', stance));
    return html`<div class="stances" role="group" aria-label=${say('stance_first')}>
      ${choices.map((stance) => html`<button type="button" class="stance" data-stance=${stance}
        aria-pressed=${this.state.stance === stance ? 'true' : 'false'}
        onClick=${() => this.write({ stance: this.state.stance === stance ? '' : stance, hint: '' })}>${word(stance)}</button>`)}
    </div>`;
  }

  forAnother() {
    if (!this.props.me.staff) return null;
    return html`<details class="for-another" open=${Boolean(this.state.saidBy)}>
      <summary>${say('say_for')}</summary>
      <label class="unseen" for="said-by">${say('say_for_name')}</label>
      <div class="for-another-row">
        <input class="input" id="said-by" maxlength="40" placeholder=${say('say_for_name')} value=${this.state.saidBy}
          onInput=${(event) => this.write({ saidBy: event.target.value })} />
        <select class="input" aria-label=${say('enter_how')} value=${this.state.channel}
          onChange=${(event) => this.setState({ channel: event.target.value })}>
          ${['hall', 'phone_in', 'assisted', 'paper'].map((one) => html`<option value=${one}>${name('channels', one)}</option>`)}
        </select>
      </div>
    </details>`;
  }

  title() {
    const { replyTo, editing } = this.state;
    if (editing) return say('edit_title');
    return replyTo ? say('reply_to', { name: replyTo.name }) : say('stance_first');
  }

  saying() {
    const { replyTo, body, hint, editing } = this.state;
    const { why } = this.props;
    return html`<form class="saying" onSubmit=${(event) => { event.preventDefault(); this.send(); }}>
      <div class="saying-head">
        <p class="saying-title">${this.title()}</p>
        <button type="button" class="saying-close" aria-label=${say('close')} onClick=${() => (editing ? this.done() : this.write({ open: false, replyTo: null }))}><${Icon} name="cross" /></button>
      </div>
      ${editing ? null : this.stances()}
      ${editing ? null : this.forAnother()}
      <label class="saying-label" for="words">${say('your_words')} <small>${say('your_words_hint', { title: titleOf(this.props.item) })}</small></label>
      <textarea class="input" id="words" ref=${this.box} rows="3" maxlength="2000" value=${body}
        onInput=${(event) => this.write({ body: event.target.value, hint: '' })}
        onKeyDown=${(event) => { if (event.isComposing || event.keyCode === 229) return; if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.send(); if (event.key === 'Escape') this.write({ open: false }); }}></textarea>
      ${editing ? null : this.photos()}
      <div class="saying-foot">
        <p class="saying-hint" role="status">${(why && !editing ? why : '') || hint || (body ? say('kept') : '')}</p>
        <button class="button" type="submit">${say('send')}</button>
      </div>
    </form>`;
  }

  render({ why, whyLink, second }, { open, body }) {
    // Words being written are not taken away because the item has ended: they stand, with the reason beside them.
    if (why && !open) {
      if (whyLink && whyLink.wide) {
        return html`<div class="foot"><a class="button button-wide foot-speak" href=${whyLink.url}><${Icon} name="pen" />${whyLink.text}</a></div>`;
      }
      return html`<div class="foot"><p class="foot-why">${why} ${whyLink ? html`<a href=${whyLink.url}>${whyLink.text}</a>` : null}</p></div>`;
    }
    if (open) return html`<div class="foot">${this.saying()}</div>`;
    return html`<div class="foot"><button type="button" class=${`button button-wide foot-speak${second ? ' button-second' : ''}`} onClick=${() => this.openFor({})}>
      <${Icon} name="pen" />${say('speak')}${body ? html` <small>· ${say('kept')}</small>` : null}</button></div>`;
  }
}
