const stored = 'tally-zone';

/** The zone that times are shown in: UTC, by which invoices are made, or the person's own. */
class ZoneChoice {
  readonly own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  #isOwn = $state(localStorage.getItem(stored) === 'own');

  get isOwn(): boolean {
    return this.#isOwn;
  }

  get name(): string {
    return this.#isOwn ? this.own : 'UTC';
  }

  choose(own: boolean): void {
    this.#isOwn = own;
    localStorage.setItem(stored, own ? 'own' : 'UTC');
  }
}

export const zone = new ZoneChoice();

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;

/** An instant's date and time in a zone, by its calendar and clocks. */
export function partsOf(instant: Date, timeZone = zone.name): Parts {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, Number(part.value)])) as Parts;
}

/** The first instant of a day of a zone's calendar; days and months may be out of range, as in Date.UTC. */
export function startOfDay(year: number, month: number, day: number, timeZone = zone.name): Date {
  return instantAt(Date.UTC(year, month - 1, day), timeZone);
}

/** The instant at which a zone's calendar and clocks show what those of UTC show at another. */
function instantAt(asUtc: number, timeZone: string): Date {
  // The zone's offset differs from day to day: looked at once near the instant, and once at it.
  let instant = asUtc;
  for (let i = 0; i < 2; i++) {
    const shown = partsOf(new Date(instant), timeZone);
    instant += asUtc - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second);
  }
  return new Date(instant);
}

/** 2026-03-01 */
export function dateText(instant: string | Date): string {
  const { year, month, day } = partsOf(new Date(instant));
  return `${year}-${two(month)}-${two(day)}`;
}

/** 2026-03-01 14:05 */
export function timeText(instant: string | Date, withSeconds = false): string {
  const { hour, minute, second } = partsOf(new Date(instant));
  return `${dateText(instant)} ${two(hour)}:${two(minute)}${withSeconds ? `:${two(second)}` : ''}`;
}

/** RFC 3339, as the API takes it. */
export function rfc3339(instant: Date): string {
  return instant.toISOString().replace(/\.000Z$/, 'Z');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** What a field for date and time holds: 2026-03-01T14:05, by the clocks of the zone that is shown. */
export function fieldText(instant: Date): string {
  return timeText(instant).replace(' ', 'T');
}

/** The instant that a field for date and time says; undefined where it says none. */
export function instantOf(field: string): Date | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(field);
  if (!match) {
    return undefined;
  }
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number];
  return instantAt(Date.UTC(year, month - 1, day, hour, minute), zone.name);
}

const units = [['D', 'day'], ['H', 'hour'], ['M', 'minute'], ['S', 'second']] as const;

/** An ISO 8601 duration of days and less, in words: "1 day 12 hours". */
export function durationText(duration: string): string {
  const parts = units.flatMap(([letter, name]) => {
    const amount = new RegExp(`(\\d+)${letter}`).exec(duration)?.[1] ?? '0';
    return Number(amount) === 0 ? [] : [`${amount} ${name}${amount === '1' ? '' : 's'}`];
  });
  return parts.join(' ') || 'no time';
}
