// Each module may see those above it, and none below: their order is the architecture.
import './tenancy/index.ts';
import './access/index.ts';
import './topics/index.ts';
import './pairs/index.ts';
import './imports/index.ts';
import './sessions/index.ts';
import './schedule/index.ts';
import './hints/index.ts';
import './feedback/index.ts';
import './transcripts/index.ts';
import './activity/index.ts';
import './privacy/index.ts';
