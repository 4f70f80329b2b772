/** What happened to single services: launches, closures, gaps, late publishers, small numbers. By slug. */
import type { ServiceStory } from './from-row.js';

export const SERVICE_STORIES: Readonly<Record<string, ServiceStory>> = {
  // Closed.
  'national-tutoring': {
    closedOn: '2025-08-31',
    annotations: [{ kind: 'NOTE', from: '2025-08-31', text: 'The service closed when the programme ended.' }],
  },
  'find-export-opportunity': { closedOn: '2024-12-31' },
  'possession-claim': { closedOn: '2026-03-31' },
  // Opened within the three years.
  'verify-identity': {
    openedOn: '2026-03-17',
    takeUp: 97,
    annotations: [{ kind: 'NOTE', from: '2026-03-17', text: 'The service opened.' }],
  },
  'overseas-entity': { openedOn: '2024-08-01' },
  // Nothing has been sent yet.
  'nhs-app-registration': { isSilent: true },
  'property-alert': { isSilent: true },
  'fish-stocking': { isSilent: true },
  // Late, now and always.
  'medical-condition-driving': { dataSets: { transactions: { lagDays: 96 } } },
  'criminal-injuries-compensation': { dataSets: { transactions: { lagDays: 130 }, ratings: null } },
  'basic-payment': { dataSets: { cost: { lagDays: 210 }, transactions: { lagDays: 64 } } },
  // Small numbers: what could tell of single people is not shown, and few rate.
  'gambling-duties': { dataSets: { transactions: { suppressBelow: 5 }, ratings: { suppressBelow: 5 } } },
  'vaccine-damage-payment': { dataSets: { transactions: { suppressBelow: 10 } } },
  'firearms-import-licence': { dataSets: { transactions: { suppressBelow: 10 } } },
  // Without an online service, and one that only opened it.
  'search-public-guardian-registers': { dataSets: { starts: null, completions: null, ratings: null } },
  'report-pollution': {
    takeUp: [
      ['2025-05-31', 0],
      ['2025-06-01', 8],
      ['2026-10-01', 34],
      ['2029-10-01', 58],
    ],
    dataSets: {
      starts: { from: '2025-06-02' },
      completions: { from: '2025-06-02' },
      ratings: { from: '2025-06-02' },
    },
    annotations: [
      { kind: 'NOTE', from: '2025-06-01', text: 'The online report opened; until then people had to call.' },
    ],
  },
  // Gaps.
  'student-finance': {
    dataSets: { transactions: { gaps: [{ from: '2025-11-01', to: '2026-01-31', how: 'NOT_PROVIDED' }] } },
    annotations: [
      {
        kind: 'NOTE',
        from: '2025-11-01',
        to: '2026-01-31',
        measure: 'transactions',
        text: 'Not counted while the case system was replaced.',
      },
    ],
  },
  'child-maintenance': {
    dataSets: { ratings: { gaps: [{ from: '2024-12-01', to: '2025-03-30', how: 'ABSENT' }] } },
  },
  'give-blood': {
    dataSets: { cost: null, starts: { gaps: [{ from: '2025-07-07', to: '2025-08-03', how: 'ABSENT' }] } },
  },
  // Outages, a rush, a correction, breaks.
  'book-driving-test': {
    incidents: [
      { from: '2025-04-08', to: '2025-04-09', failed: 0.7 },
      { from: '2026-01-05', to: '2026-01-16', demand: 1.6, failed: 0.15 },
    ],
    annotations: [
      {
        kind: 'NOTE',
        from: '2026-01-05',
        to: '2026-01-16',
        text: 'Appointments for the summer were released.',
      },
    ],
    targets: [{ metric: 'user-satisfaction', value: 70, from: '2024-04-01' }],
  },
  'self-assessment': {
    incidents: [{ from: '2026-01-30', to: '2026-01-30', demand: 1.4, failed: 0.12 }],
    dataSets: { transactions: { revision: { month: 1, afterDays: 70, firstShares: { paper: 0.82 } } } },
    targets: [{ metric: 'digital-take-up', value: 96, from: '2024-04-01' }],
  },
  'renew-adult-passport': {
    annotations: [
      {
        kind: 'BREAK',
        from: '2025-02-01',
        measure: 'transactions',
        text: 'Replacements of lost passports are counted from here on.',
      },
    ],
    targets: [
      { metric: 'digital-take-up', value: 90, from: '2024-04-01' },
      { metric: 'user-satisfaction', value: 85, from: '2024-04-01' },
    ],
  },
  'universal-credit': { targets: [{ metric: 'completion-rate', value: 75, from: '2024-04-01' }] },
  'child-benefit': {
    nameCy: 'Budd-dal Plant',
    targets: [{ metric: 'digital-take-up', value: 80, from: '2024-04-01' }],
  },
  'blue-badge': { dataSets: { cost: null } },
  // Texts in Welsh.
  'state-pension': { nameCy: 'Pensiwn y Wladwriaeth' },
  'renew-driving-licence': { nameCy: 'Adnewyddu eich trwydded yrru' },
  'fishing-licence': { nameCy: 'Prynu trwydded bysgota â gwialen' },
  'jury-summons': { nameCy: 'Ymateb i wŷs rheithgor' },
};
