import type { ServiceSpec } from '../specs.js';

/** Steady, moving online; a survey that paused, an outage, and a month that is corrected each year. */
export const CARERS_ALLOWANCE: ServiceSpec = {
  slug: 'carers-allowance',
  name: "Carer's Allowance",
  organisation: 'dwp',
  description: 'Claims for money for people who spend at least 35 hours a week caring for somebody.',
  url: 'https://www.gov.uk/carers-allowance',
  category: 'Requesting benefits, payments or loans',
  customerType: 'Individuals',
  businessModel: 'Taxpayers',
  notesOnCosts: 'Staff, post, accommodation and IT of new claims; not the allowance itself.',
  openedOn: '2013-10-28',

  volume: [
    ['2020-01-01', 244_000],
    ['2026-01-01', 262_000],
    ['2032-01-01', 280_000],
  ],
  week: [1.24, 1.2, 1.14, 1.1, 0.98, 0.62, 0.72],
  year: [1.14, 1.06, 1.05, 1.06, 1.0, 0.98, 0.99, 0.95, 1.02, 1.03, 1.0, 0.76],
  spread: 0.06,
  incidents: [
    { from: '2025-01-14', to: '2025-01-15', failed: 0.6 },
    { from: '2026-09-08', to: '2026-09-08', failed: 0.45 },
  ],

  takeUp: [
    ['2020-01-01', 44],
    ['2023-08-15', 60],
    ['2024-08-15', 70.5],
    ['2025-08-15', 79],
    ['2026-08-15', 85],
    ['2028-08-15', 89],
  ],
  otherChannels: {
    phone: [
      ['2023-01-01', 24],
      ['2026-01-01', 36],
    ],
    paper: [
      ['2023-01-01', 76],
      ['2026-01-01', 64],
    ],
  },
  completionRate: [
    ['2023-08-15', 61],
    ['2024-11-01', 63.5],
    ['2025-03-01', 68.5],
    ['2026-08-15', 72.5],
    ['2028-08-15', 75],
  ],
  satisfaction: [
    ['2023-08-15', 74],
    ['2025-08-15', 79],
    ['2026-08-15', 83],
    ['2028-08-15', 85],
  ],
  responseRate: 9,
  cost: {
    fixed: [
      ['2023-01-01', 3_300_000],
      ['2026-01-01', 2_600_000],
    ],
    perTransaction: { digital: 17, phone: 44, paper: 68 },
  },

  experience: {
    errors: {
      'national-insurance-number': 46,
      'hours-of-care': 31,
      'bank-details': 19,
      'date-of-birth': 14,
      'address-not-found': 12,
      'session-timed-out': 9,
      'upload-too-large': 6,
      'service-unavailable': 0.4,
    },
    help: {
      eligibility: 21,
      'earnings-and-work': 17,
      'other-benefits': 12,
      'proving-identity': 7,
      payment: 4,
    },
    calls: {
      'progress-of-a-claim': 58,
      'change-of-circumstances': 41,
      eligibility: 22,
      payment: 16,
      complaint: 3,
    },
    stages: {
      'start-page': 0,
      'about-you': 0.34,
      'person-you-care-for': 0.52,
      'work-and-income': 0.83,
      'check-and-send': 1,
    },
    devices: { mobile: 62, desktop: 31, tablet: 7 },
    browsers: { chrome: 47, safari: 31, edge: 13, samsung: 5, firefox: 3, other: 1 },
    pages: {
      'how-it-works': { starts: 34, views: 6.1 },
      eligibility: { starts: 28, views: 3.4 },
      'how-to-claim': { starts: 31, views: 1.5 },
      'search-results': { starts: 7, views: 9.2 },
    },
    timeToComplete: { 300: 2, 600: 11, 900: 24, 1200: 26, 1800: 23, 2700: 10, '+Inf': 4 },
    timeToOutcome: { 5: 9, 10: 24, 15: 29, 20: 19, 30: 13, 40: 4, '+Inf': 2 },
    pageLoad: { 500: 33, 1000: 38, 2000: 20, 3000: 6, 5000: 2, '+Inf': 1 },
  },

  dataSets: {
    transactions: {
      cadence: 'month',
      lagDays: 5,
      basis: 'Claims received',
      revision: { month: 3, afterDays: 70, firstShares: { paper: 0.87 } },
    },
    starts: { cadence: 'day' },
    completions: { cadence: 'day' },
    ratings: {
      cadence: 'day',
      gaps: [{ from: '2025-02-10', to: '2025-02-23', how: 'ABSENT' }],
    },
    cost: { cadence: 'quarter', lagDays: 28 },
    errors: { cadence: 'week', lagDays: 1 },
    'help-requests': { cadence: 'week', lagDays: 1 },
    calls: { cadence: 'month', lagDays: 6 },
    users: { cadence: 'week', lagDays: 1 },
    visits: { cadence: 'day' },
    'page-views': { cadence: 'day' },
    'time-to-complete': { cadence: 'day' },
    'time-to-outcome': { cadence: 'month', lagDays: 12 },
    'page-load': { cadence: 'day', hourlyDays: 60 },
    monitored: { cadence: 'day', hourlyDays: 60 },
  },
  annotations: [
    {
      kind: 'NOTE',
      from: '2024-11-01',
      to: '2025-02-28',
      measure: 'completions',
      text: 'The questions about other benefits were taken out of the online claim, one region after another.',
    },
    {
      kind: 'NOTE',
      from: '2025-02-10',
      to: '2025-02-23',
      measure: 'ratings',
      text: 'The feedback page was rebuilt and took no ratings.',
    },
    {
      kind: 'OUTAGE',
      from: '2026-09-08',
      text: 'The online claim was out of order for most of the morning.',
    },
  ],
  targets: [
    { metric: 'digital-take-up', value: 80, from: '2024-04-01' },
    { metric: 'completion-rate', value: 70, tolerance: 2, from: '2024-04-01' },
    { metric: 'user-satisfaction', value: 80, from: '2024-04-01' },
  ],
};
