/** The period that the timeline and the plots show. */
const view = { from: report.from, to: Math.max(report.to, report.from + SECOND) };
const viewListeners = [];

function onView(listener) {
  viewListeners.push(listener);
  listener();
}

/** Shows a period, or as much of it as there is. */
function showPeriod(from, to) {
  const length = Math.max(MINUTE, Math.min(to - from, report.to - report.from));
  view.from = Math.max(report.from, Math.min(from, report.to - length));
  view.to = Math.max(view.from + SECOND, Math.min(report.to, view.from + length));
  viewListeners.forEach((listener) => listener());
}

function showAll() {
  showPeriod(report.from, report.to);
}

/** Makes the period longer or shorter around an instant. */
function zoom(factor, around) {
  const length = (view.to - view.from) * factor;
  const middle = around >= view.from && around <= view.to ? around : (view.from + view.to) / 2;
  showPeriod(middle - length / 2, middle + length / 2);
}

function move(share) {
  const by = (view.to - view.from) * share;
  showPeriod(view.from + by, view.to + by);
}
