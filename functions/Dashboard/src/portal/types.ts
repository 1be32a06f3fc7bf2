import type { Invoice, InvoiceLine } from '../api/types';
import type { OfferedPlan } from '../offer/types';

/** The subscription that the portal is of. */
export interface Standing {
  merchantName: string;
  customerName: string;
  mode: 'live' | 'test';
  name: string;
  status: 'pending_payment' | 'active' | 'trialing' | 'paused' | 'terminated';
  currency: string;
  plan: OfferedPlan;
  startedAt: string;
  endsAt: string | null;
  periodEnd: string | null;
  isCancelledByCustomer: boolean;
  change: { planName: string; effectiveAt: string; isAskedByCustomer: boolean } | null;
  offered: OfferedPlan[];
  now: string;
  expiresAt: string;
}

/** What was used and spent in the period that is invoiced next. */
export interface Spend {
  currency: string;
  asOf: string;
  periodStart: string;
  periodEnd: string;
  total: string;
  prepaid: string;
  forecast: string | null;
  lines: { name: string; kind: InvoiceLine['kind']; quantity: string; coveredQuantity: string | null; unit: string | null; amount: string }[];
}

export interface Balance {
  currency: string;
  available: string;
  held: string;
  expiring: { amount: string; at: string }[];
}

export type Window = 'BILLING_PERIOD' | 'DAY' | 'WEEK' | 'MONTH';

export interface Cap {
  id: string;
  setBy: 'customer' | 'merchant';
  metricName: string | null;
  unit: string | null;
  currency: string | null;
  amount: string;
  used: string;
  reserved: string;
  left: string;
  window: Window;
  windowEnd: string | null;
}

export interface Alerts {
  rules: { id: string; type: 'spend_threshold' | 'wallet_low_balance'; threshold: string; currency: string; window: Window | null }[];
  raised: { id: string; type: string; threshold: string; percent: number | null; value: string; currency: string | null; raisedAt: string }[];
}

export interface PortalInvoice {
  id: string;
  number: string;
  type: Invoice['type'];
  status: Invoice['status'];
  currency: string;
  total: string;
  unpaid: string;
  periodStart: string;
  periodEnd: string;
  issuedAt: string;
  dueAt: string | null;
}

export interface AskedPayment {
  amount: string;
  currency: string;
  status: 'pending' | 'succeeded' | 'failed';
  paymentUrl: string | null;
}
