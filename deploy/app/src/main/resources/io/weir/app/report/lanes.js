/** The smallest part of the period that a bar covers, so that short incidents can be seen and hit. */
const SMALLEST_BAR = 0.006;

/** Lays incidents into lanes so that none covers another: each with lane, left and width as shares of the period. */
function pack(list, from, to) {
  const ends = [];
  const placed = list
    .filter((incident) => incident.to >= from && incident.from < to)
    .map((incident) => {
      const left = Math.max(0, (incident.from - from) / (to - from));
      const right = Math.min(1, (incident.to - from) / (to - from));
      const width = Math.max(SMALLEST_BAR, right - left);
      const begin = Math.min(left, 1 - width);
      let lane = ends.findIndex((end) => end <= begin);
      if (lane < 0) {
        lane = ends.length;
      }
      ends[lane] = begin + width + SMALLEST_BAR / 4;
      return { incident, lane, left: begin, width };
    });
  return { placed, lanes: ends.length };
}

/** Height of a lane in pixels; where there are many, no text fits. */
function laneHeight(lanes) {
  if (lanes <= 16) {
    return 20;
  }
  return lanes <= 40 ? 10 : 6;
}
