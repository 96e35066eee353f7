import type { ResponseKind, TopicCode } from '../generated/prisma/enums.ts';
import type { Chance } from './chance.ts';

/** How the people of a company answer: planted truth, on the scale 0 to 100. */
export class Opinion {
  readonly #chance: Chance;
  readonly #leniency = new Map<string, number>();
  readonly #skill = new Map<string, number>();
  readonly #weak: { readonly counterpartId: string; readonly topic: TopicCode; readonly response: ResponseKind } | null;

  constructor(chance: Chance, weak: { counterpartId: string; topic: TopicCode; response: ResponseKind } | null) {
    this.#chance = chance;
    this.#weak = weak;
  }

  #of(map: Map<string, number>, id: string, spread: number): number {
    const known = map.get(id) ?? this.#chance.random.normal() * spread;
    map.set(id, known);
    return known;
  }

  /** The grade one press gives: 0, 25, 50, 75 or 100. */
  grade(memberId: string, counterpartId: string, topic: TopicCode, response: ResponseKind): number {
    const weak = this.#weak;
    const isWeak = weak?.counterpartId === counterpartId && weak.topic === topic && weak.response === response;
    const felt =
      68 +
      this.#of(this.#leniency, memberId, 12) +
      this.#of(this.#skill, counterpartId, 6) +
      (isWeak ? -30 : 0) +
      this.#chance.random.normal() * 14;
    return Math.min(100, Math.max(0, Math.round(felt / 25) * 25));
  }
}
