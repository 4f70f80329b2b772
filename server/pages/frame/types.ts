/** What the catalogue holds, by the names that pages use. */
import type { Catalogue } from '../../store/catalogue.js';
import type { Subject } from '../../store/subject.js';

export type Metric = Catalogue['metrics'][number];
export type Service = Subject['services'][number];
export type Organisation = Catalogue['organisations'][number];
