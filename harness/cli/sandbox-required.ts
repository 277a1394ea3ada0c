import { Refusal } from '../errors/refusal';
import { checkPrograms } from './doctor/programs';
import { checkSandbox } from './doctor/sandbox';

/** @throws Refusal (environment) with what to do, where the sandbox runtime cannot work on this machine */
export async function requireSandbox(signal: AbortSignal): Promise<void> {
  const checks = [...checkPrograms(), ...(await checkSandbox(signal))];
  const lacking = checks.find((check) => check.needed && !check.ok);
  if (lacking !== undefined) {
    throw Refusal.environment(`${lacking.id}: ${lacking.says}; ${lacking.advice}`);
  }
}
