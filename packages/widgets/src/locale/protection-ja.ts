import type { ProtectionMessages } from './protection-messages.ts';

/** Japanese that the elements about protecting data share. */
export const protectionJa: ProtectionMessages = {
  protectionState: '状態',
  protectionClosed: 'データの保護の設定を見られるのは管理者だけです。',
  protectionFormer: '以前いた人',
};
