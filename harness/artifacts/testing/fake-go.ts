/**
 * A `go` that knows `env`, and builds scripts: each says the version in FAKE_VERSION. Everything it is asked
 * is added to the file `log`, with its folder and the settings that matter.
 */
export function fakeGo(log: string, { version = 'go1.26.8', build = BUILD, mod = 'exit 1' } = {}): string {
  return `#!/bin/sh
echo "$PWD GOFLAGS=$GOFLAGS GOPROXY=$GOPROXY CGO_ENABLED=$CGO_ENABLED: $*" >> "${log}"
case "$1" in
env) echo '{"GOVERSION":"${version}","GOTOOLCHAIN":"local"}' ;;
mod) ${mod} ;;
build) ${build} ;;
esac
`;
}

/** The word after -o is the file to make. */
const BUILD = `
  while [ "$1" != -o ]; do shift; done
  printf '#!/bin/sh\\necho "version: %s"\\n' "$FAKE_VERSION" > "$2"
  chmod 755 "$2" 2>/dev/null || /bin/chmod 755 "$2"`;

/** A build that never ends by itself; its process id stands in the file. */
export const endlessBuild = (pidFile: string): string => `echo $$ > "${pidFile}"; exec sleep infinity`;
