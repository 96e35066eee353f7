/** What the elements about holds, erasures, restrictions and how long data is kept say alike. */
export interface ProtectionMessages {
  protectionState: string;
  protectionClosed: string;
  protectionFormer: string;
}
