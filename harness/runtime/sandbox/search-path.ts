/** An ordinary user's PATH often lacks the folders where `ip` and `mkfs` stand. */
export function environmentWithSbin(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, PATH: `${env['PATH'] ?? ''}:/usr/sbin:/sbin` };
}
