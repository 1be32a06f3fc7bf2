import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { demo } from '../kit/demo';
import { pagesFolder } from '../kit/start';
import { expect, open, signIn, test } from '../kit/test';

const most = 150_000;

for (const entry of ['index.html', 'portal.html']) {
  test(`${entry} with all that it may load is under 150 kB, compressed`, () => {
    const weight = [...filesOf(entry)].reduce((so, path) => so + gzipSync(readFileSync(path)).length, 0);

    expect(weight).toBeLessThan(most);
  });
}

test('something is on the screen within a second', async ({ page }) => {
  await signIn(page, demo().apiKey);
  const paints: number[] = [];
  // The machine may be busy with something else: the page itself takes as long as it takes at best.
  for (let attempt = 0; attempt < 3; attempt++) {
    await open(page, 'overview', 'Overview');
    paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]!.startTime));
    await page.goto('about:blank');
  }

  expect(Math.min(...paints)).toBeLessThan(1000);
});

/** An entry, and the files that it names, and those that they name. */
function filesOf(entry: string): Set<string> {
  const found = new Set([join(pagesFolder, entry)]);
  for (const path of found) {
    for (const [, name] of readFileSync(path, 'latin1').matchAll(/["'`(](?:\.\/)?(?:assets\/)?([\w.-]+\.(?:js|css|svg))["'`)]/g)) {
      const file = join(pagesFolder, 'assets', name!);
      if (existsSync(file)) {
        found.add(file);
      }
    }
  }

  return found;
}
