/** What is submitted: rows that nobody has sent before, of a data set each. */
import { dayNumber } from '../../../server/metrics/calendar.js';
import { formatStart } from '../../../server/metrics/periods.js';
import { SERVICES, slugOf } from '../data.js';
import { Chance } from '../random.js';

/** Of one run. */
export const SUBMISSIONS = 20;
const DAYS = 500;
export const DEVICES = ['desktop', 'mobile'];
export const ROWS = DAYS * DEVICES.length;

export interface Submission {
  service: string;
  body: string;
  /** The days that it is about; the values are those of a device each, in the order of DEVICES. */
  firstDay: number;
  values: number[][];
}

/** Each run is of the next services, and of the next days where these are through. */
export class Submissions {
  readonly #chance = new Chance(6);
  #made = 0;

  next(): Submission {
    const service = slugOf(this.#made % SERVICES);
    const firstDay = dayNumber(2000, 1) + DAYS * Math.floor(this.#made / SERVICES);
    this.#made++;
    const lines = ['service,measure,period,start,device,value'];
    const values = DEVICES.map((device) =>
      Array.from({ length: DAYS }, (_, day) => {
        const value = this.#chance.whole(0, 5000);
        lines.push(`${service},visits,day,${formatStart('day', firstDay + day)},${device},${value}`);
        return value;
      }),
    );
    return { service, body: `${lines.join('\n')}\n`, firstDay, values };
  }

  several = (): Submission[] => Array.from({ length: SUBMISSIONS }, () => this.next());
}
