const ROWS_AT_ONCE = 200;

/** The columns of the table: what they show, what they sort by, and which way first. */
const COLUMNS = [
  { id: 'number', name: '#', value: (change) => change.number, cell: (change) => count(change.number) },
  { id: 'kind', name: 'Kind', value: (change) => change.kind, cell: (change) => kindMark(change.kind) },
  { id: 'text', name: 'What is different', value: (change) => change.text.toLowerCase(), cell: differenceCell },
  { id: 'tenant', name: 'Tenant', value: (change) => change.tenant, cell: (change) => data(change.tenant) },
  { id: 'severity', name: 'Severity', value: (change) => severityRank(change.severity), cell: (change) => severityMark(change.severity) },
  { id: 'alerts', name: 'Alerts', value: (change) => change.alertCount, cell: (change) => count(change.alertCount), largestFirst: true },
  { id: 'time', name: 'Time, UTC', value: (change) => change.at, cell: (change) => moment(change.at) },
];

const table = { sortedBy: 'number', descending: false, rows: ROWS_AT_ONCE, node: null };
const changeRows = new Map();

function kindMark(kind) {
  return element('span', { class: 'kind' }, data(kind));
}

function differenceCell(change) {
  const toggle = button('', { class: 'toggle', 'aria-expanded': 'false', 'aria-controls': `detail-${change.number}` });
  toggle.append(data(change.text));
  const aspects = change.aspects.map((aspect) => element('span', { class: 'aspect' }, data(aspect)));
  return [toggle, aspects.length > 0 && element('span', { class: 'aspects' }, aspects)];
}

/** A change is a body of two rows: the summary, and what opens below it. Built once. */
function changeRow(change) {
  if (!changeRows.has(change)) {
    const cells = COLUMNS.map((column) => element('td', { class: `column-${column.id}`, 'data-column': column.name }, column.cell(change)));
    const summary = element('tr', { class: 'summary' }, cells);
    const detail = element('tr', { id: `detail-${change.number}`, class: 'detail', hidden: true }, element('td', { colspan: COLUMNS.length }));
    const row = element('tbody', { id: `change-${change.number}`, class: 'change' }, summary, detail);
    summary.addEventListener('click', (event) => {
      if (!event.target.closest('a')) {
        toggleChange(change, detail.hidden);
      }
    });
    changeRows.set(change, row);
  }
  return changeRows.get(change);
}

function toggleChange(change, open) {
  const row = changeRow(change);
  const detail = row.querySelector('.detail');
  if (open && detail.firstChild.childNodes.length === 0) {
    detail.firstChild.append(changeDetail(change));
  }
  detail.hidden = !open;
  row.querySelector('.toggle').setAttribute('aria-expanded', String(open));
}

function changeDetail(change) {
  const both = change.before.concat(change.after);
  return element(
    'div',
    { class: 'detail-body' },
    both.length > 0 && button('Show on the timeline', { click: () => showOnTimeline(both) }),
    element(
      'div',
      { class: 'sides' },
      incidentCards('before', change.before, change.after, change.beforeOmitted),
      incidentCards('after', change.after, change.before, change.afterOmitted),
    ),
    alertTable(change),
  );
}

function sortedChanges(list) {
  const column = COLUMNS.find((one) => one.id === table.sortedBy);
  const direction = table.descending ? -1 : 1;
  return [...list].sort((a, b) => {
    const left = column.value(a);
    const right = column.value(b);
    if (left === right) {
      return a.number - b.number;
    }
    return (left < right ? -1 : 1) * direction;
  });
}

/** Draws the rows that the filters let through, in the order chosen. */
function drawChanges() {
  const found = sortedChanges(changes.filter(passesFilters));
  const shown = found.slice(0, table.rows);
  table.node.querySelectorAll('.change').forEach((row) => row.remove());
  table.node.append(...shown.map(changeRow));
  table.node.querySelectorAll('th').forEach((head) => {
    const order = table.descending ? 'descending' : 'ascending';
    head.setAttribute('aria-sort', head.dataset.column === table.sortedBy ? order : 'none');
  });
  byId('found').textContent = found.length === changes.length
    ? many(found.length, 'change', 'changes')
    : `${count(found.length)} of ${many(changes.length, 'change', 'changes')}`;
  byId('more-changes').hidden = shown.length === found.length;
  showSelection();
}

function sortBy(column) {
  const again = table.sortedBy === column.id;
  table.descending = again ? !table.descending : Boolean(column.largestFirst);
  table.sortedBy = column.id;
  drawChanges();
}

/** Opens a change that a link names, whatever the filters hide. */
function openChange(number) {
  const change = changes[number - 1];
  if (change) {
    if (!passesFilters(change)) {
      clearFilters();
    }
    const position = sortedChanges(changes.filter(passesFilters)).indexOf(change);
    table.rows = Math.max(table.rows, position + 1);
    drawChanges();
    toggleChange(change, true);
    changeRow(change).scrollIntoView({ block: 'start' });
    changeRow(change).querySelector('.toggle').focus({ preventScroll: true });
  }
}

function startChanges() {
  const heads = COLUMNS.map((column) => element(
    'th',
    { scope: 'col', class: `column-${column.id}`, 'data-column': column.id },
    button(column.name, { click: () => sortBy(column) }),
  ));
  table.node = element('table', { class: 'changes' }, element('thead', {}, element('tr', {}, heads)));
  const more = button('Show more', {
    id: 'more-changes',
    class: 'more',
    click: () => {
      table.rows += ROWS_AT_ONCE;
      drawChanges();
    },
  });
  byId('changes-here').replaceChildren(filterBar(), table.node, more);
  drawChanges();
}
