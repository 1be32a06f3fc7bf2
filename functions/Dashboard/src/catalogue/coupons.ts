import type { Coupon, Discount } from '../api/types';
import { decimalText, moneyText } from '../ui/numbers';
import { percentText } from './models';

/** What a discount takes off, and for how long: "20 %, for 3 periods". */
export function discountText(discount: Discount, currency: string | null): string {
  const lasts = discount.periods ? `, for ${discount.periods === 1 ? 'a period' : `${discount.periods} periods`}` : '';
  const off = discount.type === 'percentage' ? percentText(discount.value) : currency ? `${moneyText(discount.value, currency)} a period` : decimalText(discount.value);
  return `${off}${lasts}`;
}

/** Whether somebody may still have a coupon. */
export function isOpen(coupon: Coupon): boolean {
  return !coupon.withdrawnAt && !(coupon.maxRedemptions && coupon.redeemed >= coupon.maxRedemptions) && !(coupon.redeemBefore && Date.parse(coupon.redeemBefore) <= Date.now());
}
