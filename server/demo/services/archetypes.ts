/** What services of a kind have in common. */
import type { ServiceSpec } from '../specs.js';

interface Archetype extends Pick<
  ServiceSpec,
  'category' | 'customerType' | 'businessModel' | 'week' | 'year' | 'otherChannels'
> {
  /** Of those who start online, 0 to 100 %, three years ago and now. */
  completion: readonly [number, number];
  /** Of those who complete online, who rate it; 0 to 100 %. */
  responseRate: number;
  /** How many times as much as online a transaction costs by another channel. */
  dearer: Readonly<Record<string, number>>;
}

const OFFICE_WEEK = [1.24, 1.2, 1.14, 1.08, 0.98, 0.56, 0.62];
const HOME_WEEK = [1.12, 1.06, 1.04, 1.02, 0.96, 0.84, 0.96];
const BUSINESS_WEEK = [1.3, 1.3, 1.26, 1.22, 1.1, 0.3, 0.3];

const EVEN_YEAR = [1.08, 1.03, 1.04, 1.01, 1.0, 0.99, 0.98, 0.94, 1.02, 1.04, 1.03, 0.84];
const SUMMER_YEAR = [0.9, 0.92, 1.0, 1.06, 1.12, 1.14, 1.1, 1.08, 1.0, 0.92, 0.88, 0.78];
const AUTUMN_YEAR = [0.86, 0.84, 0.88, 0.9, 0.96, 1.1, 1.24, 1.3, 1.2, 1.0, 0.9, 0.7];
const SPRING_YEAR = [1.1, 1.12, 1.34, 1.2, 0.96, 0.92, 0.9, 0.88, 0.92, 0.94, 0.92, 0.72];
const TAX_YEAR = [1.9, 0.92, 0.96, 1.1, 0.86, 0.8, 0.9, 0.82, 0.86, 0.94, 1.0, 0.94];

export const ARCHETYPES = {
  claim: {
    category: 'Requesting benefits, payments or loans',
    customerType: 'Individuals',
    businessModel: 'Taxpayers',
    week: OFFICE_WEEK,
    year: EVEN_YEAR,
    otherChannels: { phone: 45, paper: 55 },
    completion: [62, 71],
    responseRate: 6,
    dearer: { phone: 4.5, paper: 5.5 },
  },
  apply: {
    category: 'Requesting a licence or consent',
    customerType: 'Individuals and businesses',
    businessModel: 'Fees and charges',
    week: HOME_WEEK,
    year: SUMMER_YEAR,
    otherChannels: { paper: 70, phone: 20, 'face-to-face': 10 },
    completion: [68, 77],
    responseRate: 5,
    dearer: { paper: 4, phone: 3.5, 'face-to-face': 6 },
  },
  renew: {
    category: 'Requesting a licence or consent',
    customerType: 'Individuals',
    businessModel: 'Fees and charges',
    week: HOME_WEEK,
    year: EVEN_YEAR,
    otherChannels: { paper: 40, 'face-to-face': 45, phone: 15 },
    completion: [80, 88],
    responseRate: 4,
    dearer: { paper: 5, 'face-to-face': 6, phone: 3 },
  },
  book: {
    category: 'Booking an appointment',
    customerType: 'Individuals',
    businessModel: 'Fees and charges',
    week: HOME_WEEK,
    year: SUMMER_YEAR,
    otherChannels: { phone: 100 },
    completion: [76, 83],
    responseRate: 5,
    dearer: { phone: 5 },
  },
  register: {
    category: 'Registering',
    customerType: 'Individuals and businesses',
    businessModel: 'Taxpayers',
    week: OFFICE_WEEK,
    year: EVEN_YEAR,
    otherChannels: { paper: 60, phone: 40 },
    completion: [72, 81],
    responseRate: 4,
    dearer: { paper: 6, phone: 4 },
  },
  file: {
    category: 'Providing information',
    customerType: 'Businesses',
    businessModel: 'Taxpayers',
    week: BUSINESS_WEEK,
    year: SPRING_YEAR,
    otherChannels: { paper: 100 },
    completion: [85, 91],
    responseRate: 2,
    dearer: { paper: 7 },
  },
  pay: {
    category: 'Paying taxes, fees, fines or charges',
    customerType: 'Individuals and businesses',
    businessModel: 'Taxpayers',
    week: HOME_WEEK,
    year: TAX_YEAR,
    otherChannels: { phone: 40, paper: 60 },
    completion: [86, 91],
    responseRate: 2.5,
    dearer: { phone: 6, paper: 8 },
  },
  report: {
    category: 'Providing information',
    customerType: 'Individuals and businesses',
    businessModel: 'Taxpayers',
    week: HOME_WEEK,
    year: SUMMER_YEAR,
    otherChannels: { phone: 80, paper: 20 },
    completion: [70, 79],
    responseRate: 4,
    dearer: { phone: 5, paper: 5 },
  },
  appeal: {
    category: 'Challenging a decision',
    customerType: 'Individuals',
    businessModel: 'Taxpayers',
    week: OFFICE_WEEK,
    year: EVEN_YEAR,
    otherChannels: { paper: 90, phone: 10 },
    completion: [48, 60],
    responseRate: 7,
    dearer: { paper: 3, phone: 2.5 },
  },
  enrol: {
    category: 'Requesting benefits, payments or loans',
    customerType: 'Individuals',
    businessModel: 'Taxpayers',
    week: HOME_WEEK,
    year: AUTUMN_YEAR,
    otherChannels: { paper: 75, phone: 25 },
    completion: [66, 76],
    responseRate: 5,
    dearer: { paper: 5, phone: 4 },
  },
} as const satisfies Readonly<Record<string, Archetype>>;

export type ArchetypeName = keyof typeof ARCHETYPES;
