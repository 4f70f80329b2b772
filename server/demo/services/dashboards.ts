/** The dashboards of the demonstration, in the words of the import: what those who run a service, or answer for it, ask first. */
import type { DashboardSpec } from '../specs.js';

const YEAR_BEFORE = { 'compare-to': 'previous-year' } as const;

// A module a line, as a table.
// prettier-ignore
export const DASHBOARDS: readonly DashboardSpec[] = [
  {
    slug: 'carers-allowance',
    title: 'Carer’s Allowance',
    description:
      'How people claim Carer’s Allowance, where they give up, and what stops them. For the team that runs the service, and for everybody who wants to know.',
    subject: 'service/carers-allowance',
    owner: 'dwp',
    'is-own-page': true,
    sections: [
      {
        title: 'How well it works',
        modules: [
          { slug: 'take-up', title: 'Claims made online', metric: 'digital-take-up', period: 'month', last: 24, ...YEAR_BEFORE },
          { slug: 'completion', title: 'Claims that are finished', metric: 'completion-rate', period: 'month', last: 24, ...YEAR_BEFORE },
          { slug: 'satisfaction', title: 'What users think of it', metric: 'user-satisfaction', ...YEAR_BEFORE },
          { slug: 'cost', title: 'What a claim costs', metric: 'cost-per-transaction', ...YEAR_BEFORE },
        ],
      },
      {
        title: 'Claims by channel',
        modules: [
          { slug: 'channels', title: 'How people claim', metric: 'transactions', by: 'channel', period: 'quarter', last: 8, chart: 'stacked' },
          { slug: 'calls', title: 'Why people call', metric: 'calls', by: 'reason', period: 'month', last: 12 },
        ],
      },
      {
        title: 'Where users get stuck',
        modules: [
          { slug: 'journey', title: 'From the start page to the end', metric: 'journey', by: 'stage', chart: 'funnel', 'compare-to': 'previous-period' },
          { slug: 'errors', title: 'Errors that users meet', metric: 'errors-per-1000-starts', 'compare-to': 'previous-period' },
          { slug: 'help', title: 'What users ask for help with', metric: 'help-requests-per-1000-starts', 'compare-to': 'previous-period' },
          { slug: 'time', title: 'How long a claim takes', metric: 'time-to-complete', ...YEAR_BEFORE },
        ],
      },
      {
        title: 'How it runs',
        modules: [
          { slug: 'availability', title: 'The last 24 hours', metric: 'availability', period: 'hour', last: 24 },
          { slug: 'availability-days', title: 'The last 30 days', metric: 'availability', period: 'day', last: 30 },
          { slug: 'page-load', title: 'How fast pages are', metric: 'page-load-time', period: 'day', last: 30 },
          { slug: 'browsers', title: 'Browsers', metric: 'visits', by: 'browser', top: 3, period: 'month', last: 12, chart: 'share' },
        ],
      },
    ],
  },
  {
    slug: 'carers-allowance-applications',
    title: 'Carer’s Allowance applications',
    description:
      'The dashboard that GOV.UK had of this service in 2015, module for module. That one also showed how many people were using the service at that moment; here it is visits by the day, with texts between the figures.',
    subject: 'service/carers-allowance',
    owner: 'dwp',
    sections: [
      {
        title: 'A year of applications',
        modules: [
          { slug: 'about', text: 'Carer’s Allowance is for people who care for somebody for at least 35 hours a week. They [apply on GOV.UK](https://www.gov.uk/carers-allowance/how-to-claim), by phone or on paper.\nA claim counts on the day on which it is received, however it comes.' },
          { slug: 'transactions', title: 'Applications a year', metric: 'transactions', period: 'rolling-year', ...YEAR_BEFORE, size: 'third' },
          { slug: 'total-cost', title: 'What they cost together', metric: 'total-cost', period: 'rolling-year', ...YEAR_BEFORE, size: 'third' },
          { slug: 'cost-per-transaction', title: 'What each one costs', metric: 'cost-per-transaction', period: 'rolling-year', ...YEAR_BEFORE, size: 'third' },
        ],
      },
      {
        title: 'How people apply',
        modules: [
          { slug: 'channels', title: 'Online, by phone and on paper', metric: 'transactions', by: 'channel', period: 'month', last: 24, chart: 'stacked' },
          { slug: 'take-up', title: 'Applications made online', metric: 'digital-take-up', period: 'month', last: 24, ...YEAR_BEFORE },
          { slug: 'visits', title: 'Visits, day by day', metric: 'visits', period: 'day', last: 30, size: 'full' },
        ],
      },
      {
        title: 'How it goes for them',
        modules: [
          { slug: 'journey', title: 'How far people get', metric: 'journey', by: 'stage', period: 'week', chart: 'funnel', 'compare-to': 'previous-period' },
          { slug: 'completion', title: 'Applications that are finished', metric: 'completion-rate', period: 'month', last: 24, ...YEAR_BEFORE },
          { slug: 'time-taken', title: 'Time it takes to apply online', metric: 'time-to-complete', period: 'month', last: 24, ...YEAR_BEFORE, size: 'third' },
          { slug: 'decision', title: 'Days until the decision', metric: 'time-to-outcome', period: 'month', last: 24, ...YEAR_BEFORE, size: 'third' },
          { slug: 'satisfaction', title: 'What applicants think of it', metric: 'user-satisfaction', period: 'month', last: 24, ...YEAR_BEFORE, size: 'third' },
        ],
      },
      {
        title: 'Whether it is there',
        modules: [
          { slug: 'maintenance', text: 'Planned work is done at night, and counts as time in which the service is not there. Whoever cannot apply then may call the [Carer’s Allowance Unit](https://www.gov.uk/carers-allowance-unit) from 8am on.', size: 'third' },
          { slug: 'availability-days', title: 'The last 30 days', metric: 'availability', period: 'day', last: 30, size: 'two-thirds' },
          { slug: 'availability-hours', title: 'The last 24 hours', metric: 'availability', period: 'hour', last: 24, size: 'full' },
        ],
      },
    ],
  },
  {
    slug: 'lasting-power-of-attorney',
    title: 'Lasting Power of Attorney',
    description: 'The move from paper to the online service, and what is still in the way.',
    subject: 'service/lasting-power-of-attorney',
    owner: 'opg',
    'is-own-page': true,
    sections: [
      {
        title: 'The move online',
        modules: [
          { slug: 'take-up', title: 'Made online', metric: 'digital-take-up', period: 'month', last: 30 },
          { slug: 'channels', title: 'Online, by post and by phone', metric: 'transactions', by: 'channel', period: 'month', last: 24, chart: 'share' },
          { slug: 'satisfaction', title: 'What users think of it', metric: 'user-satisfaction', ...YEAR_BEFORE },
          { slug: 'completion', title: 'Begun online and finished', metric: 'completion-rate', ...YEAR_BEFORE },
        ],
      },
      {
        title: 'Waiting',
        modules: [
          { slug: 'outcome', title: 'Days to registration', metric: 'time-to-outcome', ...YEAR_BEFORE },
          { slug: 'calls', title: 'Why people call', metric: 'calls', by: 'reason', period: 'month', last: 12, view: 'table' },
        ],
      },
      {
        title: 'Where users get stuck',
        modules: [
          { slug: 'journey', title: 'Stage by stage', metric: 'journey', by: 'stage', chart: 'funnel', 'compare-to': 'previous-period' },
          { slug: 'errors', title: 'Errors that users meet', metric: 'errors-per-1000-starts', 'compare-to': 'previous-period' },
          { slug: 'content', title: 'Pages that lead to a start', metric: 'content-effectiveness', by: 'page', period: 'month', chart: 'bar' },
        ],
      },
      { title: 'What it costs', modules: [{ slug: 'cost', metric: 'cost-per-transaction', ...YEAR_BEFORE }] },
    ],
  },
  {
    slug: 'renew-tax-disc',
    title: 'Tax disc renewal',
    description: 'Renewals of vehicle tax: the largest service here by number.',
    subject: 'service/renew-tax-disc',
    owner: 'dvla',
    'is-own-page': true,
    sections: [
      {
        title: 'How it is used',
        modules: [
          { slug: 'renewals', title: 'Renewals', metric: 'transactions', period: 'month', last: 24, ...YEAR_BEFORE },
          { slug: 'channels', title: 'Where they are paid', metric: 'transactions', by: 'channel', period: 'month', last: 24, chart: 'stacked' },
          { slug: 'take-up', title: 'Paid online', metric: 'digital-take-up', period: 'month', last: 24, ...YEAR_BEFORE },
          { slug: 'devices', title: 'Devices', metric: 'visits', by: 'device', period: 'month', last: 12, chart: 'share' },
        ],
      },
      {
        title: 'How well it works',
        modules: [
          { slug: 'completion', metric: 'completion-rate', ...YEAR_BEFORE },
          { slug: 'satisfaction', metric: 'user-satisfaction', ...YEAR_BEFORE },
          { slug: 'availability', title: 'Availability, 30 days', metric: 'availability', period: 'day', last: 30 },
          { slug: 'page-load', title: 'Page load by the hour', metric: 'page-load-time', period: 'hour', last: 48 },
        ],
      },
      { title: 'What it costs', modules: [{ slug: 'cost', metric: 'cost-per-transaction', ...YEAR_BEFORE }] },
    ],
  },
  {
    slug: 'dwp',
    title: 'Department for Work and Pensions',
    description: 'How the department’s services do, together and one by one.',
    subject: 'organisation/dwp',
    owner: 'dwp',
    'is-own-page': true,
    sections: [
      {
        title: 'All services',
        modules: [
          { slug: 'claims', title: 'Claims and applications', metric: 'transactions', ...YEAR_BEFORE },
          { slug: 'take-up', title: 'Made online', metric: 'digital-take-up', ...YEAR_BEFORE },
          { slug: 'satisfaction', title: 'What users think', metric: 'user-satisfaction', ...YEAR_BEFORE },
          { slug: 'cost', title: 'What they cost', metric: 'total-cost', ...YEAR_BEFORE },
        ],
      },
      {
        title: 'Service by service',
        modules: [
          { slug: 'take-up-by-service', title: 'Online, service by service', metric: 'digital-take-up', by: 'service', chart: 'multiples' },
          { slug: 'satisfaction-by-service', title: 'Satisfaction, service by service', metric: 'user-satisfaction', by: 'service', chart: 'bar' },
          { slug: 'completion-by-service', title: 'Completion, service by service', metric: 'completion-rate', by: 'service', view: 'table' },
        ],
      },
    ],
  },
  {
    slug: 'learning-to-drive',
    title: 'Learning to drive',
    description: 'Four services of two agencies that one person uses after another.',
    subject: 'group/learning-to-drive',
    owner: 'dft',
    'is-own-page': true,
    sections: [
      {
        title: 'The way to a licence',
        modules: [
          { slug: 'volumes', title: 'How many', metric: 'transactions', by: 'service', period: 'quarter', last: 8, chart: 'multiples' },
          { slug: 'satisfaction', title: 'What users think', metric: 'user-satisfaction', by: 'service', chart: 'line', period: 'quarter', last: 8 },
          { slug: 'completion', title: 'Begun and finished', metric: 'completion-rate', ...YEAR_BEFORE },
          { slug: 'booking', title: 'Booking a driving test', metric: 'user-satisfaction', subject: 'service/book-driving-test', ...YEAR_BEFORE },
        ],
      },
    ],
  },
  {
    slug: 'all-services',
    title: 'All services at a glance',
    description: 'The figures that can be added up over all services, and how many services are in each.',
    subject: 'portfolio',
    'is-own-page': true,
    sections: [
      {
        title: 'Together',
        modules: [
          { slug: 'transactions', metric: 'transactions', ...YEAR_BEFORE },
          { slug: 'take-up', metric: 'digital-take-up', ...YEAR_BEFORE },
          { slug: 'completion', metric: 'completion-rate', ...YEAR_BEFORE },
          { slug: 'satisfaction', metric: 'user-satisfaction', ...YEAR_BEFORE },
        ],
      },
      {
        title: 'How people reach government',
        modules: [
          { slug: 'channels', title: 'Transactions by channel', metric: 'transactions', by: 'channel', period: 'quarter', last: 8, chart: 'share' },
          { slug: 'largest', title: 'The largest services', metric: 'transactions', by: 'service', top: 11, chart: 'multiples' },
        ],
      },
      { title: 'What it costs', modules: [{ slug: 'cost', metric: 'total-cost', ...YEAR_BEFORE }] },
    ],
  },
];
