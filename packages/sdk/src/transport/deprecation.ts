import type { Deprecation } from '../options.ts';
import type { TransportSettings } from './http.ts';

const told = new WeakMap<TransportSettings, Set<string>>();

/** Tells hook and log what an operation used that will go, once a client for each pair. */
export function tellDeprecations(
  settings: TransportSettings,
  operation: string,
  deprecations: readonly Deprecation[],
): void {
  const known = told.get(settings) ?? new Set();
  told.set(settings, known);
  for (const { element, reason } of deprecations) {
    const name = `${operation} uses ${element}`;
    if (known.has(name)) continue;
    known.add(name);
    settings.hooks.onDeprecated?.({ operation, element, reason });
    settings.logger?.warn(`taiwa: ${name}, which is deprecated: ${reason}`);
  }
}
