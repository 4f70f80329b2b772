/** What every resolver has: one version of the data, one "now". */
import type { Bearer } from '../access/token-table.js';
import type { PinnedMoment } from '../context.js';
import type { Reading } from '../loaders/reading.js';
import type { MetricDefinition, Subject } from '../store/subject.js';
import type { Assembler } from '../wording/assembler.js';
import type { Writing } from './mutations/writing.js';

export interface GraphqlContext extends PinnedMoment, Writing {
  /** Who asks; null without a valid token. */
  bearer: Bearer | null;
  reading: Reading;
  /** Puts the answers of this request in words. */
  assembler: Assembler;
  /** The same for what has been stored since. */
  renew(): Promise<Pick<GraphqlContext, 'reading' | 'assembler'>>;
  /** The platform's address without a slash at its end. */
  base: string;
}

/** What a `Metric` is resolved from. */
export interface MetricOfSubject {
  subject: Subject;
  metric: MetricDefinition;
}
