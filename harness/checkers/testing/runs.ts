/** How many cases a generating test takes: `ETCD_ASSAY_TEST_SCALE=20` makes it twenty times as many, for the night. */
export function runs(usual: number): number {
  const scale = Number(process.env['ETCD_ASSAY_TEST_SCALE'] ?? 1);
  if (!(scale > 0)) {
    throw new Error('ETCD_ASSAY_TEST_SCALE must be a number above 0');
  }
  return Math.ceil(usual * scale);
}
