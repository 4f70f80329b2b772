let turn: Promise<void> = Promise.resolve();

/** Settles in a task of its own, after those who asked before: many elements draw one by one, and the page answers in between. */
export const inOwnTask = (): Promise<void> =>
  (turn = turn.then(() => new Promise((settle) => setTimeout(settle))));
