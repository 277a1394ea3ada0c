import { findingsOf, type Finding } from './finding';
import type { History } from './history';
import { describeRequest, type Acknowledged, type Failed } from './operation';
import { realTimeViolations } from './real-time';
import { misfailure } from './windows';
import type { Witness } from './witness';

const finding = findingsOf('linearizable', 'CONS-1');

/**
 * CONS-1: the answers fit the one order that their revisions give. Passing proves linearizability; failing
 * disproves it with revisions as part of the answers.
 */
export function linearizable(history: History, witness: Witness): Finding[] {
  return [
    ...witness.contradictions,
    ...realTimeViolations(witness),
    ...history.operations.filter(isFailed).flatMap((failed) => wrongFailure(failed, witness)),
    ...lostLeases(witness),
  ];
}

const isFailed = (operation: History['operations'][number]): operation is Failed =>
  operation.outcome === 'fail';

function wrongFailure(failed: Failed, { windows }: Witness): Finding[] {
  const wrong = misfailure(failed, windows);
  return wrong === undefined
    ? []
    : [
        finding(
          `client ${failed.client} was refused ${describeRequest(failed.request)} with "${failed.error}", but ${wrong.why}`,
          ...(wrong.by === undefined ? [] : [wrong.by.id]),
          failed.id,
        ),
      ];
}

/** A keepalive answered with no time to live, for a lease that must have been there all the while. */
function lostLeases({ windows }: Witness): Finding[] {
  const findings: Finding[] = [];
  for (const [lease, known] of windows.leases) {
    for (const keepalive of known.filter(isRefusedKeepalive)) {
      const alive = windows.certainlyAlive(lease, keepalive.invoke, keepalive.returned);
      if (alive !== undefined) {
        findings.push(
          finding(
            `client ${keepalive.client} was told that lease ${lease} is gone, within the time that client ${alive.client} had been promised`,
            alive.id,
            keepalive.id,
          ),
        );
      }
    }
  }
  return findings;
}

const isRefusedKeepalive = (operation: History['operations'][number]): operation is Acknowledged =>
  operation.outcome === 'ok' && 'keepalive' in operation.response && operation.response.keepalive.ttl <= 0;
