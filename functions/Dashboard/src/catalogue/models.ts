import type { Price } from '../api/types';
import { decimalText } from '../ui/numbers';

export type ModelName = 'standard' | 'graduated' | 'volume' | 'linearVolume' | 'package' | 'percentage' | 'matrix' | 'dynamic';

/** A number that a model needs. */
export interface ModelField {
  name: string;
  label: string;
  hint?: string;
}

/** How usage becomes an amount, as docs/pricing.md has it. */
export interface Model {
  name: ModelName;
  title: string;
  says: string;
  fields: readonly ModelField[];
  hasTiers?: boolean;
  /** Whether some of a period may be free. */
  free?: boolean;
  fee?: boolean;
}

const unitPrice: ModelField = { name: 'unitPrice', label: 'Price of one' };

export const models: readonly Model[] = [
  { name: 'standard', title: 'Per unit', says: 'Each unit at one price.', fields: [unitPrice], free: true, fee: true },
  {
    name: 'graduated', title: 'Graduated tiers', says: 'Each unit at the price of the tier that it falls into.', fields: [], hasTiers: true, free: true, fee: true,
  },
  {
    name: 'volume', title: 'Volume tiers', says: 'All units at the price of the tier that the whole quantity falls into.', fields: [], hasTiers: true, free: true, fee: true,
  },
  {
    name: 'linearVolume', title: 'Linear volume', says: 'All units at one price, which goes up or down with the quantity: start + slope × quantity, within bounds.',
    fields: [
      { name: 'default', label: 'Start' }, { name: 'gradient', label: 'Slope', hint: 'By one unit; below 0 where more is cheaper.' },
      { name: 'min', label: 'Lowest price of one' }, { name: 'max', label: 'Highest price of one' },
    ],
    free: true, fee: true,
  },
  {
    name: 'package', title: 'Packages', says: 'A price for each package of so many units.',
    fields: [{ name: 'packageSize', label: 'Units in a package' }, { name: 'packagePrice', label: 'Price of a package' }], free: true, fee: true,
  },
  {
    name: 'percentage', title: 'Percentage', says: 'A part of an amount of money: the quantity is an amount in the currency of the plan.',
    fields: [
      { name: 'percentage', label: 'Part', hint: 'A fraction: 0.029 is 2.9 %.' }, { name: 'fixedFee', label: 'Fee of each period', hint: 'May stay empty.' },
      { name: 'minCharge', label: 'At least', hint: 'May stay empty.' }, { name: 'maxCharge', label: 'At most', hint: 'May stay empty.' },
    ],
    free: true,
  },
  {
    name: 'matrix', title: 'Matrix', says: 'A price for each group of the metric.',
    fields: [{ name: 'defaultUnitPrice', label: 'Price of one in every other group' }],
  },
  {
    name: 'dynamic', title: 'Told by the event', says: 'Each event brings its own price, within bounds.',
    fields: [{ name: 'minPrice', label: 'Lowest price of one' }, { name: 'maxPrice', label: 'Highest price of one' }],
  },
];

export function modelOf(name: string): Model {
  return models.find((model) => model.name === name) ?? models[0]!;
}

export interface Tier {
  upTo?: string | null;
  unitPrice: string;
  flatFee?: string;
}

/** The numbers of a price as the API answers them. */
export interface Properties {
  tiers?: Tier[];
  dimensions?: string[];
  cells?: { values: Record<string, string>; unitPrice: string }[];
  [number: string]: unknown;
}

/** What a price says, a line a part. */
export function termsOf(price: Pick<Price, 'model' | 'properties'>): string[] {
  const all = price.properties as Properties;
  const number = (name: string) => decimalText(String(all[name] ?? '…'));
  const lines = {
    standard: () => [`${number('unitPrice')} each`],
    graduated: () => tierLines(all.tiers ?? []),
    volume: () => tierLines(all.tiers ?? []).map((line) => `${line}, for all`),
    linearVolume: () => [`${number('default')} + ${number('gradient')} × quantity each, from ${number('min')} to ${number('max')}`],
    package: () => [`${number('packagePrice')} for each ${number('packageSize')}${all['rounding'] === 'down' ? ' that is full' : ''}`],
    percentage: () => [
      `${percentText(String(all['percentage'] ?? '0'))}${all['fixedFee'] ? ` and ${number('fixedFee')} a period` : ''}`,
      ...(all['minCharge'] ? [`at least ${number('minCharge')}`] : []), ...(all['maxCharge'] ? [`at most ${number('maxCharge')}`] : []),
    ],
    matrix: () => [
      ...(all.cells ?? []).map((cell) => `${Object.entries(cell.values).map(([name, value]) => `${name} ${value}`).join(', ')}: ${decimalText(cell.unitPrice ?? '…')} each`),
      `else ${number('defaultUnitPrice')} each`,
    ],
    dynamic: () => [`told by each event, from ${number('minPrice')} to ${number('maxPrice')}`],
  }[modelOf(price.model).name]();
  return [...(all['freeUnits'] && all['freeUnits'] !== '0' ? [`the first ${number('freeUnits')} free`] : []), ...lines];
}

/** A fraction as per cent, without a digit lost: 0.029 is 2.9 %. */
export function percentText(fraction: string): string {
  const [whole = '0', rest = ''] = fraction.split('.');
  const digits = rest.padEnd(2, '0');
  return `${decimalText(`${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '') + (digits.length > 2 ? `.${digits.slice(2)}` : ''))} %`;
}

function tierLines(tiers: readonly Tier[]): string[] {
  return tiers.map((tier, index) => {
    const above = tiers[index - 1]?.upTo;
    const where = tier.upTo ? `up to ${decimalText(String(tier.upTo))}` : above ? `above ${decimalText(String(above))}` : 'all';
    const flat = tier.flatFee && tier.flatFee !== '0' ? ` and ${decimalText(String(tier.flatFee))} once` : '';
    return `${where}: ${decimalText(String(tier.unitPrice ?? '…'))} each${flat}`;
  });
}

export const terms = {
  in_arrears: 'at the end of the period',
  in_advance: 'in advance',
  instant: 'at once, from the wallet',
} as const;

export type Term = keyof typeof terms;

export const cadences = [['P1M', 'Every month'], ['P3M', 'Every quarter'], ['P1Y', 'Every year'], ['P1W', 'Every week'], ['P1D', 'Every day']] as const;

export function cadenceText(cadence: string): string {
  return cadences.find(([value]) => value === cadence)?.[1].toLowerCase() ?? cadence;
}
