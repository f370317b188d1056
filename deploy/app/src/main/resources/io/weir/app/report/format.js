const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const THIN = '\u202f';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** From worst to mildest. */
const SEVERITIES = ['emergency', 'critical', 'warning', 'info'];

function severityRank(severity) {
  const rank = SEVERITIES.indexOf(severity);
  return rank < 0 ? SEVERITIES.length : rank;
}

/** Only words we know become names of classes. */
function severityClass(severity) {
  return SEVERITIES.includes(severity) ? severity : 'unknown';
}

function severityWord(severity) {
  return severity || 'no severity';
}

function count(number) {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
}

function many(number, one, more) {
  return `${count(number)} ${number === 1 ? one : more}`;
}

function two(number) {
  return String(number).padStart(2, '0');
}

/** 22:13:05, in UTC. */
function clock(at) {
  return new Date(at).toISOString().slice(11, 19);
}

/** 3 Nov, in UTC. */
function day(at) {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** 3 Nov 22:13, in UTC. */
function moment(at) {
  return `${day(at)} ${clock(at).slice(0, 5)}`;
}

/** The two largest units of a time span. */
function span(millis) {
  if (millis < MINUTE) {
    return `${Math.round(millis / SECOND)}${THIN}s`;
  }
  if (millis < HOUR) {
    return units(millis, MINUTE, 'min', SECOND, 's');
  }
  return millis < DAY ? units(millis, HOUR, 'h', MINUTE, 'min') : units(millis, DAY, 'd', HOUR, 'h');
}

function units(millis, large, largeName, small, smallName) {
  const rest = Math.floor((millis % large) / small);
  return `${Math.floor(millis / large)}${THIN}${largeName}${rest === 0 ? '' : ` ${rest}${THIN}${smallName}`}`;
}

/** 3 Nov 22:13:05, in UTC. */
function stamp(at) {
  return `${day(at)} ${clock(at)}`;
}

/** From when to when an incident had a ticket. */
function lifetime(incident) {
  const end = day(incident.from) === day(incident.to) ? clock(incident.to) : stamp(incident.to);
  return incident.open
    ? `${stamp(incident.from)} UTC, open at the end`
    : `${stamp(incident.from)} to ${end} UTC, ${span(incident.to - incident.from)}`;
}
