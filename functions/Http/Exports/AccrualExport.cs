using Tallystick.Core.Reports;

namespace Tallystick.Http.Exports;

/// <summary>Accruals as a table: a row for each subscription.</summary>
internal static class AccrualExport
{
    public static IReadOnlyList<string> Columns { get; } =
        ["customerId", "subscriptionId", "at", "currency", "usage", "fees", "adjustments", "total", "prepaidAmount", "problem"];

    public static void Write(CsvWriter csv, Accrual accrual) => csv
        .Word(accrual.Subscription.CustomerId).Word(accrual.Subscription.Id).Time(accrual.At).Word(accrual.Currency)
        .Number(accrual.Usage).Number(accrual.Fees).Number(accrual.Adjustments).Number(accrual.Total).Number(accrual.Prepaid).Text(accrual.Problem);
}
