const TICK_STEPS = [1, 5, 15, 30].map((n) => n * SECOND)
  .concat([1, 5, 15, 30].map((n) => n * MINUTE))
  .concat([1, 2, 3, 6, 12].map((n) => n * HOUR))
  .concat([1, 2, 7, 14, 28, 91, 364].map((n) => n * DAY));

/** Round instants of UTC in a period, no more than that many. */
function ticks(from, to, atMost) {
  const step = TICK_STEPS.find((candidate) => (to - from) / candidate <= Math.max(1, atMost)) || 3640 * DAY;
  const at = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
    at.push(tick);
  }
  return { step, at };
}

/** The day at midnight, else the time. */
function tickLabel(at, step) {
  if (step >= DAY || at % DAY === 0) {
    return day(at);
  }
  return step < MINUTE ? clock(at) : clock(at).slice(0, 5);
}
