import { every, onEvent } from '../../kernel/jobs.ts';
import './hint-reader.ts';
import './hint-sharing.ts';
import { applyRestrictions } from './hint-restriction.ts';
import { publishHints } from './shared-hint.ts';

every('10 18 * * *', { name: 'hints.applyRestrictions', forTenant: applyRestrictions });

// Once a day: the moment at which a copy appears must not tell which talk or which release it comes from.
every('40 18 * * *', { name: 'hints.publish', forAll: () => publishHints({ adds: true }) });

const withdraw = () => publishHints({ adds: false });
onEvent('hints.unshared', { name: 'hints.withdrawUnshared', run: withdraw });
onEvent('hint.withheld', { name: 'hints.withdrawWithheld', run: withdraw });
onEvent('hint.reported', { name: 'hints.withdrawReported', run: withdraw });
