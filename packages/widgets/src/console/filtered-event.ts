/** The person narrowed a list of the console to something else; the page keeps it, e.g. in its address. */
export class FilteredEvent extends Event {
  static readonly type = 'taiwa-filtered';
  /** What the list is narrowed to, as the query of an address: `search=sato&role=MANAGER`; empty for everything. */
  readonly filter: string;

  constructor(filter: string) {
    super(FilteredEvent.type, { bubbles: true, composed: true });
    this.filter = filter;
  }
}

declare global {
  interface HTMLElementEventMap {
    'taiwa-filtered': FilteredEvent;
  }
}
