/**
 * Import files with every measure of one service, up to yesterday: what each kind of module needs, with a launch, a
 * break, a target and a gap. Three more services stand beside it; one is late, one has never published anything.
 */
import type { ImportFiles } from './platform.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ROWS =
  'service,measure,period,start,channel,rating,stage,error,topic,reason,le,state,device,browser,page';
const COLUMNS = ROWS.split(',').slice(4);

const CARERS = 'carers-allowance';
const LPA = 'lasting-power-of-attorney';
const TAX = 'renew-tax-disc';

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Starts of the `count` whole months before the one of `now`, oldest first. */
function monthsBefore(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    dateOf(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + index, 1)),
  );
}

function daysBefore(now: Date, count: number): number[] {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return Array.from({ length: count }, (_, index) => today - (count - index) * DAY);
}

/** Between 0.9 and 1.1, the same for the same place. */
const wave = (place: number): number => 1 + Math.sin(place * 2.399) / 10;

class Rows {
  readonly lines = [`${ROWS},value`];

  add(service: string, measure: string, period: string, start: string, value: number, split = ''): void {
    const [dimension, part] = split.split('=');
    const cells = COLUMNS.map((column) => (column === dimension ? part : ''));
    this.lines.push([service, measure, period, start, ...cells, Math.round(value)].join(','));
  }

  /** A total divided in falling parts: a half, a third of what is left, and so on. */
  divide(
    [service, measure, period, start]: [string, string, string, string],
    total: number,
    parts: string[],
  ): void {
    const weights = parts.map((_, index) => wave(index + total) / (index + 1.6) ** 1.5);
    const sum = weights.reduce((all, weight) => all + weight, 0);
    parts.forEach((part, index) =>
      this.add(service, measure, period, start, (total * weights[index]) / sum, part),
    );
  }
}

const each = (dimension: string, values: string): string[] =>
  values.split(' ').map((value) => `${dimension}=${value}`);

const ERRORS = each(
  'error',
  'date-of-birth address nino postcode bank name email phone income hours other-error',
);
const TOPICS = each(
  'topic',
  'eligibility evidence status change-of-address payment password upload backdating',
);
const STAGES = ['start', 'eligibility', 'about-you', 'evidence', 'declaration', 'done'];

function monthly(rows: Rows, month: string, index: number): void {
  const scale = (20_000 + 150 * index) * wave(index);
  const of = (service: string, measure: string): [string, string, string, string] => [
    service,
    measure,
    'month',
    month,
  ];
  const online = 0.5 + index / 100;
  rows.add(CARERS, 'transactions', 'month', month, scale * online, 'channel=digital');
  rows.add(CARERS, 'transactions', 'month', month, scale * (1 - online) * 0.7, 'channel=paper');
  rows.add(CARERS, 'transactions', 'month', month, scale * (1 - online) * 0.2, 'channel=phone');
  rows.add(CARERS, 'transactions', 'month', month, scale * (1 - online) * 0.1, 'channel=face-to-face');
  rows.add(CARERS, 'starts', 'month', month, scale * online * 1.4);
  rows.add(CARERS, 'completions', 'month', month, scale * online);
  rows.divide(of(CARERS, 'ratings'), scale / 12, each('rating', '5 4 1 3 2'));
  rows.divide(of(CARERS, 'errors'), scale / 9, ERRORS);
  rows.divide(of(CARERS, 'help-requests'), scale / 30, TOPICS);
  rows.divide(of(CARERS, 'calls'), scale / 20, each('reason', 'status change payment complaint'));
  rows.divide(of(CARERS, 'visits'), scale * 3, each('device', 'mobile desktop tablet'));
  rows.divide(
    of(CARERS, 'visits'),
    scale * 3,
    each('browser', 'chrome safari edge samsung-internet firefox'),
  );
  rows.divide(
    of(CARERS, 'page-views'),
    scale * 5,
    each('page', '/carers-allowance /eligibility /how-to-claim'),
  );
  rows.divide(
    of(CARERS, 'starts'),
    scale * online * 1.4,
    each('page', '/how-to-claim /carers-allowance /eligibility'),
  );
  rows.divide(of(CARERS, 'time-to-complete'), scale / 2, each('le', '900 1200 600 1800 300 +Inf'));
  rows.divide(of(CARERS, 'time-to-outcome'), scale / 3, each('le', '10 15 5 20 40 +Inf'));
  rows.add(LPA, 'transactions', 'month', month, 9_000 + 60 * index, 'channel=digital');
  rows.add(LPA, 'transactions', 'month', month, 4_000 - 30 * index, 'channel=paper');
  if (index % 12 !== 7) rows.add(LPA, 'starts', 'month', month, 12_000 * wave(index));
  if (index % 12 !== 7) rows.add(LPA, 'completions', 'month', month, 8_000 * wave(index + 1));
  if (index < 28) rows.add(TAX, 'transactions', 'month', month, 900_000 * wave(index));
}

function weekly(rows: Rows, monday: string, index: number): void {
  STAGES.forEach((stage, at) =>
    rows.add(
      CARERS,
      'users',
      'week',
      monday,
      3_000 * wave(index) * 0.86 ** at * (at > 2 ? 0.8 : 1),
      `stage=${stage}`,
    ),
  );
}

function hourly(rows: Rows, start: string, index: number): void {
  const down = index % 211 === 5 ? 900 : 0;
  rows.add(CARERS, 'monitored', 'hour', start, 3_600 - down, 'state=up');
  rows.add(CARERS, 'monitored', 'hour', start, down, 'state=down');
  rows.divide([CARERS, 'page-load', 'hour', start], 400 * wave(index), each('le', '500 1000 250 2000 +Inf'));
}

/** One day without any figure, one with an outage, some with a few minutes. */
function daily(rows: Rows, day: number, index: number): void {
  const down = index % 97 === 30 ? 9_000 : index % 23 === 4 ? 240 : 0;
  if (index === 200) return;
  rows.add(CARERS, 'monitored', 'day', dateOf(day), 86_400 - down, 'state=up');
  rows.add(CARERS, 'monitored', 'day', dateOf(day), down, 'state=down');
}

export function showcase(now: Date): ImportFiles {
  const rows = new Rows();
  const months = monthsBefore(now, 36);
  months.forEach((month, index) => monthly(rows, month, index));
  months.slice(0, -2).forEach((month, index) => {
    const isQuarter = Number(month.slice(5, 7)) % 3 === 1;
    if (isQuarter) rows.add(CARERS, 'cost', 'quarter', month, 310_000 - 2_000 * index);
  });
  const mondays = daysBefore(now, 7 * 28).filter((day) => new Date(day).getUTCDay() === 1);
  mondays.slice(0, -1).forEach((day, index) => weekly(rows, dateOf(day), index));
  const days = daysBefore(now, 400).slice(0, -39);
  days.forEach((day, index) => daily(rows, day, index));
  const hours = Math.floor(now.getTime() / HOUR);
  for (let hour = hours - 40 * 24; hour < hours; hour++)
    hourly(rows, new Date(hour * HOUR).toISOString().replace('.000', ''), hour);
  const launch = months[20];
  return {
    organisations:
      'slug,name,kind,parent,abbreviation,description\n' +
      'dwp,Department for Work and Pensions,department,,DWP,Helps people into work.\n' +
      'opg,Office of the Public Guardian,agency,dwp,OPG,\n',
    services:
      'slug,name,name_cy,organisation,description,url\n' +
      `${CARERS},Carer’s Allowance,Lwfans Gofalwr,dwp,Money for people who care.,https://www.gov.uk/carers-allowance\n` +
      `${LPA},Lasting Power of Attorney,,opg,,\n${TAX},Renew a tax disc,,dwp,,\nsilent,A service that publishes nothing,,dwp,,\n`,
    groups: `slug,name,services\ncaring-for-someone,Caring for someone,${CARERS} ${LPA}\n`,
    'data-sets':
      'service,measure,cadence,dimension_values,source\n' +
      `${CARERS},time-to-complete,month,le=300 600 900 1200 1800 +Inf,Web analytics\n` +
      `${CARERS},time-to-outcome,month,le=5 10 15 20 40 +Inf,Case system\n` +
      `${CARERS},monitored,hour,state=up down,Web analytics\n` +
      `${CARERS},page-load,hour,le=250 500 1000 2000 +Inf,Web analytics\n` +
      `${CARERS},completions,month,,Case system\n${CARERS},ratings,month,,Survey\n` +
      `${CARERS},users,week,stage=${STAGES.join(' ')},Web analytics\n`,
    targets: `subject_type,subject,metric,value,tolerance,from,to\nservice,${CARERS},completion-rate,75,1,,\nservice,${CARERS},digital-take-up,80,,,\n`,
    annotations:
      'subject_type,subject,measure,kind,from,to,text,link\n' +
      `service,${CARERS},completions,NOTE,${launch},,New start page,\nservice,${CARERS},ratings,BREAK,${launch},,New question,\n` +
      `service,${CARERS},monitored,OUTAGE,${dateOf(days[321])},,Nobody could sign in.,\n`,
    measurements: `${rows.lines.join('\n')}\n`,
  };
}
