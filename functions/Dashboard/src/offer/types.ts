/** What something costs, in words. */
export interface OfferedPrice {
  name: string;
  when: string;
  price: string;
}

/** A plan as customers are shown it. */
export interface OfferedPlan {
  id: string;
  name: string;
  currency: string;
  billed: string;
  taxIsIncluded: boolean;
  trialDays: number;
  paymentTermDays: number;
  minimumCommitment: string | null;
  maximumCharge: string | null;
  prices: OfferedPrice[];
  discounts: string[];
  credits: string[];
}
