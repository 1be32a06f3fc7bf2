import { Api, operator } from './api';

interface Made {
  id: string;
}

/** A merchant of a test's own, so that tests that change things leave each other alone. */
export class Merchant {
  private constructor(readonly name: string, readonly id: string, readonly liveKey: string, readonly testKey: string) {}

  static async create(name: string): Promise<Merchant> {
    const made = await operator().post<{ id: string; apiKeys: { key: string }[] }>('/v0/merchants', { name });
    return new Merchant(name, made.id, made.apiKeys[0]!.key, made.apiKeys[1]!.key);
  }

  /** Calls with the admin key of test mode. */
  get api(): Api {
    return new Api(this.testKey);
  }

  /** A metric without an event type: usage names it. */
  async metric(name: string, unit: string, more: object = {}): Promise<string> {
    return (await this.api.post<Made>('/v0/billableMetrics', { name, unit, aggregation: 'SUM', ...more })).id;
  }

  /** A customer who lives by a test clock, with a monthly subscription. */
  async customer(
    metric: string, startedAt: string, options: { paymentTerm?: 'in_arrears' | 'instant'; plan?: object; name?: string; externalId?: string } = {},
  ): Promise<{ customer: string; clock: string; subscription: string; plan: string }> {
    const name = options.name ?? 'Ada';
    const clock = (await this.api.post<Made>('/v0/testClocks', { currentTime: startedAt, name })).id;
    const customer = (await this.api.post<Made>('/v0/customers', {
      consumer: { name, email: 'ada@example.com' }, externalId: options.externalId, testClockId: clock,
    })).id;
    const product = (await this.api.post<Made>('/v0/products', { name: 'Code execution' })).id;
    const plan = (await this.api.post<Made>('/v0/plans', {
      productId: product, name: 'Pay as you go', currency: 'USD', billingCadence: 'P1M', defaultTaxRate: '0.19',
      prices: [{
        billableMetricId: metric, invoiceDisplayName: 'Runs', paymentTerm: options.paymentTerm ?? 'in_arrears', model: 'standard',
        properties: { unitPrice: '0.5' },
      }],
      ...options.plan,
    })).id;
    const subscription = (await this.api.post<Made>('/v0/subscriptions', {
      name: `${name}'s`, planId: plan, customerId: customer, startedAt,
    })).id;
    return { customer, clock, subscription, plan };
  }

  /** Reports usage of a metric. */
  async use(customer: string, metric: string, quantity: string, timestamp: string, idempotencyKey: string): Promise<string> {
    const event = await this.api.post<Made>('/v0/usage', {
      idempotencyKey, customerId: customer, timestamp, properties: [{ billableMetricId: metric, quantity }],
    });
    return event.id;
  }

  moveClock(clock: string, currentTime: string): Promise<unknown> {
    return this.api.patch(`/v0/testClocks/${clock}`, { currentTime });
  }
}
