// Reads the page's own words aloud with the browser's voice. Where there is none for the language nothing is shown, and
// nothing else depends on it. Pausing remembers the sentence and starts it again: many phones cannot hold a voice still.

const WORDS = 'h1, h2, h3, p, li, dt, dd, td, th, legend, .choice-text, .timeline-said, .post-text';
const APART = '[aria-hidden="true"], [hidden], .unseen, .no-print, nav, button, textarea, svg, template, .read-aloud';
const LONGEST = 160;

function plain(element) {
  const copy = element.cloneNode(true);
  for (const part of copy.querySelectorAll(APART)) part.remove();
  return copy.textContent.replace(/\s+/g, ' ').trim();
}

// Leaves only: a list item that holds a paragraph is read once, as the paragraph.
function paragraphs(root) {
  return Array.from(root.querySelectorAll(WORDS)).filter(
    (one) => !one.closest(APART) && !one.querySelector(WORDS) && one.offsetParent && plain(one),
  );
}

// Some voices fall silent after a quarter of a minute; sentences are short enough.
function sentences(text) {
  const found = text.match(/[^。！？；!?;.]+[。！？；!?;.]*/g) || [text];
  return found.reduce((all, one) => {
    for (let rest = one.trim(); rest; rest = rest.slice(LONGEST)) all.push(rest.slice(0, LONGEST));
    return all;
  }, []);
}

function voiceFor(synth, language) {
  const wanted = language.toLowerCase().replace('hans', 'cn').replace('hant', 'tw');
  const voices = synth.getVoices().map((voice) => ({ voice, tag: voice.lang.toLowerCase().replace('_', '-') }));
  const same = voices.filter((one) => one.tag.split('-')[0] === wanted.split('-')[0]);
  return (same.find((one) => one.tag.startsWith(wanted)) || same[0] || {}).voice;
}

class Reader {
  constructor(bar, synth) {
    this.synth = synth;
    this.toggle = bar.querySelector('[data-read-toggle]');
    this.halt = bar.querySelector('[data-read-stop]');
    this.label = this.toggle.querySelector('[data-words]');
    this.words = bar.dataset;
    this.queue = [];
    this.at = 0;
    this.round = 0;
    this.state = 'still';
    this.toggle.addEventListener('click', () => this.press());
    this.halt.addEventListener('click', () => this.stop(true));
    window.addEventListener('pagehide', () => this.stop(false));
  }

  press() {
    if (this.state === 'speaking') return this.show('paused');
    if (this.state === 'still') {
      this.at = 0;
      this.queue = [];
      for (const element of paragraphs(document.querySelector('main'))) {
        for (const text of sentences(plain(element))) this.queue.push({ element, text });
      }
    }
    this.show('speaking');
    return this.next(this.round);
  }

  show(state) {
    this.state = state;
    this.round += 1;
    this.synth.cancel();
    this.label.textContent = { still: this.words.read, speaking: this.words.pause, paused: this.words.on }[state];
    this.halt.hidden = state === 'still';
  }

  mark(element) {
    const old = document.querySelector('.is-read');
    if (old === element) return;
    if (old) old.classList.remove('is-read');
    if (!element) return;
    element.classList.add('is-read');
    const place = element.getBoundingClientRect();
    if (place.top < 0 || place.bottom > window.innerHeight * 0.8) element.scrollIntoView({ block: 'center' });
  }

  next(round) {
    if (round !== this.round) return;
    const part = this.queue[this.at];
    if (!part) {
      this.stop(false);
      return;
    }
    this.mark(part.element);
    const said = new window.SpeechSynthesisUtterance(part.text);
    said.lang = part.element.closest('[lang]').lang;
    said.voice = voiceFor(this.synth, said.lang) || null;
    said.onend = () => {
      if (round !== this.round) return;
      this.at += 1;
      this.next(round);
    };
    said.onerror = () => {
      if (round === this.round) this.stop(false);
    };
    this.synth.speak(said);
  }

  stop(pressed) {
    this.show('still');
    this.mark(null);
    if (pressed) this.toggle.focus();
  }
}

export default function readAloud(bar) {
  const synth = window.speechSynthesis;
  if (!synth || !window.SpeechSynthesisUtterance) return;
  const look = () => {
    if (!bar.hidden || !voiceFor(synth, document.documentElement.lang)) return;
    bar.hidden = false;
    bar.reader = new Reader(bar, synth);
  };
  look();
  if (synth.addEventListener) synth.addEventListener('voiceschanged', look);
  else synth.onvoiceschanged = look;
}
