import type { ProtectionMessages } from './protection-messages.ts';

/** English that the elements about protecting data share. */
export const protectionEn: ProtectionMessages = {
  protectionState: 'State',
  protectionClosed: 'Only administrators see how data is protected.',
  protectionFormer: 'Somebody who left',
};
