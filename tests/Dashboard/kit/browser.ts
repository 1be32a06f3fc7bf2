import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The machine's own Chromium: nothing is downloaded. TALLY_BROWSER names another one. */
export function browserPath(): string {
  const candidates = names.flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)));
  const found = [process.env['TALLY_BROWSER'] ?? '', ...candidates].find(isProgram);
  if (!found) {
    throw new Error(`No browser was found: install ${names.join(' or ')}, or name one in TALLY_BROWSER.`);
  }
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return path.length > 0;
  } catch {
    return false;
  }
}
