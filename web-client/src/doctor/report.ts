import { deviceName } from '../devices/describe';
import { words } from '../words';
import type { Finding, KnownCode } from './findings';
import { GROUPS } from './findings';

/** What is wrong and what helps, in the reader's language where this page has the words, else in the server's. */
export function saidOf({ code = '', cause, cure, ms = 0 }: Finding): { readonly cause: string | undefined; readonly cure: string | undefined } {
  const known = Object.hasOwn(words.doctor.causes, code) ? words.doctor.causes[code as KnownCode] : undefined;
  if (!known) return { cause, cure };
  return { cause: typeof known.cause === 'string' ? known.cause : known.cause(ms), cure: known.cure };
}

export const nameOf = (name: string): string =>
  Object.hasOwn(words.doctor.names, name) ? words.doctor.names[name as keyof typeof words.doctor.names] : name;

/** For whoever runs the server, as plain text: no secret, no address of this person or of their network. */
export function reportOf(findings: readonly Finding[], at: Date, browser = deviceName()): string {
  const lines = [words.doctor.reportTitle, `${at.toISOString()} · ${browser} · ${__VERSION__}`];
  for (const group of GROUPS) {
    const own = findings.filter((finding) => finding.group === group);
    if (own.length > 0) lines.push('', words.doctor.groups[group], ...own.map(lineOf));
  }
  return lines.join('\n');
}

function lineOf(finding: Finding): string {
  const { cause, cure } = saidOf(finding);
  const types = finding.types ? ` (${finding.types.join(', ')})` : '';
  const why = [finding.code && `[${finding.code}]`, cause, cure].filter((each) => each !== undefined && each !== '');
  return `- ${words.doctor.status[finding.status]}: ${nameOf(finding.name)}${types}${why.length > 0 ? `: ${why.join(' ')}` : ''}`;
}
