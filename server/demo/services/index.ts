/** All demonstration services. Names and descriptions are of real services; every figure of them is invented. */
import { hashOf } from '../chance.js';
import type { DashboardSpec, GroupSpec, OrganisationSpec, ServiceSpec } from '../specs.js';
import { CARERS_ALLOWANCE } from './carers-allowance.js';
import { LASTING_POWER_OF_ATTORNEY } from './lasting-power-of-attorney.js';
import { GROUPS, ORGANISATIONS } from './organisations.js';
import { DASHBOARDS } from './dashboards.js';
import { serviceFrom } from './from-row.js';
import { RENEW_TAX_DISC } from './renew-tax-disc.js';
import { ROWS } from './rows.js';
import { SERVICE_STORIES } from './stories.js';

export interface Definitions {
  organisations: readonly OrganisationSpec[];
  services: readonly ServiceSpec[];
  groups: readonly GroupSpec[];
  dashboards: readonly DashboardSpec[];
}

export const DEFINITIONS: Definitions = {
  organisations: ORGANISATIONS,
  services: [
    CARERS_ALLOWANCE,
    LASTING_POWER_OF_ATTORNEY,
    RENEW_TAX_DISC,
    ...Object.entries(ROWS).flatMap(([organisation, rows]) =>
      rows.map((row) => serviceFrom(organisation, row, SERVICE_STORIES[row[0]])),
    ),
  ],
  groups: GROUPS,
  dashboards: DASHBOARDS,
};

/** To be raised when the same definitions make other figures than before; a test notices. */
const GENERATOR = 3;

/** Names what figures are made from: databases with figures of another edition get all of them anew. */
export const editionOf = (definitions: Definitions): string =>
  hashOf(JSON.stringify([GENERATOR, definitions]))
    .toString(16)
    .padStart(8, '0');
