/**
 * The script of our pages with many modules. They are whole without one, so the elements come with the reader's first move:
 * who only reads, on a slow phone or an expensive connection, pays for nothing else. Built as `/assets/first-move.js`.
 */
const MOVES = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'scroll', 'keydown', 'focusin'] as const;

const moved = new AbortController();
for (const move of MOVES) {
  const options = { capture: true, passive: true, once: true, signal: moved.signal };
  addEventListener(
    move,
    () => {
      moved.abort();
      void import(new URL('../embed.js', import.meta.url).href);
    },
    options,
  );
}

export {};
