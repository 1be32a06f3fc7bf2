import type { OfferedPlan } from '../offer/types';

/** What is paid at the start. */
export interface FirstInvoice {
  currency: string;
  periodStart: string;
  periodEnd: string;
  lines: { name: string; amount: string }[];
  totalTax: string;
  total: string;
  unpaid: string;
}

/** An offer as the person is shown it whom it was made for. */
export interface Offer {
  status: 'pending' | 'completed' | 'expired';
  merchantName: string;
  mode: 'live' | 'test';
  name: string | null;
  email: string | null;
  plan: OfferedPlan;
  firstInvoice: FirstInvoice | null;
  expiresAt: string;
  redirectUrl: string | null;
}
