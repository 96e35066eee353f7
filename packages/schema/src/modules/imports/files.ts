import { canArrangePairs } from '../pairs/pair.policy.ts';
import { canAdminister } from '../tenancy/tenant.policy.ts';
import { acceptUploads, MAX_UPLOAD } from '../../kernel/upload-purposes.ts';

acceptUploads('PEOPLE_CSV', {
  description: 'People to register, change or let go, for `importPeople`; needs people:write.',
  scope: 'people:write',
  may: canAdminister,
  maxBytes: MAX_UPLOAD,
});

acceptUploads('PAIRS_CSV', {
  description: 'Pairs to make or end, for `importPairs`; needs pairs:write.',
  scope: 'pairs:write',
  may: canArrangePairs,
  maxBytes: MAX_UPLOAD,
});
