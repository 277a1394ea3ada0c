import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../package/root';
import { SCHEMAS } from './schemas';

// `npm run schemas`: run after a change to a record, the result or the configuration; a test says when.
for (const { path, content } of SCHEMAS) {
  writeFileSync(join(packageRoot(), path), content);
}
