/** An incident's title that selects it on the timeline. */
function incidentLink(incident) {
  const link = element('button', { type: 'button', class: 'link', click: () => showOnTimeline([incident]) }, data(incident.title));
  link.title = 'Show on the timeline';
  return link;
}

/** Rule, size and times of an incident in one line. */
function incidentFacts(incident) {
  return [
    incident.side === 'before' ? 'Before · ' : 'After · ',
    element('span', {}, 'rule ', ruleLink(incident.rule)),
    ` · priority ${incident.priority ?? 'none'} · ${many(incident.alerts, 'alert', 'alerts')}`,
    ` · ${many(incident.revisions, 'revision', 'revisions')} · ${lifetime(incident)}`,
  ];
}

/** Labels as the source gave them. */
function labelList(labels) {
  return element(
    'span',
    { class: 'labels' },
    Object.entries(labels || {}).map(([name, value]) => element('span', { class: 'label' }, data(`${name}=${value}`))),
  );
}

/** The incidents of one side of a change. */
function incidentCards(side, list, omitted) {
  const cards = list.map((incident) => element(
    'li',
    { class: 'card' },
    element('p', {}, severityMark(incident.severity), ' ', incidentLink(incident)),
    labelList(incident.scope),
    facts(incident),
  ));
  return element(
    'div',
    { class: `side ${side}` },
    element('h4', {}, side === 'before' ? 'Before' : 'After'),
    cards.length > 0 ? element('ul', {}, cards) : element('p', { class: 'aside' }, 'no incident'),
    omitted > 0 && element('p', { class: 'aside' }, `and ${count(omitted)} more`),
  );
}

function facts(incident) {
  const rows = [
    ['Rule', ruleLink(incident.rule)],
    ['Priority', incident.priority ?? 'none'],
    ['Alerts', count(incident.alerts)],
    ['Follow-ups', count(Math.max(0, incident.revisions - 1))],
    ['First alert', `${clock(Date.parse(incident.openedAt))} UTC`],
    ['Ticket', `${moment(incident.from)} UTC, ${span(incident.from - Date.parse(incident.openedAt))} after the first alert`],
    ['Resolved', incident.open ? 'open at the end' : `${moment(incident.to)} UTC, after ${span(incident.to - incident.from)}`],
    ['Id', data(incident.incidentId)],
  ];
  return element('dl', {}, rows.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}
