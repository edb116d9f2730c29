// Runs a piece of work soon, never twice at once, on average never more often than its gap; a few after a pause at once.

const BURST = 3;

/** `pace(work, gap)` gives `soon()`; calls meanwhile are one call afterwards. Waits get a little jitter. */
export function pace(work, gap) {
  let saved = BURST;
  let counted = performance.now();
  let timer = 0;
  let running = false;
  let again = false;

  function allowance() {
    const now = performance.now();
    saved = Math.min(BURST, saved + (now - counted) / gap);
    counted = now;
    return saved;
  }

  async function run() {
    timer = 0;
    running = true;
    saved = allowance() - 1;
    try {
      await work();
    } finally {
      running = false;
      if (again) {
        again = false;
        soon();
      }
    }
  }

  function soon() {
    if (running) {
      again = true;
      return;
    }
    if (timer) return;
    const short = 1 - allowance();
    if (short <= 0) run();
    else timer = setTimeout(run, short * gap + Math.random() * gap * 0.2);
  }

  return soon;
}
