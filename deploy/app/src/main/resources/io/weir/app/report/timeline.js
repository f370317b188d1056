/** The bars drawn, by incident; and incidents by bar. */
const bars = new Map();
const barIncidents = new WeakMap();
const SIDES = ['before', 'after'];

function drawTimeline() {
  hideTooltip();
  bars.clear();
  const time = ticks(view.from, view.to, byId('axis').clientWidth / 80);
  SIDES.forEach((side) => drawBand(side, time));
  alignBands();
  byId('axis').replaceChildren(
    ...time.at.map((at) => atShare('tick-label', share(at), tickLabel(at, time.step))),
  );
  byId('period-shown').textContent = `${moment(view.from)} to ${moment(view.to)} UTC`;
  showSelection();
}

function share(at) {
  return (at - view.from) / (view.to - view.from);
}

function atShare(name, left, text) {
  const node = element('span', { class: name }, text);
  node.style.left = `${left * 100}%`;
  return node;
}

/** Both bands grow away from the axis between them, so that counterparts face each other. */
function drawBand(side, time) {
  const band = byId(`band-${side}`);
  const { placed, lanes } = pack(timelineIncidents[side], view.from, view.to);
  const height = laneHeight(lanes);
  const lines = element('div', { class: 'lanes' }, time.at.map((at) => atShare('tick', share(at), '')));
  lines.style.height = `${Math.max(1, lanes) * height}px`;
  placed.forEach((place) => {
    const lane = side === 'before' ? lanes - 1 - place.lane : place.lane;
    lines.append(drawBar(place, lane * height, height));
  });
  if (placed.length === 0) {
    lines.append(element('p', { class: 'hint' }, 'no incident in this period'));
  }
  band.replaceChildren(lines);
  const first = lines.querySelector('.bar');
  if (first) {
    first.tabIndex = 0;
  }
}

/** Where one band scrolls both get a scroll bar, and the axis ends where they do. */
function alignBands() {
  const bands = SIDES.map((side) => byId(`band-${side}`));
  const tall = bands.some((band) => band.scrollHeight > band.clientHeight + 1);
  bands.forEach((band) => {
    band.style.overflowY = tall ? 'scroll' : 'hidden';
  });
  bands[0].scrollTop = bands[0].scrollHeight;
  byId('axis').style.marginRight = `${bands[0].offsetWidth - bands[0].clientWidth}px`;
}

function drawBar({ incident, left, width }, top, height) {
  const kind = incident.change > 0 ? 'changed' : 'same';
  const bar = button('', {
    class: `bar ${severityClass(incident.severity)} ${kind}`,
    tabindex: '-1',
    'aria-label': `${incident.title}, ${severityWord(incident.severity)}, rule ${incident.rule || 'none'}, `
      + `${many(incident.alerts, 'alert', 'alerts')}, ${lifetime(incident)}, ${whatBecame(incident, changeOf(incident))}`,
  });
  if (height >= 20) {
    bar.append(data(incident.title));
  }
  bar.style.left = `${left * 100}%`;
  bar.style.width = `${width * 100}%`;
  bar.style.top = `${top}px`;
  bar.style.height = `${height - (height >= 20 ? 3 : 1)}px`;
  bars.set(incident, bar);
  barIncidents.set(bar, incident);
  return bar;
}

/** The bar that an arrow key leads to. */
function neighbour(incident, key) {
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const side = key === 'ArrowUp' ? 'before' : 'after';
    if (side === incident.side) {
      return undefined;
    }
    return counterparts(incident).find((other) => bars.has(other)) || nearest(side, incident.from);
  }
  const shown = timelineIncidents[incident.side].filter((one) => bars.has(one));
  return shown[shown.indexOf(incident) + (key === 'ArrowRight' ? 1 : -1)];
}

function nearest(side, at) {
  return [...bars.keys()]
    .filter((incident) => incident.side === side)
    .reduce((best, one) => (!best || Math.abs(one.from - at) < Math.abs(best.from - at) ? one : best), undefined);
}

/** One bar of a band can be reached with Tab, the others from there with arrows. */
function focusBar(incident) {
  const bar = bars.get(incident);
  bar.parentElement.querySelectorAll('.bar[tabindex="0"]').forEach((other) => {
    other.tabIndex = -1;
  });
  bar.tabIndex = 0;
  bar.focus();
}

function onBarKey(event) {
  const incident = barIncidents.get(event.target);
  if (event.key === 'Escape') {
    hideTooltip();
    select([]);
  } else if (incident && event.key.startsWith('Arrow')) {
    const next = neighbour(incident, event.key);
    if (next) {
      focusBar(next);
    }
    event.preventDefault();
  }
}

function onBar(event, action) {
  const incident = event.target.closest && barIncidents.get(event.target.closest('.bar'));
  if (incident) {
    action(incident, bars.get(incident));
  }
}

function startTimeline() {
  const timeline = byId('timeline');
  timeline.hidden = false;
  SIDES.forEach((side) => {
    byId(`total-${side}`).textContent = `· ${many(report[side].total, 'incident', 'incidents')}`;
  });
  byId('severities').replaceChildren(...SEVERITIES.map((severity) => element('li', {}, severityMark(severity))));
  timeline.addEventListener('mouseover', (event) => onBar(event, showTooltip));
  timeline.addEventListener('focusin', (event) => onBar(event, showTooltip));
  timeline.addEventListener('mouseout', hideTooltip);
  timeline.addEventListener('focusout', hideTooltip);
  timeline.addEventListener('click', (event) => onBar(event, (incident) => select([incident])));
  timeline.addEventListener('keydown', onBarKey);
  const zooms = {
    in: () => zoom(0.5, selectedAt()),
    out: () => zoom(2, selectedAt()),
    earlier: () => move(-0.5),
    later: () => move(0.5),
    all: showAll,
  };
  timeline.querySelectorAll('[data-zoom]').forEach((control) => {
    control.addEventListener('click', zooms[control.dataset.zoom]);
  });
  onView(drawTimeline);
}
