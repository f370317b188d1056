/** What the table is filtered by; an empty word lets everything through. */
const filters = { kind: '', severity: '', tenant: '', text: '' };

function passesFilters(change) {
  return (!filters.kind || change.kind === filters.kind)
    && (!filters.severity || severityWord(change.severity) === filters.severity)
    && (!filters.tenant || change.tenant === filters.tenant)
    && filters.text.toLowerCase().split(/\s+/).every((word) => change.searchText.includes(word));
}

function clearFilters() {
  Object.keys(filters).forEach((name) => {
    filters[name] = '';
    byId(`filter-${name}`).value = '';
  });
  drawChanges();
}

function filterBar() {
  const severities = distinct(changes.map((change) => change.severity)).sort((a, b) => severityRank(a) - severityRank(b));
  const kinds = Object.keys(report.kinds).sort((a, b) => report.kinds[b] - report.kinds[a]);
  return element(
    'div',
    { class: 'filters', role: 'search', 'aria-label': 'Filter the changes' },
    choice('kind', 'Kind', kinds.map((kind) => [kind, `${kind} (${count(report.kinds[kind])})`])),
    choice('severity', 'Severity', severities.map((severity) => [severityWord(severity), severityWord(severity)])),
    choice('tenant', 'Tenant', distinct(changes.map((change) => change.tenant)).sort().map((tenant) => [tenant, tenant])),
    field('text', 'Text', element('input', { type: 'search', id: 'filter-text', placeholder: 'title, rule, label=value …' }), 'input'),
    button('Clear', { click: clearFilters }),
    element('span', { id: 'found', class: 'aside', role: 'status' }),
  );
}

function choice(name, title, options) {
  const all = element('option', { value: '' }, 'all');
  const select = element('select', { id: `filter-${name}` }, all, options.map(([value, text]) => element('option', { value }, text)));
  return field(name, title, select, 'change');
}

function field(name, title, control, event) {
  control.addEventListener(event, () => {
    filters[name] = control.value;
    table.rows = ROWS_AT_ONCE;
    drawChanges();
  });
  return element('label', {}, element('span', {}, title), control);
}

function distinct(values) {
  return [...new Set(values)];
}
