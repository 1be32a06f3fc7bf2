import type { InvoiceStatus } from '../api/types';

/** How a status is shown. */
export const kindOf: Record<InvoiceStatus, 'plain' | 'good' | 'warn' | 'bad'> = {
  draft: 'plain', issued: 'warn', paid: 'good', overdue: 'bad', void: 'plain', written_off: 'plain',
};

export const statuses = Object.keys(kindOf) as InvoiceStatus[];

/** What an invoice or note is called. */
export function nameOf(invoice: { type: string; invoiceNumber?: string | null; status: string }): string {
  const kind = invoice.type === 'credit_note' ? 'Credit note' : invoice.type === 'debit_note' ? 'Debit note' : 'Invoice';
  return invoice.invoiceNumber ? `${kind} ${invoice.invoiceNumber}` : `${kind}, not issued yet`;
}
