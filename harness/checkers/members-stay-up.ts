import { findingsOf, secondsText, type Finding } from './finding';
import type { History } from './history';
import { groupBy } from './grouping';

const finding = findingsOf('members-stay-up', 'UPG-6');

/** UPG-6: no member ends unasked or crashes instead of ending, every started one becomes ready, and none raises CORRUPT or NOSPACE. */
export function membersStayUp(history: History): Finding[] {
  return [...ended(history), ...neverReady(history), ...alarms(history)];
}

/** Only a member that crashed says anything of an end that was asked for. */
function ended({ told }: History): Finding[] {
  return told.member
    .filter(({ state, asked, lines }) => state === 'ended' && (asked !== true || lines !== undefined))
    .map(({ member, t, version, asked, exit, lines = [] }) =>
      finding(
        `${member} (${version}) ${asked === true ? 'crashed when it was asked to end' : 'ended unasked'} at ${secondsText(t)}${exit === undefined ? '' : ` (${exit})`}` +
          (lines.length === 0 ? '' : `: ${lines.join(' | ')}`),
        `member ${member}`,
      ),
    );
}

/** A run that was stopped from outside does not show that a member never came back. */
function neverReady({ told, end }: History): Finding[] {
  return end?.reason !== 'finished' && end?.reason !== 'broken-off'
    ? []
    : [...groupBy(told.member, ({ member }) => member)].flatMap(([member, events]) => {
        const last = events.findLast(
          ({ state }) => state === 'started' || state === 'ready' || state === 'leads',
        );
        const ended = events.findLast(({ state }) => state === 'ended');
        const stopped = ended !== undefined && ended.t >= (last?.t ?? 0);
        return last?.state === 'started' && !stopped
          ? [
              finding(
                `${member} (${last.version}) was started at ${secondsText(last.t)} and never answered again`,
                `member ${member}`,
              ),
            ]
          : [];
      });
}

function alarms({ told }: History): Finding[] {
  const first = new Map(
    [...told.status].reverse().flatMap(({ alarms: raised, t }) => raised.map((alarm) => [alarm, t] as const)),
  );
  return [...first]
    .filter(([alarm]) => /CORRUPT|NOSPACE/.test(alarm))
    .map(([alarm, t]) => finding(`alarm ${alarm} was raised by ${secondsText(t)}`));
}
