/** What the demo has made, as the process wrote it down. */
export interface Demo {
  baseUrl: string;
  operatorKey: string;
  merchantId: string;
  apiKey: string;
  customerId: string;
  metricIds: { basic: string; premium: string; executionTime: string };
  planId: string;
  subscriptionId: string;
  testClockId: string;
}

export function demo(): Demo {
  return JSON.parse(process.env['TALLY_DEMO']!) as Demo;
}
