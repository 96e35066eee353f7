/** What an erasure removes and leaves, by kind. */
export interface ErasureKindsMessages {
  erasureGoes: string;
  erasureStays: string;
  erasureUntold: string;
  erasureKindPROFILE: string;
  erasureKindPREPARATIONS: string;
  erasureKindIMPRESSIONS: string;
  erasureKindSPEECH: string;
  erasureKindANSWERS: string;
  erasureKindHINTS: string;
  erasureKindSIGN_UPS: string;
  erasureKindREADS: string;
  erasureKindACCESS: string;
  erasureKindPAIRS: string;
  erasureKindTALKS: string;
  erasureKindWORDS_OF_OTHERS: string;
  erasureKindTRAIL: string;
  erasureKindDECISIONS: string;
  erasureCount: (count: number) => string;
}
