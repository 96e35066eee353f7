/* Everything: each element registers itself. A page that loads this needs no build and no inline script. */
import './elements/brief/brief.define.ts';
import './elements/hints/hints.define.ts';
import './elements/impressions/impressions.define.ts';
import './elements/live-transcript/live-transcript.define.ts';
import './elements/next/next.define.ts';
import './elements/prep/prep.define.ts';
import './elements/provider/provider.define.ts';
import './elements/rating/rating.define.ts';
import './elements/session/session.define.ts';
import './elements/transcript-import/transcript-import.define.ts';
