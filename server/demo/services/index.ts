/** All demonstration services. Names and descriptions are of real services; every figure of them is invented. */
import { hashOf } from '../chance.js';
import type { GroupSpec, OrganisationSpec, ServiceSpec } from '../specs.js';
import { CARERS_ALLOWANCE } from './carers-allowance.js';
import { LASTING_POWER_OF_ATTORNEY } from './lasting-power-of-attorney.js';
import { GROUPS, ORGANISATIONS } from './organisations.js';
import { RENEW_TAX_DISC } from './renew-tax-disc.js';

export interface Definitions {
  organisations: readonly OrganisationSpec[];
  services: readonly ServiceSpec[];
  groups: readonly GroupSpec[];
}

export const DEFINITIONS: Definitions = {
  organisations: ORGANISATIONS,
  services: [CARERS_ALLOWANCE, LASTING_POWER_OF_ATTORNEY, RENEW_TAX_DISC],
  groups: GROUPS,
};

/** To be raised when the same definitions make other figures than before; a test notices. */
const GENERATOR = 2;

/** Names what figures are made from: databases with figures of another edition get all of them anew. */
export const editionOf = (definitions: Definitions): string =>
  hashOf(JSON.stringify([GENERATOR, definitions]))
    .toString(16)
    .padStart(8, '0');
