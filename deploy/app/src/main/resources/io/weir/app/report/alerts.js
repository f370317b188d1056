const ALERTS_AT_FIRST = 20;

/** The alerts that a change concerns: each with its rule and what became of it in both runs. */
function alertTable(change) {
  if (change.alertCount === 0) {
    return element('p', { class: 'aside' }, 'It concerns no alert by itself.');
  }
  const body = element('tbody', {}, change.alerts.slice(0, ALERTS_AT_FIRST).map((alert) => alertRow(change, alert)));
  const rest = change.alerts.slice(ALERTS_AT_FIRST);
  const more = rest.length > 0 && button(`Show ${count(rest.length)} more`, {
    class: 'more',
    click: (event) => {
      body.append(...rest.map((alert) => alertRow(change, alert)));
      event.target.remove();
    },
  });
  const head = ['Alert', 'Before', 'After'].map((name) => element('th', { scope: 'col' }, name));
  return element(
    'div',
    {},
    element('h4', {}, many(change.alertCount, 'alert concerned', 'alerts concerned')),
    element('table', { class: 'alerts' }, element('thead', {}, element('tr', {}, head)), body),
    more,
    change.alertsOmitted > 0 && element('p', { class: 'aside' }, `${many(change.alertsOmitted, 'alert is', 'alerts are')} not listed.`),
  );
}

function alertRow(change, alert) {
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      data(alert.alertname),
      ' ',
      severityMark(alert.severity),
      labelList(alert.labels),
      element('span', { class: 'aside' }, `since ${moment(Date.parse(alert.startsAt))} UTC · `, data(alert.fingerprint)),
    ),
    element('td', { 'data-column': 'Before' }, outcome('before', change.tenant, alert.before)),
    element('td', { 'data-column': 'After' }, outcome('after', change.tenant, alert.after)),
  );
}

/** What became of an alert in one run: where it went, by which rule, and why. */
function outcome(side, tenant, fate) {
  if (!fate) {
    return 'not seen';
  }
  const incident = fate.incidentId && incidents[side].get(incidentKey(tenant, fate.incidentId));
  return element(
    'div',
    {},
    incident ? element('p', {}, 'in ', incidentLink(incident)) : element('p', {}, element('strong', {}, data(fate.fate))),
    element('p', {}, 'rule ', ruleLink(fate.rule)),
    fate.reason && element('p', { class: 'aside' }, data(fate.reason)),
  );
}
