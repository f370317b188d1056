/** The incidents that a person chose: one bar, or all of a change. */
let selected = [];

function select(list) {
  selected = list;
  showSelection();
}

/** Where to zoom in; nowhere when nothing is selected. */
function selectedAt() {
  return selected.length > 0 ? selected[0].from : NaN;
}

/** Marks what is selected, what stands for it in the other run, and the change that both belong to. */
function showSelection() {
  const change = selected.length > 0 ? changeOf(selected[0]) : undefined;
  const others = new Set(selected.flatMap(counterparts));
  const siblings = new Set(change ? change.before.concat(change.after) : []);
  byId('timeline').classList.toggle('has-selection', selected.length > 0);
  bars.forEach((bar, incident) => {
    const chosen = selected.includes(incident);
    bar.classList.toggle('selected', chosen);
    bar.classList.toggle('counterpart', !chosen && others.has(incident));
    bar.classList.toggle('sibling', !chosen && !others.has(incident) && siblings.has(incident));
    bar.setAttribute('aria-pressed', String(chosen));
  });
  document.querySelectorAll('.change.marked').forEach((row) => row.classList.remove('marked'));
  if (change) {
    byId(`change-${change.number}`)?.classList.add('marked');
  }
  byId('selection').replaceChildren(...(selected.length > 0 ? selectionText(change) : []));
}

function selectionText(change) {
  const lines = [];
  if (selected.length === 1) {
    const [incident] = selected;
    lines.push(element('h3', {}, severityMark(incident.severity), ' ', data(incident.title)));
    lines.push(element('p', {}, incidentFacts(incident)));
    lines.push(element('p', {}, counterpartText(incident)));
  }
  if (change) {
    lines.push(element('p', {}, element('a', { href: `#change-${change.number}` }, `Change #${change.number}`), ': ', data(change.text)));
  }
  lines.push(button('Clear selection', { click: () => select([]) }));
  return lines;
}

function counterpartText(incident) {
  const others = counterparts(incident);
  const where = incident.side === 'before' ? 'After' : 'Before';
  if (others.length === 0) {
    return incident.change > changes.length ? '' : `${where}: no incident.`;
  }
  return [`${where}: `, others.flatMap((other, index) => [index > 0 ? ', ' : '', incidentLink(other)])];
}

/** Brings the bars of a change into view. */
function showOnTimeline(list) {
  const times = list.flatMap((incident) => [incident.from, incident.to]);
  const from = Math.min(...times);
  const to = Math.max(...times);
  if (list.length > 0 && (from < view.from || to > view.to)) {
    showPeriod(from - (to - from) / 4, to + (to - from) / 4);
  }
  select(list);
  byId('timeline').scrollIntoView({ block: 'start' });
  const drawn = list.find((incident) => bars.has(incident));
  if (drawn) {
    bars.get(drawn).focus({ preventScroll: true });
    hideTooltip();
  }
}
