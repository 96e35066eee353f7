import type { ErasureKindsMessages } from './erasure-kinds-messages.ts';

/** English of what an erasure removes and leaves. */
export const erasureKindsEn: ErasureKindsMessages = {
  erasureGoes: 'What goes',
  erasureStays: 'What stays, with “somebody who left” in place of the name',
  erasureUntold: 'all of it',
  erasureKindPROFILE: 'Name, contact, employee number and the like',
  erasureKindPREPARATIONS: 'Notes before {talks}, and topics in own words',
  erasureKindIMPRESSIONS: 'Impressions, and notes of what was tried',
  erasureKindSPEECH: 'What the person said in transcripts',
  erasureKindANSWERS: 'Answers about how clear they felt, also those without a name',
  erasureKindHINTS: '{Hints} that the person left',
  erasureKindSIGN_UPS: 'Sign-ups as a volunteer',
  erasureKindREADS: 'The record of who looked at their data',
  erasureKindACCESS: 'Sign-ins of pages, and what {advisors} were given',
  erasureKindPAIRS: 'Who met whom',
  erasureKindTALKS: 'When {talks} were planned and held',
  erasureKindWORDS_OF_OTHERS: 'What others wrote and said',
  erasureKindTRAIL: 'The record of actions, without a name',
  erasureKindDECISIONS: 'The record of erasures, holds and restrictions',
  erasureCount: (count) => String(count),
};
