import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';
import type { Settings } from './settings.ts';

/** Everything that is settled before PostgreSQL runs: where, as whom, with which programs and settings. */
export interface Installation {
  readonly place: Place;
  readonly account: Account;
  readonly binaries: Binaries;
  readonly settings: Settings;
  /** Are acknowledged rows to survive a power loss? */
  readonly durable: boolean;
}
