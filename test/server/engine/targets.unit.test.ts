/** A share within a target counts up to the target of the time itself; a value of too few services is not judged. */
import { describe, expect, test } from '@jest/globals';
import { asked, dataSet, one, service, split, steps, type Service } from '../../support/engine.js';
import { evaluationOf, type GivenTarget } from '../../support/evaluation.js';

const TIMES = { 60: 50, 120: 30, '+Inf': 20 };
const START = '2014-03-01';
const MARCH = asked('MONTH', START);
const timed = (): Service => one('time-to-complete', split('le', TIMES, ['month', START]));

function answerOf(
  services: readonly Service[],
  metric: string,
  targets: readonly GivenTarget[],
  isOfOne = false,
) {
  const { evaluation, question } = evaluationOf(services, { targets });
  return evaluation.answer(question(metric, 'MONTH', isOfOne), MARCH);
}

describe('time-to-complete-within-target', () => {
  const WITHIN = 'time-to-complete-within-target';
  const subject = timed();
  const own = { metric: 'time-to-complete', serviceId: subject.id };

  test.each([
    [60, 50],
    [120, 80],
  ])('counts up to the target of time-to-complete, in its unit: %s s is %s %%', (value, expected) => {
    expect(answerOf([subject], WITHIN, [{ ...own, value }], true)).toMatchObject({
      value: expected,
      numerator: expected,
      denominator: 100,
      target: null,
    });
  });

  test('is held against its own target, which is a percentage', () => {
    const targets = [
      { ...own, value: 120 },
      { ...own, metric: WITHIN, value: 90 },
    ];
    expect(answerOf([subject], WITHIN, targets, true)).toMatchObject({
      value: 80,
      target: { value: 90, met: false },
    });
    expect(answerOf([subject], 'time-to-complete', targets, true)).toMatchObject({
      value: 60,
      target: { value: 120, met: true },
    });
  });

  test('has no value with a target of its own only, nor with that of the 90th percentile', () => {
    for (const metric of [WITHIN, 'time-to-complete-p90']) {
      const answer = answerOf([subject], WITHIN, [{ ...own, metric, value: 60 }], true);
      expect(answer).toMatchObject({ value: null, status: 'NOT_PROVIDED', missing: ['target'] });
    }
  });

  test('has no value where the target is no bound', () => {
    expect(answerOf([subject], WITHIN, [{ ...own, value: 90 }], true)).toMatchObject({
      value: null,
      missing: ['target'],
    });
  });

  test('takes the target that holds when the window begins', () => {
    const targets = [
      { ...own, value: 60, toOn: '2014-02-28' },
      { ...own, value: 120, fromOn: '2014-03-01' },
    ];
    expect(answerOf([subject], WITHIN, targets, true).value).toBe(80);
    const late = [{ ...own, value: 60, fromOn: '2014-03-02' }];
    expect(answerOf([subject], WITHIN, late, true).value).toBeNull();
  });

  test('of several services takes their own target, not one of a service', () => {
    const targets = [
      { ...own, value: 60 },
      { metric: 'time-to-complete', value: 120 },
    ];
    expect(answerOf([subject, timed()], WITHIN, targets)).toMatchObject({ value: 80, denominator: 200 });
    expect(answerOf([subject, timed()], WITHIN, targets.slice(0, 1)).value).toBeNull();
  });

  test('of time-to-outcome has the target of time-to-outcome', () => {
    const outcome = one('time-to-outcome', split('le', { 10: 9, '+Inf': 1 }, ['month', START]));
    const target = { metric: 'time-to-outcome', serviceId: outcome.id, value: 10 };
    expect(answerOf([outcome], 'time-to-outcome-within-target', [target], true).value).toBe(90);
  });
});

describe('a target of several services', () => {
  const rated = (): Service =>
    service([
      dataSet('starts', steps('month', START, {}, [100])),
      dataSet('completions', steps('month', START, {}, [80])),
    ]);
  const targets = [{ metric: 'completion-rate', value: 75 }];
  const silent = (count: number) => Array.from({ length: count }, () => service([]));

  test('is met or missed where half of them deliver', () => {
    expect(answerOf([rated(), ...silent(1)], 'completion-rate', targets)).toMatchObject({
      flags: [],
      target: { met: true },
    });
  });

  test('is not judged of a partial value', () => {
    expect(answerOf([rated(), ...silent(2)], 'completion-rate', targets)).toMatchObject({
      value: 80,
      flags: ['PARTIAL'],
      target: { value: 75, met: null },
    });
  });
});

describe('a target of a service', () => {
  const share = (digital: number, total: number): Service =>
    one('transactions', split('channel', { digital, phone: total - digital }, ['month', START]));

  test.each([
    [57, 100],
    [29, 100],
    [942, 1000],
    [702, 1000],
  ])('is met by the very number: %s of %s', (digital, total) => {
    const subject = share(digital, total);
    const target = { metric: 'digital-take-up', serviceId: subject.id, value: (digital * 100) / total };
    expect(answerOf([subject], 'digital-take-up', [target], true).target).toMatchObject({ met: true });
    const more = { ...target, value: target.value + 0.001 };
    expect(answerOf([subject], 'digital-take-up', [more], true).target).toMatchObject({ met: false });
  });

  test('is not judged of fewer than 30 responses', () => {
    const rated = (responses: number): Service =>
      one('ratings', split('rating', { 1: 0, 2: 0, 3: 0, 4: 0, 5: responses }, ['month', START]));
    for (const [responses, met] of [
      [29, null],
      [30, true],
    ] as const) {
      const subject = rated(responses);
      const target = { metric: 'user-satisfaction', serviceId: subject.id, value: 80 };
      expect(answerOf([subject], 'user-satisfaction', [target], true)).toMatchObject({
        value: 100,
        target: { met },
      });
    }
  });
});
