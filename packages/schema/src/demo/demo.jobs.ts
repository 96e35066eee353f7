import { every } from '../kernel/jobs.ts';
import { refreshScene } from './refresh.ts';

every('*/10 * * * *', { name: 'demo.refreshScene', forAll: refreshScene });
