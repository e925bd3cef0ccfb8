/** Numbers and dates in the words of en-US, the only locale there is; others say that they are not simulated. */
export const locale = String.raw`
const errors = require('internal/errors');
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const SYMBOLS = { USD: '$', EUR: '€', GBP: '£', JPY: '¥', KRW: '₩', INR: '₹', CNY: 'CN¥', CAD: 'CA$', AUD: 'A$' };

function checkLocale(locales) {
  const first = Array.isArray(locales) ? locales[0] : locales;
  if (first === undefined || first === 'en-US' || first === 'en') return;
  if (typeof first !== 'string' || !/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(first)) throw new RangeError('Incorrect locale information provided');
  throw errors.notSimulated("the locale '" + first + "' (there is en-US)");
}
/** Options that are not known here are refused rather than ignored. */
function checkOptions(options, known) {
  for (const key of Object.keys(options)) if (options[key] !== undefined && !known.includes(key)) throw errors.notSimulated("the option '" + key + "' of Intl");
}

const NUMBER_OPTIONS = ['style', 'currency', 'minimumFractionDigits', 'maximumFractionDigits', 'useGrouping', 'minimumIntegerDigits'];
function formatNumber(value, options = {}) {
  checkOptions(options, NUMBER_OPTIONS);
  const isMoney = options.style === 'currency';
  if (isMoney && options.currency === undefined) throw new TypeError('Currency code is required with currency style.');
  const whole = isMoney && (options.currency === 'JPY' || options.currency === 'KRW') ? 0 : 2;
  const usualMin = isMoney ? whole : 0;
  const usualMax = isMoney ? whole : options.style === 'percent' ? 0 : 3;
  const min = options.minimumFractionDigits === undefined ? Math.min(usualMin, options.maximumFractionDigits === undefined ? Infinity : options.maximumFractionDigits) : options.minimumFractionDigits;
  const max = options.maximumFractionDigits === undefined ? Math.max(usualMax, min) : options.maximumFractionDigits;
  if (!(min >= 0 && max <= 100 && min <= max)) throw new RangeError('maximumFractionDigits value is out of range.');
  const number = typeof value === 'bigint' ? value : Number(value) * (options.style === 'percent' ? 100 : 1);
  const sign = number < 0 || Object.is(number, -0) ? '-' : '';
  const unit = isMoney ? SYMBOLS[options.currency] || options.currency + '\u00a0' : '';
  const end = options.style === 'percent' ? '%' : '';
  if (Number.isNaN(number)) return unit + 'NaN' + end;
  if (number === Infinity || number === -Infinity) return sign + unit + '∞' + end;
  return sign + unit + digitsOf(number, min, max, options) + end;
}
function digitsOf(number, min, max, options) {
  const plain = typeof number === 'bigint' ? String(number < 0n ? -number : number) : Math.abs(number) >= 1e21 ? String(BigInt(Math.abs(number))) : Math.abs(number).toFixed(max);
  let [before, after = ''] = plain.split('.');
  while (after.length > min && after.endsWith('0')) after = after.slice(0, -1);
  before = before.padStart(options.minimumIntegerDigits || 1, '0');
  if (options.useGrouping !== false) before = before.replace(/\B(?=(\d{3})+$)/g, ',');
  return before + (after === '' ? '' : '.' + after);
}

const DATE_PARTS = ['weekday', 'year', 'month', 'day'];
const TIME_PARTS = ['hour', 'minute', 'second'];
const DATE_OPTIONS = [...DATE_PARTS, ...TIME_PARTS, 'hour12', 'timeZone', 'dateStyle', 'timeStyle'];
const two = value => String(value).padStart(2, '0');

function formatDate(date, options, usual) {
  checkOptions(options, DATE_OPTIONS);
  if (options.timeZone !== undefined && !/^(UTC|GMT|Etc\/UTC)$/i.test(options.timeZone)) throw errors.notSimulated("the time zone '" + options.timeZone + "'");
  if (Number.isNaN(date.getTime())) return 'Invalid Date';
  const given = Object.keys(options).filter(key => options[key] !== undefined && key !== 'hour12' && key !== 'timeZone');
  let wanted = options;
  if (options.dateStyle !== undefined || options.timeStyle !== undefined) wanted = { ...options, ...styled(options) };
  else if (!given.some(key => (usual === 'date' ? DATE_PARTS : usual === 'time' ? TIME_PARTS : DATE_OPTIONS).includes(key))) {
    wanted = { ...options };
    if (usual !== 'time') Object.assign(wanted, { year: 'numeric', month: 'numeric', day: 'numeric' });
    if (usual !== 'date') Object.assign(wanted, { hour: 'numeric', minute: 'numeric', second: 'numeric' });
  }
  const day = dayText(date, wanted);
  const time = timeText(date, wanted);
  const isLong = wanted.month === 'long' && options.dateStyle !== undefined;
  return [day, time].filter(text => text !== '').join(isLong ? ' at ' : ', ');
}
function styled({ dateStyle, timeStyle }) {
  const day = { short: { year: '2-digit', month: 'numeric', day: 'numeric' }, medium: { year: 'numeric', month: 'short', day: 'numeric' }, long: { year: 'numeric', month: 'long', day: 'numeric' }, full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } };
  const time = { short: { hour: 'numeric', minute: '2-digit' }, medium: { hour: 'numeric', minute: '2-digit', second: '2-digit' } };
  if (timeStyle === 'long' || timeStyle === 'full') throw errors.notSimulated("timeStyle '" + timeStyle + "'");
  return { ...(dateStyle ? day[dateStyle] : {}), ...(timeStyle ? time[timeStyle] : {}) };
}
function dayText(date, { weekday, year, month, day }) {
  const week = weekday === undefined ? '' : weekday === 'long' ? DAYS[date.getDay()] : DAYS[date.getDay()].slice(0, weekday === 'narrow' ? 1 : 3);
  const yearText = year === undefined ? '' : year === '2-digit' ? two(date.getFullYear() % 100) : String(date.getFullYear());
  const dayNumber = day === undefined ? '' : day === '2-digit' ? two(date.getDate()) : String(date.getDate());
  if (month === 'long' || month === 'short') {
    const name = month === 'long' ? MONTHS[date.getMonth()] : MONTHS[date.getMonth()].slice(0, 3);
    const middle = dayNumber === '' ? name : name + ' ' + dayNumber;
    const ended = yearText === '' ? middle : dayNumber === '' ? middle + ' ' + yearText : middle + ', ' + yearText;
    return week === '' ? ended : week + ', ' + ended;
  }
  const monthText = month === undefined ? '' : month === '2-digit' ? two(date.getMonth() + 1) : String(date.getMonth() + 1);
  const numbers = [monthText, dayNumber, yearText].filter(text => text !== '').join('/');
  return [week, numbers].filter(text => text !== '').join(', ');
}
function timeText(date, { hour, minute, second, hour12 }) {
  if (hour === undefined && minute === undefined && second === undefined) return '';
  const hours = date.getHours();
  const isTwelve = hour !== undefined && hour12 !== false;
  const shown = isTwelve ? hours % 12 || 12 : hours === 0 && hour12 === false ? 24 : hours;
  const parts = [];
  if (hour !== undefined) parts.push(hour === '2-digit' || !isTwelve ? two(shown) : String(shown));
  if (minute !== undefined) parts.push(hour === undefined && second === undefined ? String(date.getMinutes()) : two(date.getMinutes()));
  if (second !== undefined) parts.push(minute === undefined && hour === undefined ? String(date.getSeconds()) : two(date.getSeconds()));
  return parts.join(':') + (isTwelve ? ' ' + (hours < 12 ? 'AM' : 'PM') : '');
}

function method(target, name, value) { Object.defineProperty(target, name, { value: { [name]: value }[name], writable: true, configurable: true, enumerable: false }); }
method(Number.prototype, 'toLocaleString', function (locales, options) { checkLocale(locales); return formatNumber(Number(this), options); });
method(BigInt.prototype, 'toLocaleString', function (locales, options) { checkLocale(locales); return formatNumber(BigInt(this), options); });
for (const [name, usual] of [['toLocaleString', 'both'], ['toLocaleDateString', 'date'], ['toLocaleTimeString', 'time']]) {
  method(Date.prototype, name, function (locales, options = {}) { checkLocale(locales); return formatDate(this, options, usual); });
}
const toString = Date.prototype.toString;
method(Date.prototype, 'toString', function () { return toString.call(this).replace(/(GMT\+0000)$/, '$1 (Coordinated Universal Time)'); });
const toTimeString = Date.prototype.toTimeString;
method(Date.prototype, 'toTimeString', function () { return toTimeString.call(this).replace(/(GMT\+0000)$/, '$1 (Coordinated Universal Time)'); });

/** Letters first, without their case and accents; what is then equal is told apart by accents and case. */
const plain = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
const rank = letter => /[\s_]/.test(letter) ? 0 : /[^\p{L}\p{N}]/u.test(letter) ? 1 : /\p{N}/u.test(letter) ? 2 : 3;
function compare(left, right, options = {}) {
  if (options.numeric) {
    const split = text => text.split(/(\d+)/);
    const [a, b] = [split(left), split(right)];
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const order = at % 2 === 1 ? Math.sign(Number(a[at]) - Number(b[at])) : compareText(a[at], b[at], options);
      if (order !== 0) return order;
    }
    return Math.sign(a.length - b.length);
  }
  return compareText(left, right, options);
}
function compareText(left, right, { sensitivity }) {
  const [a, b] = [[...plain(left)], [...plain(right)]];
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    if (a[at] === b[at]) continue;
    const order = rank(a[at]) - rank(b[at]);
    return order !== 0 ? Math.sign(order) : a[at] < b[at] ? -1 : 1;
  }
  if (a.length !== b.length) return Math.sign(a.length - b.length);
  if (sensitivity === 'base' || left === right) return 0;
  const [x, y] = [left.normalize('NFD'), right.normalize('NFD')];
  if (x.toLowerCase() !== y.toLowerCase()) return x.toLowerCase() < y.toLowerCase() ? -1 : 1;
  if (sensitivity === 'accent') return 0;
  for (let at = 0; at < x.length; at++) if (x[at] !== y[at]) return x[at] === x[at].toLowerCase() ? -1 : 1;
  return 0;
}
method(String.prototype, 'localeCompare', function (other, locales, options) { return compare(String(this), String(other), options); });

class NumberFormat {
  #options;
  constructor(locales, options = {}) { checkLocale(locales); formatNumber(0, options); this.#options = options; this.format = value => formatNumber(value, this.#options); }
  resolvedOptions() { return { locale: 'en-US', numberingSystem: 'latn', style: 'decimal', ...this.#options }; }
}
class DateTimeFormat {
  #options;
  constructor(locales, options = {}) { checkLocale(locales); this.#options = options; this.format = date => formatDate(date === undefined ? new Date() : new Date(date), this.#options, 'date'); }
  resolvedOptions() { return { locale: 'en-US', calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC', ...this.#options }; }
}
class Collator {
  constructor(locales, options = {}) { this.compare = (left, right) => compare(String(left), String(right), options); }
}
const callable = Class => new Proxy(Class, { apply: (target, self, args) => new target(...args) });
const Intl = { NumberFormat: callable(NumberFormat), DateTimeFormat: callable(DateTimeFormat), Collator: callable(Collator) };
Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });
for (const name of ['PluralRules', 'RelativeTimeFormat', 'ListFormat', 'Segmenter', 'DisplayNames']) {
  Object.defineProperty(Intl, name, { configurable: true, get() { throw errors.notSimulated('Intl.' + name); } });
}
Object.defineProperty(globalThis, 'Intl', { value: Intl, writable: true, configurable: true, enumerable: false });
`;
