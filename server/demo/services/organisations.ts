import type { GroupSpec, OrganisationSpec } from '../specs.js';

/** Parents before their children. */
export const ORGANISATIONS: readonly OrganisationSpec[] = [
  {
    slug: 'dwp',
    name: 'Department for Work and Pensions',
    abbreviation: 'DWP',
    kind: 'department',
    description: 'Responsible for welfare, pensions and child maintenance policy.',
  },
  {
    slug: 'moj',
    name: 'Ministry of Justice',
    abbreviation: 'MoJ',
    kind: 'department',
    description: 'Responsible for courts, prisons, probation and attendance centres.',
  },
  {
    slug: 'opg',
    name: 'Office of the Public Guardian',
    abbreviation: 'OPG',
    kind: 'agency',
    parent: 'moj',
    description: 'Helps people who may lack mental capacity, and those who decide for them.',
  },
  {
    slug: 'dft',
    name: 'Department for Transport',
    abbreviation: 'DfT',
    kind: 'department',
    description: 'Responsible for the transport network, and for vehicles and those who drive them.',
  },
  {
    slug: 'dvla',
    name: 'Driver and Vehicle Licensing Agency',
    abbreviation: 'DVLA',
    kind: 'agency',
    parent: 'dft',
    description: 'Keeps the registers of drivers and vehicles, and collects vehicle tax.',
  },
];

export const GROUPS: readonly GroupSpec[] = [
  {
    slug: 'caring-for-someone',
    name: 'Caring for someone',
    description: 'What people use when they look after somebody, or prepare for being looked after.',
    services: ['carers-allowance', 'lasting-power-of-attorney'],
  },
];
