/** Quantiles of Student's t distribution, also for degrees of freedom that are no whole number. */

/** ln Γ(x) for x > 0, by Lanczos' approximation (g = 7, nine terms): within 1e-13. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  const terms = LANCZOS.slice(1).reduce((sum, term, index) => sum + term / (x + index), LANCZOS[0]);
  const base = x + 6.5;
  return Math.log(Math.sqrt(2 * Math.PI)) + (x - 0.5) * Math.log(base) - base + Math.log(terms);
}

const TINY = 1e-300;

/** The continued fraction of the incomplete beta function, by Lentz' method: quick for x < (a + 1) ÷ (a + b + 2). */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / orTiny(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let step = 1;
    for (const term of [even, odd]) {
      d = 1 / orTiny(1 + term * d);
      c = orTiny(1 + term / c);
      step = c * d;
      result *= step;
    }
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return result;
}

const orTiny = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** The regularised incomplete beta function. */
function beta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** How likely it is that |T| is above t > 0. */
const twoTails = (t: number, df: number): number => beta(df / (df + t * t), df / 2, 0.5);

/**
 * The value that |T| stays within with a probability of `level` (0.95): the quantile (1 + level) ÷ 2.
 *
 * @param df degrees of freedom, at least 1; need not be whole
 */
export function studentT(level: number, df: number): number {
  const tails = 1 - level;
  let [low, high] = [0, 1];
  while (twoTails(high, df) > tails) high *= 2;
  // Halving 60 times leaves nothing between two neighbouring numbers.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (twoTails(middle, df) > tails) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
