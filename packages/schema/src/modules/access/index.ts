import './access.graph.ts';
import './embed-grant.graph.ts';
import './demo-login.graph.ts';
import './connection.graph.ts';
import './access.jobs.ts';
import './access.personal.ts';
