import './content.graph.ts';
import './content-pack.graph.ts';
import './topic.graph.ts';
import './topic-priority.graph.ts';
import './topic.jobs.ts';
import './topics.personal.ts';
