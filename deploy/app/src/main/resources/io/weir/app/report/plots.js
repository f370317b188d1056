const PLOT_HEIGHT = 220;
let plots = [];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** What both plots have in common: our axis of time, names of both runs, and zooming by dragging. */
function plotOptions(container, beforeSeries, afterSeries) {
  const axis = { stroke: colour('muted'), grid: { stroke: colour('line'), width: 1 }, ticks: { stroke: colour('line') } };
  return {
    width: Math.max(200, container.clientWidth),
    height: PLOT_HEIGHT,
    ms: 1,
    cursor: { sync: { key: 'time' }, drag: { x: true, y: false, setScale: false }, bind: { dblclick: () => showAll } },
    hooks: { setSelect: [zoomToSelection] },
    scales: { x: { time: true, range: () => [view.from, view.to] }, y: { range: (plot, low, high) => [0, Math.max(1, high * 1.1)] } },
    axes: [
      {
        ...axis,
        splits: (plot, index, from, to) => ticks(from, to, plot.width / 90).at,
        values: (plot, at) => at.map((one) => tickLabel(one, ticks(view.from, view.to, plot.width / 90).step)),
      },
      { ...axis, size: 46, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000], values: (plot, at) => at.map(count) },
    ],
    series: [
      { label: 'UTC', value: (plot, at) => (at === null ? '–' : moment(at)) },
      { label: 'before', stroke: colour('before'), width: 2, points: { show: false }, ...beforeSeries },
      { label: 'after', stroke: colour('after'), width: 2, points: { show: false }, ...afterSeries },
    ],
  };
}

function zoomToSelection(plot) {
  const { left, width } = plot.select;
  if (width > 5) {
    const from = plot.posToVal(left, 'x');
    const to = plot.posToVal(left + width, 'x');
    plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
    showPeriod(from, to);
  }
}

function drawOpen(container) {
  const path = uPlot.paths.stepped({ align: 1 });
  const options = plotOptions(container, { paths: path, dash: [6, 4] }, { paths: path, fill: colour('after-fill') });
  const at = report.before.open.map((value, index) => report.open.from + index * report.open.step);
  return new uPlot(options, [at, report.before.open, report.after.open], container);
}

/** Bars side by side: those before end where those after begin, in the middle of their time. */
function drawOpened(container) {
  const bar = (align) => ({ paths: uPlot.paths.bars({ align, size: [0.42, 60] }) });
  const options = plotOptions(
    container,
    { ...bar(-1), fill: colour('before'), width: 0 },
    { ...bar(1), fill: colour('after'), width: 0 },
  );
  const at = report.before.opened.map((value, index) => report.opened.from + (index + 0.5) * report.opened.step);
  return new uPlot(options, [at, report.before.opened, report.after.opened], container);
}

function drawPlots() {
  plots.forEach((plot) => plot.destroy());
  plots = [drawOpen(byId('plot-open')), drawOpened(byId('plot-opened'))];
}

function most(numbers) {
  return numbers.reduce((largest, number) => Math.max(largest, number), 0);
}

function startPlots() {
  byId('plots').hidden = false;
  byId('open-text').textContent = `At most ${count(most(report.before.open))} before and `
    + `${count(most(report.after.open))} after, within ${span(report.open.step)} each.`;
  byId('opened-title').textContent = `Tickets opened, per ${span(report.opened.step)}`;
  byId('opened-text').textContent = `At most ${count(most(report.before.opened))} before and `
    + `${count(most(report.after.opened))} after.`;
  drawPlots();
  onView(() => plots.forEach((plot) => plot.setScale('x', { min: view.from, max: view.to })));
  new ResizeObserver(() => plots.forEach((plot) => {
    const width = Math.max(200, plot.root.parentElement.clientWidth);
    if (width !== plot.width) {
      plot.setSize({ width, height: PLOT_HEIGHT });
    }
  })).observe(byId('plots'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawPlots);
}
