namespace Tallystick.DevHost.Cost;

/// <summary>What a sample of the workload asked of the services.</summary>
/// <param name="Events">Events of the sample.</param>
/// <param name="Requests">Requests.</param>
/// <param name="IngressEvents">Records of the log, one for each 64 KB begun.</param>
/// <param name="LogBytes">Bytes of them.</param>
/// <param name="MeterBatches">Batches that were metered: executions of the trigger.</param>
/// <param name="TableOperations">Transactions and point reads of claims.</param>
/// <param name="Claims">Rows of claims that were made.</param>
/// <param name="RequestUnitsAtIngest">Request units for requests.</param>
/// <param name="RequestUnitsAtMetering">Request units for metering.</param>
/// <param name="LedgerBytes">Bytes of documents that were made.</param>
public sealed record SampleCounts(
    long Events,
    long Requests,
    long IngressEvents,
    long LogBytes,
    long MeterBatches,
    long TableOperations,
    long Claims,
    long RequestUnitsAtIngest,
    long RequestUnitsAtMetering,
    long LedgerBytes);
