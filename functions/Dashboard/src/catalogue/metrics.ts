/** How values become a quantity. */
export const aggregations = [
  ['SUM', 'the sum of values'],
  ['COUNT', 'the number of events'],
  ['MAX', 'the highest value'],
  ['MIN', 'the lowest value'],
  ['AVG', 'the mean of values'],
  ['UNIQUE_COUNT', 'the number of different values'],
  ['LATEST', 'the latest value'],
] as const;

export function aggregationText(aggregation: string): string {
  return aggregations.find(([value]) => value === aggregation)?.[1] ?? aggregation;
}
