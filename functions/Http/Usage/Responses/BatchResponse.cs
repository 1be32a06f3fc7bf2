namespace Tallystick.Http.Usage.Responses;

/// <summary>What became of the events of a batch, each for itself.</summary>
/// <param name="Object">What was reported.</param>
/// <param name="Successful">The events that are durably in the log.</param>
/// <param name="Failed">The others; nothing of them was kept.</param>
/// <param name="Summary">The numbers.</param>
/// <typeparam name="T">An accepted event.</typeparam>
public sealed record BatchResponse<T>(string Object, IReadOnlyList<T> Successful, IReadOnlyList<BatchFailure> Failed, BatchSummary Summary)
{
    internal static BatchResponse<T> Of(string name, IReadOnlyList<EventResult> results, Func<EventResult, T> map)
    {
        var failed = BatchFailure.Of(results);
        var successful = results.Where(result => result.Receipt is not null).Select(map).ToList();
        return new(name, successful, failed, new BatchSummary(results.Count, successful.Count, failed.Count));
    }
}
