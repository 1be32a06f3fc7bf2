/**
 * Amounts and quantities come as decimal texts and stay texts where they are shown: digits are grouped here, and none is lost in a floating-point number.
 */
export function decimalText(value: string, minFraction = 0): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) {
    return value;
  }

  const [, sign, whole, fraction = ''] = match as unknown as [string, string, string, string?];
  const kept = fraction.replace(/0+$/, '').padEnd(minFraction, '0');
  return `${sign ? '−' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, '\u202f')}${kept ? `.${kept}` : ''}`;
}

/** An amount of money with its currency: "1 234.50 USD". Fractions of the smallest coin are shown where there are any. */
export function moneyText(amount: string, currency: string | null | undefined): string {
  return currency ? `${decimalText(amount, digitsOf(currency))} ${currency}` : decimalText(amount);
}

/** An amount with its sign, for differences: "+12.00 USD". */
export function signedText(amount: string, currency: string): string {
  return `${/[1-9]/.test(amount) && !amount.startsWith('-') ? '+' : ''}${moneyText(amount, currency)}`;
}

/** By how much something has changed: "+12.5 %"; empty where it was nothing. */
export function changeText(before: string, after: string): string {
  const change = (Number(after) / Number(before) - 1) * 100;
  return Number.isFinite(change) ? `${change > 0 ? '+' : ''}${change.toFixed(1).replace('-', '−')} %` : '';
}

/** A count. */
export function countText(value: number): string {
  return decimalText(String(Math.round(value)));
}

/** For axes and small figures alone, where four digits say enough: 12.3k. */
export function shortText(value: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 }).format(value);
}

/** The sum of decimal texts, exact. */
export function sum(values: readonly string[]): string {
  const scale = Math.max(0, ...values.map((value) => value.split('.')[1]?.length ?? 0));
  const total = values.reduce((so, value) => so + toUnits(value, scale), 0n);
  return fromUnits(total, scale);
}

function toUnits(value: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(scale, '0'));
  return value.startsWith('-') ? -units : units;
}

function fromUnits(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${text}` : text;
}

function digitsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}
