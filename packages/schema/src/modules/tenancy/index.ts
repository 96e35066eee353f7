import './tenant.graph.ts';
import './user.graph.ts';
import './department.graph.ts';
import './user-list.graph.ts';
import './user-change.graph.ts';
import './advisor-scope.graph.ts';
import './viewer.graph.ts';
import './tenancy.jobs.ts';
