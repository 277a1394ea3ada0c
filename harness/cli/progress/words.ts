import { amount } from '../../result/amount';
import { count } from '../../result/figure';
import { printable } from '../../../reports/printable';
import type { ProgressEvent, ProgressOf } from '../../progress/event';

/** Longest line that an event makes: its texts may come from programs that we run. */
const MOST = 200;

/** An event in words, on one line without anything that a terminal obeys. */
export function words(event: ProgressEvent): string {
  switch (event.kind) {
    case 'phase':
      return printable(event.detail === '' ? event.name : `${event.name}: ${event.detail}`, MOST);
    case 'step':
      return printable(stepWords(event), MOST);
    case 'fault':
      return printable(`fault ${faultName(event)}: ${FAULT_STATES[event.state]}`, MOST);
    case 'note':
      return printable(event.text, MOST);
    case 'rate':
      return rateWords(event);
  }
}

const rateWords = ({ operations, perSecond }: ProgressOf<'rate'>): string =>
  amount(operations, 'operation') + (perSecond === undefined ? '' : `, ${count(perSecond)} a second`);

/** "1 of 3" and what happens to the member; equal versions are a restart. */
function stepWords({ step, of, member, from, to, state, seconds }: ProgressOf<'step'>): string {
  const what = from === to ? `${member} restarts at ${to}` : `${member} from ${from} to ${to}`;
  const took = seconds === undefined ? '' : `, ${duration(seconds)}`;
  return `step ${step} of ${of}: ${what}${state === 'done' ? `, done${took}` : ''}`;
}

const FAULT_STATES: Readonly<Record<ProgressOf<'fault'>['state'], string>> = {
  inject: 'injected',
  proven: 'took effect',
  unproven: 'NOT seen to take effect',
  heal: 'healing',
  healed: 'healed',
};

/** "kill m2". */
export const faultName = ({ name, target }: Pick<ProgressOf<'fault'>, 'name' | 'target'>): string =>
  target === '' ? name : `${name} ${target}`;

/** Seconds for a person: "1.5 s", "2 m 05 s". */
export function duration(seconds: number): string {
  const rounded = Math.round(seconds);
  return rounded < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(rounded / 60)} m ${String(rounded % 60).padStart(2, '0')} s`;
}
