import { retain } from '../../kernel/retention.ts';

retain('Tenant', { says: 'Kept until the tenant is removed as a whole.' });
retain('Department', { says: 'Kept while the tenant is; removed by hand when nobody is in it.' });
retain('DepartmentAncestor', { says: 'Kept and removed with the department.' });
retain('User', { says: 'Kept while the tenant is, also after the person left; erased on request.' });
retain('AdvisorScope', { says: 'Kept until it is taken away, or with the advisor.' });
