import { environmentWithSbin } from './search-path';

/** Of any case: HTTP_PROXY, https_proxy, grpc_proxy, ALL_PROXY, NO_PROXY. */
const PROXY = /^(?:https?|grpc|all|no)_proxy$/i;

/** Settings of etcd and its tools, but for the one that lets etcd start on a processor it was not released for. */
const ETCD = /^(?:ETCD|ETCDCTL|ETCDUTL)_(?!ASSAY_|UNSUPPORTED_ARCH$)/;

/**
 * The user's environment without what would reach into a run. Members and gRPC clients send even what is for
 * each other to a proxy where one is set, and no proxy can be reached from inside a sandbox; etcd takes
 * every flag that it was not given from an ETCD_ variable, and a run must not depend on those of a shell.
 */
export function sandboxEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !PROXY.test(name) && !ETCD.test(name));
  return environmentWithSbin(Object.fromEntries(kept));
}
