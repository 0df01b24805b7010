// What the room tells those who do not see it: turns of the meeting at once, new words only counted, and not too often.

const PAUSE = 10000;
// Who comes back after an hour hears where the meeting stands, not the hour.
const MOST = 3;

export class Voice {
  // `region` is read out politely whenever its text changes; `count` puts a number of new words into a sentence.
  constructor(region, count, pause = PAUSE) {
    Object.assign(this, { region, count, pause, waiting: [], words: 0, timer: null, last: 0 });
  }

  // Several things of one moment are one sentence, because a later text would cut the earlier one off; of many only the
  // last ones are told, and always what concerns oneself.
  say(text, own = false) {
    if (!text) return;
    this.waiting.push({ text, own });
    if (this.waiting.length === 1) window.setTimeout(() => this.speak(), 50);
  }

  heard(words) {
    if (!words) return;
    this.words += words;
    if (!this.timer) this.timer = window.setTimeout(() => this.tally(), Math.max(0, this.last + this.pause - Date.now()));
  }

  tally() {
    this.timer = null;
    this.last = Date.now();
    this.say(this.count(this.words));
    this.words = 0;
  }

  speak() {
    const last = this.waiting.slice(-MOST);
    this.region.textContent = this.waiting.filter((one) => one.own || last.includes(one)).map((one) => one.text).join(' ');
    this.waiting = [];
  }
}
