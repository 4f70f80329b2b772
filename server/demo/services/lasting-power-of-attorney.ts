import type { ServiceSpec } from '../specs.js';

/** On paper until its online service opened; a lost month, a break in its ratings, and costs that always come late. */
export const LASTING_POWER_OF_ATTORNEY: ServiceSpec = {
  slug: 'lasting-power-of-attorney',
  name: 'Lasting Power of Attorney',
  organisation: 'opg',
  description: 'Registrations of documents by which people choose who may decide for them later.',
  url: 'https://www.gov.uk/power-of-attorney',
  category: 'Requesting a licence or consent',
  customerType: 'Individuals',
  businessModel: 'Fees and charges',
  notesOnCosts: 'All costs of registering, which the fees pay for.',
  openedOn: '2007-10-01',

  volume: [
    ['2020-01-01', 880_000],
    ['2024-01-01', 1_340_000],
    ['2028-01-01', 1_520_000],
  ],
  week: [1.3, 1.24, 1.2, 1.14, 1.0, 0.5, 0.62],
  year: [1.12, 1.08, 1.1, 1.0, 0.98, 0.97, 0.98, 0.92, 1.0, 1.04, 1.05, 0.76],
  spread: 0.05,
  incidents: [{ from: '2024-06-03', to: '2024-06-04', failed: 0.5 }],

  takeUp: [
    ['2024-05-13', 0],
    ['2024-05-14', 3],
    ['2024-09-01', 13],
    ['2025-03-01', 27],
    ['2026-01-01', 43],
    ['2026-10-01', 53],
    ['2028-10-01', 68],
  ],
  otherChannels: {
    phone: 6,
    paper: 94,
  },
  completionRate: [
    ['2024-05-14', 41],
    ['2024-09-01', 47],
    ['2026-06-01', 58],
    ['2028-06-01', 63],
  ],
  satisfaction: [
    ['2024-05-14', 64],
    ['2025-03-31', 69],
    ['2025-04-01', 76],
    ['2026-06-01', 80],
    ['2028-06-01', 83],
  ],
  responseRate: 6,
  cost: {
    fixed: [
      ['2023-01-01', 21_000_000],
      ['2026-01-01', 24_000_000],
    ],
    perTransaction: { digital: 12, phone: 36, paper: 39 },
  },

  experience: {
    errors: {
      'certificate-provider-missing': 38,
      'names-do-not-match': 27,
      'payment-declined': 15,
      'signing-order': 12,
      'session-timed-out': 10,
      'service-unavailable': 0.5,
    },
    help: { 'who-can-be-an-attorney': 26, signing: 19, fees: 11, 'sending-the-form': 8 },
    calls: { 'progress-of-an-application': 71, 'mistakes-on-the-form': 35, fees: 14, 'activation-key': 12 },
    stages: { 'start-page': 0, donor: 0.22, attorneys: 0.41, 'certificate-provider': 0.74, payment: 1 },
    devices: { desktop: 68, mobile: 22, tablet: 10 },
    browsers: { chrome: 52, edge: 21, safari: 19, firefox: 5, samsung: 2, other: 1 },
    pages: {
      overview: { starts: 41, views: 4.8 },
      'choose-attorneys': { starts: 16, views: 5.9 },
      'make-one-online': { starts: 38, views: 1.7 },
      'search-results': { starts: 5, views: 8.4 },
    },
    timeToComplete: { 600: 3, 1200: 16, 1800: 27, 2700: 29, 3600: 16, '+Inf': 9 },
    timeToOutcome: { 20: 4, 40: 22, 60: 31, 80: 24, 100: 12, '+Inf': 7 },
    pageLoad: { 500: 27, 1000: 36, 2000: 25, 3000: 8, 5000: 3, '+Inf': 1 },
  },

  dataSets: {
    transactions: {
      cadence: 'month',
      lagDays: 5,
      basis: 'Registrations completed',
      gaps: [{ from: '2024-08-01', to: '2024-08-31', how: 'NOT_PROVIDED' }],
    },
    starts: { cadence: 'day', from: '2024-05-14' },
    completions: { cadence: 'day', from: '2024-05-14' },
    ratings: { cadence: 'day', from: '2024-05-14' },
    // A quarter is late 60 days after its end: this one always is.
    cost: { cadence: 'quarter', lagDays: 155 },
    errors: { cadence: 'week', lagDays: 1 },
    'help-requests': { cadence: 'week', lagDays: 1 },
    calls: { cadence: 'month', lagDays: 6 },
    users: { cadence: 'week', lagDays: 1 },
    visits: { cadence: 'day' },
    'page-views': { cadence: 'day', from: '2024-05-14' },
    'time-to-complete': { cadence: 'day' },
    'time-to-outcome': { cadence: 'month', lagDays: 12 },
    'page-load': { cadence: 'day', hourlyDays: 60 },
    monitored: { cadence: 'day', hourlyDays: 60 },
  },
  annotations: [
    {
      kind: 'NOTE',
      from: '2024-05-14',
      text: 'The online service opened to everyone; until then registrations came by post and by phone.',
    },
    {
      kind: 'NOTE',
      from: '2024-08-01',
      to: '2024-08-31',
      measure: 'transactions',
      text: 'Counts of August 2024 were lost when the register moved to another system.',
    },
    {
      kind: 'BREAK',
      from: '2025-04-01',
      measure: 'ratings',
      text: 'The question moved from the emailed receipt to the last page of the service: ratings before and after cannot be compared.',
    },
  ],
  targets: [{ metric: 'digital-take-up', value: 60, from: '2025-04-01' }],
};
