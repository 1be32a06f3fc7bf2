using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;

namespace Tallystick.Tests.Core.Tests.Notifications;

public class InvoiceFactsTests
{
    [Theory]
    [InlineData(InvoiceStatus.Draft, InvoiceStatus.Issued, "invoice.issued")]
    [InlineData(InvoiceStatus.Draft, InvoiceStatus.Paid, "invoice.issued invoice.paid")]
    [InlineData(InvoiceStatus.Draft, InvoiceStatus.Void, "")]
    [InlineData(InvoiceStatus.Issued, InvoiceStatus.Issued, "")]
    [InlineData(InvoiceStatus.Issued, InvoiceStatus.Overdue, "invoice.overdue")]
    [InlineData(InvoiceStatus.Overdue, InvoiceStatus.WrittenOff, "invoice.writtenOff")]
    [InlineData(InvoiceStatus.WrittenOff, InvoiceStatus.Paid, "invoice.paid")]
    [InlineData(InvoiceStatus.Issued, InvoiceStatus.Paid, "invoice.paid")]
    [InlineData(InvoiceStatus.Issued, InvoiceStatus.Void, "invoice.voided")]
    [InlineData(InvoiceStatus.Overdue, InvoiceStatus.Paid, "invoice.paid")]
    [InlineData(InvoiceStatus.Overdue, InvoiceStatus.Void, "invoice.voided")]
    [InlineData(InvoiceStatus.Paid, InvoiceStatus.Paid, "")]
    [InlineData(InvoiceStatus.Void, InvoiceStatus.Void, "")]
    public void What_becomes_true_of_an_invoice_follows_from_how_far_it_came(InvoiceStatus before, InvoiceStatus after, string expected) =>
        Assert.Equal(expected, string.Join(' ', InvoiceFacts.Between(before, after)));
}
