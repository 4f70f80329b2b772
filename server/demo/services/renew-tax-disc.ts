import type { ServiceSpec } from '../specs.js';

/** Far larger than the others; its channels were unknown at first. */
export const RENEW_TAX_DISC: ServiceSpec = {
  slug: 'renew-tax-disc',
  name: 'Tax disc renewal',
  organisation: 'dvla',
  description: 'Renewals of vehicle tax.',
  url: 'https://www.gov.uk/vehicle-tax',
  category: 'Paying taxes, fees, fines or charges',
  customerType: 'Individuals and businesses',
  businessModel: 'Taxpayers',
  notesOnCosts: 'Includes what post offices are paid for each renewal.',
  openedOn: '2004-02-01',

  volume: [
    ['2020-01-01', 44_800_000],
    ['2026-01-01', 47_200_000],
    ['2032-01-01', 49_000_000],
  ],
  week: [1.18, 1.12, 1.08, 1.06, 1.04, 0.84, 0.68],
  year: [1.0, 0.94, 1.24, 1.02, 0.98, 1.0, 0.98, 0.92, 1.2, 0.98, 0.94, 0.8],
  spread: 0.04,
  incidents: [{ from: '2025-09-01', to: '2025-09-01', demand: 1.35, failed: 0.2 }],

  takeUp: [
    ['2020-01-01', 52],
    ['2023-10-01', 66],
    ['2026-10-01', 78],
    ['2029-10-01', 83],
  ],
  otherChannels: {
    phone: 17,
    'face-to-face': [
      ['2023-10-01', 72],
      ['2026-10-01', 76],
    ],
    paper: [
      ['2023-10-01', 11],
      ['2026-10-01', 7],
    ],
  },
  splitKnownFrom: '2024-04-01',
  completionRate: [
    ['2023-10-01', 89],
    ['2026-10-01', 92.5],
  ],
  satisfaction: [
    ['2023-10-01', 86],
    ['2026-10-01', 88.5],
  ],
  responseRate: 1.4,
  cost: {
    fixed: [
      ['2023-01-01', 23_500_000],
      ['2026-01-01', 22_000_000],
    ],
    perTransaction: { digital: 0.24, phone: 0.82, 'face-to-face': 2.05, paper: 3.9 },
  },

  experience: {
    errors: {
      'reference-number': 33,
      'payment-declined': 12,
      'no-mot-certificate': 11,
      'no-insurance': 8,
      'session-timed-out': 4,
      'service-unavailable': 0.2,
    },
    help: { 'lost-reference-number': 9, 'direct-debit': 7, 'mot-and-insurance': 5 },
    calls: { 'lost-reference-number': 6, refunds: 5, 'direct-debit': 4 },
    stages: { 'start-page': 0, 'reference-number': 0.55, 'check-the-vehicle': 0.8, payment: 1 },
    devices: { mobile: 71, desktop: 24, tablet: 5 },
    browsers: { safari: 44, chrome: 38, samsung: 9, edge: 6, firefox: 2, other: 1 },
    pages: {
      'tax-your-vehicle': { starts: 83, views: 1.2 },
      'vehicle-tax-rates': { starts: 6, views: 7.7 },
      'search-results': { starts: 11, views: 3.1 },
    },
    timeToComplete: { 60: 6, 120: 29, 180: 31, 300: 23, 600: 9, '+Inf': 2 },
    pageLoad: { 500: 46, 1000: 36, 2000: 13, 3000: 3, 5000: 1, '+Inf': 1 },
  },

  dataSets: {
    transactions: { cadence: 'month', lagDays: 7, basis: 'Renewals paid' },
    starts: { cadence: 'day' },
    completions: { cadence: 'day' },
    ratings: { cadence: 'day' },
    cost: { cadence: 'quarter', lagDays: 28 },
    errors: { cadence: 'week', lagDays: 1 },
    'help-requests': { cadence: 'week', lagDays: 1 },
    calls: { cadence: 'month', lagDays: 6 },
    users: { cadence: 'week', lagDays: 1 },
    visits: { cadence: 'day' },
    'page-views': { cadence: 'day' },
    'time-to-complete': { cadence: 'day' },
    'page-load': { cadence: 'day', hourlyDays: 60 },
    monitored: { cadence: 'day', hourlyDays: 60 },
  },
  annotations: [
    {
      kind: 'NOTE',
      from: '2024-04-01',
      measure: 'transactions',
      text: 'From here on renewals are counted by channel.',
    },
  ],
  targets: [
    { metric: 'digital-take-up', value: 75, from: '2024-04-01' },
    { metric: 'completion-rate', value: 90, from: '2024-04-01' },
  ],
};
