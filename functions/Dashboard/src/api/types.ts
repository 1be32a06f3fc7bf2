import type { components } from './schema';

type Schemas = components['schemas'];

/** Types of the API's answers, as its description has them. */
export type Invoice = Schemas['InvoiceResponse'];
export type InvoiceStatus = Schemas['InvoiceStatus'];
export type InvoiceLine = Schemas['InvoiceLineResponse'];
export type Proof = Schemas['ProofResponse'];
export type LineEvent = Schemas['LineEventResponse'];
export type CreditNote = Schemas['CreditNoteResponse'];
export type Customer = Schemas['CustomerResponse'];
export type Wallet = Schemas['WalletResponse'];
export type JournalEntry = Schemas['JournalEntryResponse'];
export type Subscription = Schemas['SubscriptionResponse'];
export type Hold = Schemas['EntitlementResponse'];
export type FeatureEntitlement = Schemas['FeatureEntitlementResponse'];
export type Metric = Schemas['MetricResponse'];
export type Meter = Schemas['MeterResponse'];
export type HourFates = Schemas['HourFates'];
export type FateCounts = Schemas['FateCountsResponse'];
export type Outcome = Schemas['OutcomeResponse'];
export type UsageFate = Schemas['UsageFateResponse'];
export type Revenue = Schemas['RevenueResponse'];
export type Accrual = Schemas['AccrualResponse'];
export type Product = Schemas['ProductResponse'];
export type Price = Schemas['PriceResponse'];
export type PricePreview = Schemas['PricePreviewResponse'];
export type Plan = Schemas['PlanResponse'];
export type PlanVersion = Schemas['PlanVersionResponse'];
export type Coupon = Schemas['CouponResponse'];
export type Discount = Schemas['DiscountResponse'];
export type Simulation = Schemas['SimulationResponse'];
export type SimulatedSubscription = Schemas['SimulatedSubscriptionResponse'];
export type ApiKey = Schemas['ApiKeyResponse'];
export type WebhookEndpoint = Schemas['WebhookEndpointResponse'];
export type WebhookDelivery = Schemas['WebhookDeliveryResponse'];
export type TestClock = Schemas['TestClockResponse'];
export type Cap = Schemas['CapResponse'];
export type AlertRule = Schemas['AlertRuleResponse'];
export type Alert = Schemas['AlertResponse'];
export type Grant = Schemas['GrantResponse'];
export type Feature = Schemas['FeatureResponse'];
export type FeatureGrant = Schemas['FeatureGrantResponse'];
export type Dispute = Schemas['DisputeResponse'];
export type FieldError = Schemas['FieldError'];

/** A part of a list. */
export interface List<T> {
  data: T[];
  pagination: { limit: number; offset: number; total: number };
}

/** The modes of a merchant: each session belongs to one. */
export type Mode = 'live' | 'test';

/** A session of this browser. */
export interface Session {
  mode: Mode;
  merchantId: string;
  merchantName: string;
  keyName: string;
  scopes: ('ingest' | 'read' | 'admin')[];
  expiresAt: string;
}
