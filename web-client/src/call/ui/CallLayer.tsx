import type { CallStore } from '../index';

export function CallLayer(_props: { store: CallStore }) {
  return null;
}
