/** All migrations, oldest first. */
import { Initial1760000000000 } from './1760000000000-initial.js';

export const MIGRATIONS = [Initial1760000000000];
