/** Programs that the tests in the sandbox run; found before it was entered, since it has no way out. */
export function testProgram(name: string): string {
  const path = process.env[`ETCD_ASSAY_TEST_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`];
  if (path === undefined) {
    throw new Error(`no path of ${name}: run the tests with "npm run test:sandbox"`);
  }
  return path;
}
