/** What one answer may hold, whatever it is asked through: modules, aliases and pages add up. */
import { InputError } from '../errors.js';

/** Points (lines × windows) of all series of one answer together. */
const MOST_POINTS_AN_ANSWER = 100_000;

export class PointBudget {
  #taken = 0;

  /** @throws InputError that names the limit, and takes nothing, if so many do not fit any more. */
  take(points: number): void {
    if (this.#taken + points > MOST_POINTS_AN_ANSWER) {
      const most = MOST_POINTS_AN_ANSWER.toLocaleString('en-GB');
      throw new InputError(
        `one answer has at most ${most} points (lines × windows), and this would be ${points.toLocaleString('en-GB')} more: ` +
          'ask for shorter or fewer series at once',
        400,
        'LIMIT_EXCEEDED',
      );
    }
    this.#taken += points;
  }
}
