// Runs a piece of work soon, never twice at once, never more often than its gap; the first time at once.

/** `pace(work, gap)` gives `soon()`; calls meanwhile are one call afterwards. Waits get a little jitter. */
export function pace(work, gap) {
  let last = -Infinity;
  let timer = 0;
  let running = false;
  let again = false;

  async function run() {
    timer = 0;
    running = true;
    last = performance.now();
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
    const wait = last + gap - performance.now();
    if (wait <= 0) run();
    else timer = setTimeout(run, wait + Math.random() * gap * 0.2);
  }

  return soon;
}
