import { request, type RequestOptions } from 'node:http';
import type { Check } from './check';

const DEADLINE_MS = 2_000;

/** Whether a container engine answers, for `--runtime docker`. */
export async function checkDocker(env: NodeJS.ProcessEnv = process.env): Promise<Check> {
  const where = env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
  const answer = await ping(where);
  return {
    id: 'docker',
    ok: answer === undefined,
    needed: false,
    says: answer === undefined ? `an engine answers at ${where}` : `no engine at ${where} (${answer})`,
    advice: '',
  };
}

/** @returns undefined where it answered, else why not */
function ping(where: string): Promise<string | undefined> {
  if (!URL.canParse(where)) {
    return Promise.resolve('not an address');
  }
  const url = new URL(where);
  const target: RequestOptions =
    url.protocol === 'unix:'
      ? { socketPath: url.pathname, path: '/_ping' }
      : { host: url.hostname, port: url.port, path: '/_ping' };
  return new Promise((resolve) => {
    const question = request({ ...target, timeout: DEADLINE_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? undefined : `HTTP ${response.statusCode ?? ''}`);
    });
    question.on('timeout', () => question.destroy(new Error(`no answer within ${DEADLINE_MS / 1000} s`)));
    question.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    question.end();
  });
}
