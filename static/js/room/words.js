// Sentences come with the page in the reader's language; here they are filled in and moments are written.

let words = {};
let language = 'zh';
let titles = {};

export function learn(given, lang, translated) {
  words = given;
  language = lang;
  titles = translated || {};
}

// Who has translated title and agenda, where the reader needs that.
export function titlesBy() {
  return titles.by;
}

// An agenda item as the reader reads it: what a neighbour has translated came with the page.
export function titleOf(item) {
  return titles[`item:${item.id}`] || item.title;
}

export const headOf = (meeting) => titles.title || meeting.title;

export function say(key, facts) {
  const text = words[key] || key;
  return facts ? text.replace(/\{(\w+)\}/g, (whole, name) => (facts[name] === undefined ? whole : facts[name])) : text;
}

export function name(kind, value) {
  return (words[kind] && words[kind][value]) || value || '';
}

// Names as readers of the language look them up; building 2 stands before building 10.
export function byLabel(people) {
  const names = new Intl.Collator(language, { numeric: true });
  return people.slice().sort((one, other) => names.compare(one.label, other.label));
}

// A tag without script and country; what is written in no known language is read by everybody.
const primary = (tag) => (tag || '').split('-')[0];

export function translation(data) {
  const mine = primary(language);
  const foreign = data.language && primary(data.language) !== mine;
  return { foreign, found: foreign && data.renderings ? data.renderings[mine] : undefined };
}

// China keeps one time all year, so the hour needs no calendar: making one takes a slow phone longer than drawing.
const AHEAD = 8 * 3600000;

export function clock(moment) {
  return new Date(new Date(moment).getTime() + AHEAD).toISOString().slice(11, 16);
}

// Since when something is so: only what began on another day needs a calendar.
export function since(moment) {
  const day = (at) => Math.floor((at + AHEAD) / 86400000);
  return day(moment) === day(Date.now()) ? clock(moment) : dayAndClock(moment);
}

// Month and day of a moment as the reader writes them, with its hour. “12-10” could be October, and breaks in two.
function dayAndClock(moment) {
  const day = new Date(moment).toLocaleDateString(language, { month: 'short', day: 'numeric', timeZone: 'Asia/Shanghai' });
  return `${day.replace(' ', '\u00a0')} ${clock(moment)}`;
}

// How a meeting ended: on another day it goes on, it was stopped, or it is simply over.
export function ended({ adjourned_to: on, stop_reason: reason }) {
  if (on) return say('adjourned', { time: dayAndClock(on.starts_at) });
  return reason ? say('stopped', { reason }) : say('over');
}

// When the meeting begins came with the page, written by the server: day and weekday need a calendar.
export const notBegun = () => say('not_begun', { time: say('begins') });
