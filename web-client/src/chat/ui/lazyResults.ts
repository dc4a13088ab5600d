import { lazy } from 'react';
import { NotLoaded } from '../../settings/ui/NotLoaded';

/** Most who come to the page come to read and to write; what finds is loaded when somebody looks for something. */
export const Results = lazy(() => import('./Results').then(({ Results: Found }) => ({ default: Found }), () => ({ default: NotLoaded })));
