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

/** The incidents of one side of a change; where each side has one, what differs is marked. */
function incidentCards(side, list, others, omitted) {
  const other = list.length === 1 && others.length === 1 ? others[0] : null;
  const cards = list.map((incident) => element(
    'li',
    { class: 'card' },
    element('p', {}, severityMark(incident.severity), ' ', incidentLink(incident)),
    labelList(incident.scope),
    facts(incident, other),
  ));
  return element(
    'div',
    { class: `side ${side}` },
    element('h4', {}, side === 'before' ? 'Before' : 'After'),
    cards.length > 0 ? element('ul', {}, cards) : element('p', { class: 'aside' }, 'no incident'),
    omitted > 0 && element('p', { class: 'aside' }, `and ${count(omitted)} more`),
  );
}

function facts(incident, other) {
  const others = other ? factRows(other) : [];
  return element('dl', {}, factRows(incident).map(([name, text, node], index) => element(
    'div',
    { class: other && others[index][1] !== text && 'differs' },
    element('dt', {}, name),
    element('dd', {}, node || text),
  )));
}

/** Name and text of each fact, and what is shown in place of the text. */
function factRows(incident) {
  return [
    ['Severity', severityWord(incident.severity)],
    ['Rule', incident.rule || 'no rule', ruleLink(incident.rule)],
    ['Priority', incident.priority ?? 'none'],
    ['Alerts', count(incident.alerts)],
    ['Revisions', count(incident.revisions)],
    ['First alert', `${stamp(Date.parse(incident.openedAt))} UTC`],
    ['Ticket', `${stamp(incident.from)} UTC, ${span(incident.from - Date.parse(incident.openedAt))} after the first alert`],
    ['Resolved', incident.open ? 'open at the end' : `${stamp(incident.to)} UTC, after ${span(incident.to - incident.from)}`],
    ['Id', incident.incidentId, data(incident.incidentId)],
  ];
}
