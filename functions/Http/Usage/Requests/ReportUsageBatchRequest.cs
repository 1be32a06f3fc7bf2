namespace Tallystick.Http.Usage.Requests;

/// <summary>Usage events, each accepted or refused for itself.</summary>
/// <param name="Events">1 to 1,000 events.</param>
public sealed record ReportUsageBatchRequest(IReadOnlyList<ReportUsageRequest> Events);
