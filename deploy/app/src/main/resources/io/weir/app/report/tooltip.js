const tooltip = byId('tooltip');

/** Tells what a bar is, beside it. */
function showTooltip(incident, bar) {
  const change = changeOf(incident);
  tooltip.replaceChildren(
    element('strong', {}, data(incident.title)),
    element('div', {}, severityMark(incident.severity), ' · rule ', incident.rule ? data(incident.rule) : 'none'),
    element('div', {}, `${many(incident.alerts, 'alert', 'alerts')} · ${many(incident.revisions, 'revision', 'revisions')}`),
    element('div', {}, lifetime(incident)),
    element('div', { class: 'aside' }, whatBecame(incident, change)),
  );
  tooltip.hidden = false;
  const at = bar.getBoundingClientRect();
  const own = tooltip.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const below = at.bottom + own.height + 8 < window.innerHeight;
  tooltip.style.left = `${Math.max(4, Math.min(at.left, width - own.width - 4))}px`;
  tooltip.style.top = `${Math.max(4, below ? at.bottom + 6 : at.top - own.height - 6)}px`;
}

function hideTooltip() {
  tooltip.hidden = true;
}

function whatBecame(incident, change) {
  if (change) {
    return `change #${change.number}: ${change.kind}`;
  }
  return incident.change > 0 ? `change #${incident.change}, too small to be listed` : 'the same in both runs';
}
