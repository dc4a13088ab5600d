// Runs `npm ci` unless node_modules was installed from this very lock file by this Node; Maven calls it in every build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const MARK = 'node_modules/.installed';
const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(`${process.version} ${process.platform} ${process.arch}`)
  .digest('hex');

if (!existsSync(MARK) || readFileSync(MARK, 'utf8') !== wanted) {
  const { status, error } = spawnSync('npm', ['ci'], { stdio: 'inherit' });
  if (status !== 0) {
    process.stderr.write(`npm ci failed${error ? `: ${error.message}` : ''}; the packages come from the npm registry.\n`);
    process.exit(1);
  }
  writeFileSync(MARK, wanted);
}
