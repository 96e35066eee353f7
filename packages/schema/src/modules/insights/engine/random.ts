/** A source of reproducible random numbers. */
export type Random = {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform whole number in [0, below). */
  integer(below: number): number;
};

/** SplitMix32 step: spreads a seed over the state words (public-domain constants of Steele, Lea and Flood 2014). */
function* spread(seed: number): Generator<number, never> {
  let state = seed >>> 0;
  for (;;) {
    state = (state + 0x9e3779b9) >>> 0;
    let word = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    yield (word ^ (word >>> 16)) >>> 0;
  }
}

/**
 * xoshiro128** (Blackman and Vigna 2018) with polar normals (Marsaglia 1964).
 * Equal seed and stream give equal numbers; different streams of one seed are independent for our purposes.
 */
export function createRandom(seed: number, stream = 0): Random {
  const words = spread((seed ^ Math.imul(stream + 1, 0x9e3779b1)) >>> 0);
  let a = words.next().value;
  let b = words.next().value;
  let c = words.next().value;
  let d = words.next().value | 1;
  let spare = Number.NaN;
  const next = (): number => {
    const scaled = Math.imul(b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const uniform = (): number => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  const normal = (): number => {
    if (spare === spare) {
      const kept = spare;
      spare = Number.NaN;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) {
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        spare = y * scale;
        return x * scale;
      }
    }
  };
  return { uniform, normal, integer: (below) => Math.floor(uniform() * below) };
}
