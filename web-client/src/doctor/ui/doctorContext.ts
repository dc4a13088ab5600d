import { createContext } from 'react';
import type { Link } from '../../protocol';
import { browserDoctorTools, Doctor } from '../doctor';

/** How a doctor is made; tests and the gallery have one that looks at nothing. */
export const DoctorContext = createContext<(link: Link) => Pick<Doctor, 'getSnapshot' | 'subscribe' | 'run' | 'dispose'>>(
  (link) => new Doctor(link, browserDoctorTools),
);
