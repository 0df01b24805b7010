// Counts down to a moment without shouting: <time data-behaviour="countdown" datetime="…" data-now="…">.
// data-now is the server's clock, because a phone's own may be wrong. Says days and hours far away, minutes and seconds near.

const UNITS = [[86400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']];

function say(seconds, language) {
  const left = Math.max(0, seconds);
  const [size, unit] = UNITS.find(([length]) => left >= length) || UNITS[3];
  return new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(Math.floor(left / size)) + wordOf(unit, language);
}

const WORDS = {
  zh: { day: '天', hour: '小时', minute: '分钟', second: '秒' },
  en: { day: ' d', hour: ' h', minute: ' min', second: ' s' },
};

function wordOf(unit, language) {
  return (WORDS[language.slice(0, 2)] || WORDS.en)[unit];
}

export default function countDown(element) {
  const until = Date.parse(element.getAttribute('datetime'));
  const ahead = element.dataset.now ? Date.parse(element.dataset.now) - Date.now() : 0;
  const language = document.documentElement.lang || 'zh';
  const step = () => {
    const seconds = Math.round((until - Date.now() - ahead) / 1000);
    const words = say(seconds, language);
    if (element.textContent !== words) element.textContent = words;
    if (seconds > 0) window.setTimeout(step, seconds > 120 ? 15000 : 1000);
    else element.dispatchEvent(new CustomEvent('countdown:over', { bubbles: true }));
  };
  step();
}
