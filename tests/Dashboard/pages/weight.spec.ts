import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pagesFolder } from '../kit/start';
import { expect, test } from '../kit/test';

const most = 150_000;
const assets = join(pagesFolder, 'assets');

/** Whatever a page may load, from its first file on. */
function reachable(page: string): string[] {
  const names = readdirSync(assets);
  const found = new Set([join(pagesFolder, page)]);
  for (const path of found) {
    const text = readFileSync(path, 'utf8');
    names.filter((name) => text.includes(name)).forEach((name) => found.add(join(assets, name)));
  }
  return [...found];
}

for (const page of readdirSync(pagesFolder).filter((name) => name.endsWith('.html'))) {
  test(`all that ${page} may load is under 150 kB, compressed`, async ({}, info) => {
    const weight = reachable(page).reduce((so, path) => so + gzipSync(readFileSync(path)).length, 0);

    info.annotations.push({ type: 'weight', description: `${(weight / 1000).toFixed(1)} kB` });
    expect(weight).toBeLessThan(most);
  });
}
