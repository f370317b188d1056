const report = JSON.parse(byId('report-data').textContent);
const otherSide = { before: 'after', after: 'before' };

/** All incidents known to the page, those of the timeline and those that only a change names: by side and key. */
const incidents = { before: new Map(), after: new Map() };

function incidentKey(tenant, id) {
  return `${tenant}|${id}`;
}

function incidentOf(side, raw) {
  const key = incidentKey(raw.tenant, raw.incidentId);
  if (!incidents[side].has(key)) {
    const open = raw.resolvedAt === null || raw.resolvedAt === undefined;
    const from = Date.parse(raw.publishedAt);
    incidents[side].set(key, {
      ...raw,
      key,
      side,
      open,
      from,
      to: Math.max(from, open ? report.to : Date.parse(raw.resolvedAt)),
    });
  }
  return incidents[side].get(key);
}

/** What the timeline shows, in order of time. */
const timelineIncidents = {
  before: report.before.incidents.map((raw) => incidentOf('before', raw)),
  after: report.after.incidents.map((raw) => incidentOf('after', raw)),
};

const changes = report.changes.map((raw, index) => {
  const change = {
    ...raw,
    number: index + 1,
    before: raw.before.map((incident) => incidentOf('before', incident)),
    after: raw.after.map((incident) => incidentOf('after', incident)),
  };
  const both = change.before.concat(change.after);
  both.forEach((incident) => {
    incident.change = change.number;
  });
  change.alertCount = raw.alerts.length + raw.alertsOmitted;
  change.severity = both
    .concat(raw.alerts)
    .map((one) => one.severity)
    .reduce((worst, severity) => (severityRank(severity) < severityRank(worst) ? severity : worst), null);
  change.at = both.length > 0 ? Math.min(...both.map((incident) => incident.from)) : report.from;
  change.searchText = searchText(change, both);
  return change;
});

function searchText(change, both) {
  const words = [change.kind, change.tenant, change.text, ...change.aspects];
  both.forEach((incident) => words.push(incident.title, incident.rule, incident.incidentId));
  change.alerts.forEach((alert) => {
    words.push(alert.alertname, alert.fingerprint, alert.before?.rule, alert.after?.rule);
    Object.entries(alert.labels || {}).forEach(([name, value]) => words.push(`${name}=${value}`));
  });
  return words.filter(Boolean).join('\n').toLowerCase();
}

function changeOf(incident) {
  return changes[(incident.change || 0) - 1];
}

/** The incidents of the other run that stand for this one. */
function counterparts(incident) {
  const change = changeOf(incident);
  if (change) {
    return change[otherSide[incident.side]];
  }
  const same = incidents[otherSide[incident.side]].get(incident.key);
  return same ? [same] : [];
}

function ruleAnchor(rule) {
  const index = report.rules.indexOf(rule);
  return index < 0 ? null : `#rule-${index + 1}`;
}

/** A rule's name, linked to what it did. */
function ruleLink(rule) {
  if (!rule) {
    return 'no rule';
  }
  const anchor = ruleAnchor(rule);
  return anchor ? element('a', { href: anchor }, data(rule)) : data(rule);
}
