/** Long work lets others have their turn: a question about tens of thousands of points must not hold up everyone else. */
import { AsyncLocalStorage } from 'node:async_hooks';

/** So long one work goes on in a round of the event loop before others come first, in milliseconds. */
const MOST_MS = 20;

/** The round of the event loop that is under way, by number. */
let round = 0;
/** Whether the number of the round goes up at its end. */
let isCounting = false;

/** How long a work has gone on in a round: what it waited for, and what others did before it, is no part of that. */
class Work {
  /** How often it has had a round of its own. */
  turns = 0;
  #round = -1;
  #since = 0;

  get isOver(): boolean {
    const now = performance.now();
    if (this.#round !== round) {
      this.#round = round;
      this.#since = now;
    }
    if (!isCounting) {
      isCounting = true;
      setImmediate(() => {
        round += 1;
        isCounting = false;
      });
    }
    return now - this.#since >= MOST_MS;
  }
}

/** Whose turn it is. */
const works = new AsyncLocalStorage<Work>();
/** What nobody begun as a work of its own. */
const rest = new Work();

/** All that `begin` begins is one work: many short pieces of it keep others waiting as one long piece would. */
export const asOneWork = <Result>(begin: () => Result): Result => works.run(new Work(), begin);

const waiting: { work: Work; go: () => void }[] = [];

/** Whoever has had the fewest turns goes first: little work does not wait for all that is long. */
function nextTurn(): void {
  let first = 0;
  for (let at = 1; at < waiting.length; at++) {
    if (waiting[at].work.turns < waiting[first].work.turns) first = at;
  }
  const [{ work, go }] = waiting.splice(first, 1);
  work.turns += 1;
  go();
  if (waiting.length) setImmediate(nextTurn);
}

/** Resolves in a later round, in which no other work goes on that waits here: others are taken in once a round. */
export function ownRound(): Promise<void> {
  const work = works.getStore() ?? rest;
  return new Promise((go) => {
    if (waiting.push({ work, go }) === 1) setImmediate(nextTurn);
  });
}

let waitForTurn = ownRound;

/** What long work waits for at its pauses; it throws where the work is not wanted any more. */
export function waitAtPauses(wait: () => Promise<void>): void {
  waitForTurn = wait;
}

const isOver = (): boolean => (works.getStore() ?? rest).isOver;

/** Lets others go first if the work has gone on long enough. */
export async function pause(): Promise<void> {
  if (isOver()) await waitForTurn();
}

/** What `work` makes of each item, in order, with pauses. */
export async function mapWithPauses<Item, Made>(
  items: readonly Item[],
  work: (item: Item) => Made,
): Promise<Made[]> {
  const made: Made[] = [];
  for (const item of items) {
    if (isOver()) await waitForTurn();
    made.push(work(item));
  }
  return made;
}
