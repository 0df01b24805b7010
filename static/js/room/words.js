// Sentences come with the page in the reader's language; here they are filled in and moments are written.

let words = {};
let language = 'zh';

export function learn(given, lang) {
  words = given;
  language = lang;
}

export function say(key, facts) {
  const text = words[key] || key;
  return facts ? text.replace(/\{(\w+)\}/g, (whole, name) => (facts[name] === undefined ? whole : facts[name])) : text;
}

export function name(kind, value) {
  return (words[kind] && words[kind][value]) || value || '';
}

// A tag without script and country; what is written in no known language is read by everybody.
const primary = (tag) => (tag || '').split('-')[0];

export function translation(data) {
  const mine = primary(language);
  const foreign = data.language && primary(data.language) !== mine;
  return { foreign, found: foreign && data.renderings ? data.renderings[mine] : undefined };
}

export function clock(moment) {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' };
  return new Intl.DateTimeFormat(language, options).format(new Date(moment));
}

export function dayAndClock(moment) {
  const options = { month: 'short', day: 'numeric', timeZone: 'Asia/Shanghai' };
  return `${new Intl.DateTimeFormat(language, options).format(new Date(moment))} ${clock(moment)}`;
}
